package org.collabenv.episodes.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A kind of database, with everyone who competes there. */
interface Arena extends AutoCloseable {

    /** A contender and the tables that it fills. */
    record Entry(Contender contender, Tables tables) {}

    /** The tables that a contender fills; several may fill the same ones in turn. */
    interface Tables {

        /** Makes them as they were before the first load. */
        void empty() throws Exception;

        /**
         * Looks whether all rows are there.
         *
         * @throws IllegalStateException if they are not
         */
        void requireStored(Work work) throws Exception;

        /**
         * Compares counts.
         *
         * @throws IllegalStateException if they differ
         */
        static void require(String what, long found, long expected) {
            if (found != expected) {
                throw new IllegalStateException("%d %s are stored, not %d".formatted(found, what, expected));
            }
        }
    }

    /** As in the results. */
    String name();

    /** Versions and the settings that decide what a load costs. */
    String description() throws Exception;

    /** Who competes on a work, the service first; for {@link Work#LARGE} one that has loaded nothing yet. */
    List<Entry> entries(Work work) throws Exception;

    /** The processor time that the database's own processes have had so far; none where it is embedded. */
    Duration processorTime() throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
