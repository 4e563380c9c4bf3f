package org.collabenv.episodes.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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

        /** The file; created if it does not exist. */
        String path();

        /** The memory that DuckDB may use in addition to the heap. */
        @WithDefault("512MB")
        String memoryLimit();
    }

    /** The database server. */
    interface Postgres {

        /** Its address, for the log. */
        String address();

        /** What a start does about the schema. */
        @WithDefault("migrate")
        Migration schema();

        /** The way of property values into their table. */
        @WithDefault("staged")
        Values values();
    }

    /** The way of a load's property values into {@code extended_properties} on the database server. */
    enum Values {
        /** Copied into the session's temporary table and joined there: a refused upload leaves nothing behind. */
        STAGED,
        /** Copied straight: faster for clean files, and the only way that a distributed server needs no transfer for. */
        DIRECT
    }

    /** The ways in which a start treats the schema of the database server. */
    enum Migration {
        /** Migrates it to the version of this service, then serves. */
        MIGRATE,
        /** Serves only if it has the version of this service; the role needs no right to change it. */
        REQUIRE,
        /** Migrates it to the version of this service and exits. */
        MIGRATE_AND_EXIT
    }
}
