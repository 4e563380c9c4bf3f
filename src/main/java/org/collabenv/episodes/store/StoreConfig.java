package org.collabenv.episodes.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which database the service keeps episodes in. */
@ConfigMapping(prefix = "episodes.store")
public interface StoreConfig {

    /** The database; chosen once, at start. */
    Backend backend();

    /** The embedded database. */
    DuckDb duckdb();

    /** The database server; the connection itself is configured as the data source. */
    Postgres postgres();

    /** The databases there are. */
    enum Backend {
        DUCKDB,
        POSTGRES
    }

    /** The embedded database. */
    interface DuckDb {

        /** The file; it is made if it is not there. */
        String path();

        /** What DuckDB may take beside the heap. */
        @WithDefault("512MB")
        String memoryLimit();
    }

    /** The database server. */
    interface Postgres {

        /** Its address, for the log. */
        String address();

        /** Who brings the schema to this version. */
        @WithDefault("migrate")
        Migration schema();
    }

    /** What a start does about the schema of the database server. */
    enum Migration {
        /** Bring it to this version, then serve. */
        MIGRATE,
        /** Serve only if it is at this version; the role needs no right to change it. */
        REQUIRE,
        /** Bring it to this version and end. */
        MIGRATE_AND_EXIT
    }
}
