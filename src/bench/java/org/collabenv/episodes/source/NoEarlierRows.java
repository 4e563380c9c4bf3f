package org.collabenv.episodes.source;

import org.collabenv.episodes.trajectory.EarlierRows;

/** A new episode in which no key is repeated. */
final class NoEarlierRows implements EarlierRows {

    @Override
    public void storedKeys(Keys keys) {
        // There are none.
    }

    @Override
    public long rowsBefore(int timeIndex, int agentId, String agentType) {
        throw new IllegalStateException("No key is repeated");
    }
}
