package org.collabenv.episodes.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the time of one load of the reference work went.
 *
 * @param contender which version or setting of the service
 * @param seconds by the clock on the wall, as the client saw it
 * @param service processor seconds of the service
 * @param server processor seconds of the database's processes
 * @param stages milliseconds by stage, as the receipt says
 */
record Profile(String database, String contender, double seconds, double service, double server, JsonNode stages) {}
