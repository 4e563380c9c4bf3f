package org.collabenv.episodes.trajectory;

/** Finds rows of a load that have been handed on already. */
public interface EarlierRows {

    /** How many rows of this load came before the one with that key. The key must be among them. */
    long rowsBefore(int timeIndex, int agentId, String agentType);
}
