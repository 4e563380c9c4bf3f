package org.collabenv.episodes.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The database in which the service keeps episodes. */
@ConfigMapping(prefix = "episodes.store")
public interface StoreConfig {

    /** The database; chosen once, at start. */
    Backend backend();

    /** The embedded database. */
    DuckDb duckdb();

    /** The database server; the connection itself is configured as the data source. */
    Postgres postgres();

    /** The kinds of databases. */
    enum Backend {
        DUCKDB,
        POSTGRES
    }

    /** The embedded database. */
    interface DuckDb {

        /** The path of the database file, which is created if it does not exist. */
        String path();

        /** The memory that DuckDB may use in addition to the heap. */
        @WithDefault("512MB")
        String memoryLimit();

        /**
         * The time without use after which the file is closed, so that other programs may open it, until it is needed
         * again. 0 keeps it open.
         */
        @WithDefault("0S")
        Duration releaseAfter();
    }

    /** The database server. */
    interface Postgres {

        /** The address of the server, for the log. */
        String address();

        /** The treatment of the schema at start. */
        @WithDefault("migrate")
        Migration schema();

        /** The path by which property values reach their table. */
        @WithDefault("staged")
        Values values();
    }

    /** The paths by which a load's property values reach {@code extended_properties} on the database server. */
    enum Values {
        /**
         * Values are copied into a temporary table of the session and joined with their observations from there: a
         * refused upload leaves nothing behind.
         */
        STAGED,
        /**
         * Values are copied straight into their table: this is faster for clean files, and the only path on which a
         * distributed server moves no rows between its nodes.
         */
        DIRECT
    }

    /** The treatments of the schema of the database server at start. */
    enum Migration {
        /** The service migrates the schema to its own version, then serves. */
        MIGRATE,
        /** The service serves only if the schema has its version; the role needs no privilege to change the schema. */
        REQUIRE,
        /** The service migrates the schema to its own version and exits. */
        MIGRATE_AND_EXIT
    }
}
