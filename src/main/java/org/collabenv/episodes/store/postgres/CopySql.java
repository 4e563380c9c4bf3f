package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.sql.Statements;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Runs COPY statements by name on one connection. */
record CopySql(Statements statements, CopyManager copy) {

    static CopySql of(Sql sql) throws SQLException {
        return new CopySql(
                sql.statements(),
                sql.handle().getConnection().unwrap(PGConnection.class).getCopyAPI());
    }

    /**
     * Sends the rows of a buffer and empties it.
     *
     * @param statement the name of a COPY statement for binary rows of that shape
     * @return the number of rows that the server has taken
     */
    long send(String statement, CopyBuffer rows) throws SQLException {
        return rows.isEmpty() ? 0 : rows.send(copy, statements.get(statement));
    }
}
