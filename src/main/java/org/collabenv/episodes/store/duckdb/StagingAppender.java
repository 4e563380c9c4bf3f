package org.collabenv.episodes.store.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Appends batches to the table {@code staged_observations} of a connection. Owns DuckDB's appender, not the connection. */
final class StagingAppender implements AutoCloseable {

    private static final Coordinate[] COORDINATES = Coordinate.values();

    private final DuckDBAppender appender;
    private long rows;
    private long values;

    StagingAppender(Connection connection) throws SQLException {
        appender = connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "staged_observations");
    }

    long rows() {
        return rows;
    }

    /** Property values that are not missing. */
    long values() {
        return values;
    }

    void append(RecordBatch batch) throws SQLException {
        List<PropertyColumn> properties = batch.properties();
        double[][] coordinates =
                Arrays.stream(COORDINATES).map(batch::coordinate).toArray(double[][]::new);
        double[] numbers = new double[properties.size()];
        boolean[] missing = new boolean[properties.size()];
        String[] texts = new String[properties.size()];
        for (int row = 0; row < batch.size(); row++) {
            appender.beginRow()
                    .append(batch.timeIndex()[row])
                    .append(batch.agentId()[row])
                    .append(batch.agentTypes().id(batch.agentType()[row]));
            for (double[] coordinate : coordinates) {
                double value = coordinate[row];
                if (Double.isNaN(value)) {
                    appender.appendNull();
                } else {
                    appender.append(value);
                }
            }
            appendNumbers(properties, row, numbers, missing);
            appendTexts(properties, row, texts);
            appender.endRow();
        }
        rows += batch.size();
    }

    private void appendNumbers(List<PropertyColumn> properties, int row, double[] numbers, boolean[] missing)
            throws SQLException {
        int present = 0;
        for (int i = 0; i < numbers.length; i++) {
            PropertyColumn property = properties.get(i);
            missing[i] = property.type() != PropertyType.FLOAT || property.isMissing(row);
            if (!missing[i]) {
                numbers[i] = property.numbers()[row];
                present++;
            }
        }
        if (present == 0) {
            appender.appendNull();
        } else {
            appender.append(numbers, missing);
        }
        values += present;
    }

    private void appendTexts(List<PropertyColumn> properties, int row, String[] texts) throws SQLException {
        int present = 0;
        for (int i = 0; i < texts.length; i++) {
            PropertyColumn property = properties.get(i);
            if (property.type() == PropertyType.FLOAT || property.isMissing(row)) {
                texts[i] = null;
            } else {
                texts[i] = property.texts().get(row);
                present++;
            }
        }
        if (present == 0) {
            appender.appendNull();
        } else {
            appender.append(Arrays.asList(texts));
        }
        values += present;
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
