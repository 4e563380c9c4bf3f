package org.collabenv.episodes.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Changes for a while how long a connection waits for each answer of its server. If one takes longer, its statement fails
 * and the connection is lost, since the server does not say whether it still works.
 */
public final class AnswerTime {

    /** The longest wait for work on many rows, in milliseconds: an hour. */
    public static final int OF_LONG_WORK = 3_600_000;

    private final Connection connection;
    private final int usual;

    private AnswerTime(Connection connection) throws SQLException {
        this.connection = connection;
        this.usual = connection.getNetworkTimeout();
    }

    /** Work that may fail. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Begins to wait for each answer for that long.
     *
     * @param millis 0 waits without a limit
     */
    public static AnswerTime begin(Connection connection, int millis) {
        try {
            AnswerTime time = new AnswerTime(connection);
            connection.setNetworkTimeout(Runnable::run, millis);
            return time;
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Waits as long as before again. */
    public void end() {
        try {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Runs work that waits for each answer for that long. */
    public static <T, E extends Exception> T during(Connection connection, int millis, Work<T, E> work) throws E {
        AnswerTime time = begin(connection, millis);
        try {
            return work.run();
        } finally {
            time.end();
        }
    }
}
