package org.collabenv.episodes.store;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Translates the exceptions of a database driver into exceptions that callers can act on. */
public final class DatabaseFailures {

    /** SQLSTATEs of a PostgreSQL server that shuts down, has crashed, is not ready yet or has no connection free. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String CONNECTION_EXCEPTION_CLASS = "08";

    /** Lock not available, deadlock detected, serialization failure. */
    private static final Set<String> BUSY = Set.of("55P03", "40P01", "40001");

    /**
     * A table, a column or a key is missing or has changed: undefined table, undefined column, no key for ON CONFLICT or for a
     * foreign key, and a row that a row of another table needs.
     */
    private static final Set<String> TABLES_CHANGED = Set.of("42P01", "42703", "42P10", "42704", "42830", "23503");

    /** Fragments of the messages of PostgreSQL about a table that was dropped at the same moment, and of DuckDB about any. */
    private static final List<String> TABLES_CHANGED_WORDS = List.of(
            "cached plan must not change",
            "could not open relation with OID",
            "cache lookup failed for",
            "Catalog Error: Table with name");

    private static final String DISK_FULL = "53100";

    /** Fragments of DuckDB's messages about a full disk; DuckDB has no SQLSTATEs. */
    private static final List<String> DISK_FULL_WORDS =
            List.of("No space left on device", "Disk quota exceeded", "File too large", "max_temp_directory_size");

    private static final String MEMORY_FULL = "53200";

    /** Fragments of DuckDB's messages about its memory limit, of which the appender cuts the beginning off. */
    private static final List<String> MEMORY_FULL_WORDS = List.of(
            "Out of Memory Error", "could not allocate block", "failed to allocate data", "failed to pin block");

    private static final String UNIQUE_VIOLATION = "23505";

    /** A fragment of PostgreSQL's detail about an id that another row has. */
    private static final String TAKEN_ID_WORDS = "(observation_id)=";

    private static final String SEQUENCE_AT_ITS_END = "2200H";

    /** A fragment of PostgreSQL's message about an id that its column cannot hold. */
    private static final String TOO_LARGE_ID_WORDS = "integer out of range";

    /** A fragment of DuckDB's message about a row that another transaction changes too. */
    private static final String CONFLICT_WORDS = "Conflict on";

    private DatabaseFailures() {}

    /** An access to a database that returns a value. */
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /** An access to a database that returns nothing. */
    public interface Command {
        void run() throws SQLException;
    }

    /**
     * Runs an access that returns a value, and translates its failure. An {@link UncheckedIOException} is passed on: it is of
     * whoever takes what is read.
     *
     * @throws IngestException if the database is unavailable or busy, or its disk is full, so that the same request may
     *     succeed later
     * @throws StoreException if the database failed otherwise
     */
    public static <T> T translating(Question<T> question) {
        try {
            return question.ask();
        } catch (IngestException | StoreException | UncheckedIOException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw translated(e);
        }
    }

    /** Runs an access that returns nothing, and translates its failure like {@link #translating(Question)}. */
    public static void translatingCommand(Command command) {
        translating(() -> {
            command.run();
            return true;
        });
    }

    /** Returns the SQLSTATE of the first SQL exception in a chain of causes, or an empty string. */
    public static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() == null ? "" : sql.getSQLState();
            }
        }
        return "";
    }

    /** Returns whether an SQL exception in a chain of causes has one of the words in its message. */
    private static boolean says(Throwable failure, List<String> words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause instanceof SQLException ? String.valueOf(cause.getMessage()) : "";
            if (words.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the connection failed, so that it is unknown what the database has done. */
    public static boolean isOfTheConnection(Throwable failure) {
        String state = sqlState(failure);
        return failure instanceof ConnectionException
                || AWAY.contains(state)
                || state.startsWith(CONNECTION_EXCEPTION_CLASS);
    }

    private static RuntimeException translated(Exception failure) {
        String state = sqlState(failure);
        if (isOfTheConnection(failure)) {
            return new IngestException(
                    Problem.DATABASE_UNAVAILABLE,
                    "The database cannot be reached, closed the connection, or has no connection free",
                    failure);
        }
        if (state.equals(DISK_FULL) || says(failure, DISK_FULL_WORDS)) {
            return new IngestException(
                    Problem.DISK_FULL, "The disk of the database is full; nothing was stored", failure);
        }
        if (state.equals(MEMORY_FULL) || says(failure, MEMORY_FULL_WORDS)) {
            return new IngestException(
                    Problem.DATABASE_MEMORY,
                    "The memory of the database does not suffice; send it again alone, or give the database more memory (for DuckDB, episodes.store.duckdb.memory-limit)",
                    failure);
        }
        IngestException noId = noObservationId(state, failure);
        if (noId != null) {
            return noId;
        }
        if (TABLES_CHANGED.contains(state) || says(failure, TABLES_CHANGED_WORDS)) {
            return new IngestException(
                    Problem.TABLES_CHANGED,
                    "The database lacks a table, a column or a key that the service needs, perhaps since somebody is making the tables anew; nothing was stored. /q/health/ready says what is missing; once it is there again, so is the service. The service makes its own tables when it starts",
                    failure);
        }
        if (BUSY.contains(state) || says(failure, List.of(CONFLICT_WORDS))) {
            return new IngestException(Problem.DATABASE_BUSY, "The database did not grant a lock in time", failure);
        }
        return new StoreException("The database failed (SQLSTATE '%s')".formatted(state), failure);
    }

    private static @Nullable IngestException noObservationId(String state, Exception failure) {
        if (state.equals(UNIQUE_VIOLATION) && says(failure, List.of(TAKEN_ID_WORDS))) {
            return new IngestException(
                    Problem.OBSERVATION_IDS,
                    "The sequence of the column observation_id gives ids that observations have already, as after rows were inserted with ids of their own: its owner has to set it to the highest one, with setval",
                    failure);
        }
        if (state.equals(SEQUENCE_AT_ITS_END) || says(failure, List.of(TOO_LARGE_ID_WORDS))) {
            return new IngestException(
                    Problem.OBSERVATION_IDS,
                    "The column observation_id, or its sequence, has no further ids: the tables' owner has to make it bigint in observations and in extended_properties, and the sequence too",
                    failure);
        }
        return null;
    }
}
