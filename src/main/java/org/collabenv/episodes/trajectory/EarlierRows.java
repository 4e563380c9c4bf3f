package org.collabenv.episodes.trajectory;

/** The rows of an episode that the database has already: those of an earlier load, and those handed on by this one. */
public interface EarlierRows {

    /** Takes the keys of rows, one at a time. */
    interface Keys {
        void add(int timeIndex, int agentId, String agentType);
    }

    /** Hands out the keys of the rows that earlier loads have stored, in any order; none where the episode is new. */
    void storedKeys(Keys keys);

    /** How many rows of the episode came before the one with that key. The key must be among them. */
    long rowsBefore(int timeIndex, int agentId, String agentType);
}
