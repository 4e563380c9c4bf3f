package org.collabenv.episodes.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.ConnectionException;

/** Turns what a driver throws into what callers can act on. */
public final class DatabaseFailures {

    /** SQLSTATEs by which PostgreSQL says that it, or this connection, is going away. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String CONNECTION_EXCEPTION_CLASS = "08";

    /** Lock not available, deadlock detected, serialization failure. */
    private static final Set<String> BUSY = Set.of("55P03", "40P01", "40001");

    private static final String DISK_FULL = "53100";

    /** What DuckDB, which has no SQLSTATEs, passes on of the operating system's words. */
    private static final List<String> DISK_FULL_WORDS =
            List.of("No space left on device", "Disk quota exceeded", "File too large", "max_temp_directory_size");

    /** How DuckDB says that another transaction changes the same row. */
    private static final String CONFLICT_WORDS = "Conflict on";

    private DatabaseFailures() {}

    /** Something that asks a database. */
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /** Something that tells a database to do something. */
    public interface Command {
        void run() throws SQLException;
    }

    /**
     * Asks and translates the failure.
     *
     * @throws IngestException if the database is away or busy, so that the same request may succeed later
     * @throws StoreException if it failed otherwise
     */
    public static <T> T translating(Question<T> question) {
        try {
            return question.ask();
        } catch (IngestException | StoreException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw translated(e);
        }
    }

    /** Like {@link #translating(Question)}, without an answer. */
    public static void translatingCommand(Command command) {
        translating(() -> {
            command.run();
            return true;
        });
    }

    /** The SQLSTATE of the first SQL exception in a chain of causes, or an empty text. */
    public static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() == null ? "" : sql.getSQLState();
            }
        }
        return "";
    }

    /** Whether one of a chain of causes is an SQL exception with one of the words in its message. */
    private static boolean says(Throwable failure, List<String> words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause instanceof SQLException ? String.valueOf(cause.getMessage()) : "";
            if (words.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a failure leaves open what the database has done: it went away before it said so. */
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
                    "The database cannot be reached, went away, or has no connection free",
                    failure);
        }
        if (state.equals(DISK_FULL) || says(failure, DISK_FULL_WORDS)) {
            return new IngestException(
                    Problem.DISK_FULL, "The disk of the database is full; nothing was stored", failure);
        }
        if (BUSY.contains(state) || says(failure, List.of(CONFLICT_WORDS))) {
            return new IngestException(Problem.DATABASE_BUSY, "The database did not give a lock in time", failure);
        }
        return new StoreException("The database failed (SQLSTATE '%s')".formatted(state), failure);
    }
}
