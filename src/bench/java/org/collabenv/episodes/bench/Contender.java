package org.collabenv.episodes.bench;

import java.nio.file.Path;
import java.util.List;

/** One way to get files into a database. */
interface Contender {

    /** As in the results. */
    String name();

    /**
     * Returns whether it takes part in a turn.
     *
     * @param turn from 0; negative for the turns that do not count
     */
    default boolean takesPart(int turn) {
        return true;
    }

    /**
     * Loads each file as an episode, and returns once all of them are safely stored.
     *
     * @param files those of the work, one per episode
     */
    void load(Work work, List<Path> files) throws Exception;
}
