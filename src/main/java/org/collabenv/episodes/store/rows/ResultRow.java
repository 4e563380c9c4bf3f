package org.collabenv.episodes.store.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.result.ResultSetException;
import org.jspecify.annotations.Nullable;

/** The current row of the result of a query. */
record ResultRow(ResultSet row) implements WideRow {

    @Override
    public int integer(int column) {
        try {
            return row.getInt(column + 1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public double number(int column) {
        try {
            double value = row.getDouble(column + 1);
            return value == 0 && row.wasNull() ? Double.NaN : value;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public @Nullable String text(int column) {
        try {
            return row.getString(column + 1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static ResultSetException unreadable(SQLException failure) {
        return new ResultSetException("A stored row cannot be read", failure, null);
    }
}
