package org.collabenv.episodes.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Connects to DuckDB. Which drivers DriverManager knows depends on the class loader that asks it first. */
public final class DuckDb {

    private DuckDb() {}

    /** A database of its own in memory. */
    public static Connection inMemory() throws SQLException {
        return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    }

    /**
     * The database in a file.
     *
     * @param settings the same as those of whoever has it open in this process
     */
    public static Connection file(Path file, Properties settings) throws SQLException {
        return new DuckDBDriver().connect("jdbc:duckdb:" + file, settings);
    }
}
