package org.collabenv.episodes.store.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jdbi.v3.core.statement.Update;

/**
 * The table {@code staged_observations} of a load's connection, filled by DuckDB's appender: a chunk of observations that
 * have their ids already, with a column for each property that has had a value. DuckDB moves whole columns, so a column
 * per property with an insert from each is twice as fast as one list per row that has to be taken apart again.
 */
final class StagingTable implements AutoCloseable {

    /** The most properties in one statement: they are stored in parallel, but very many take long to plan. */
    private static final int PROPERTIES_AT_ONCE = 64;

    private final Sql sql;
    private final RecordBatch batch;
    private final double[][] coordinates;

    /** The places, in the batch, of the properties that have a column. */
    private final int[] places;

    private final DuckDBAppender appender;
    private int rows;
    private long values;

    /**
     * Creates the table; an earlier one of the connection is replaced.
     *
     * @param batch the batch in which all rows arrive
     */
    StagingTable(Sql sql, RecordBatch batch) throws SQLException {
        this.sql = sql;
        this.batch = batch;
        this.coordinates =
                Arrays.stream(Coordinate.values()).map(batch::coordinate).toArray(double[][]::new);
        this.places = decided(batch);
        String columns = Arrays.stream(places)
                .mapToObj(place -> ", property_%d %s".formatted(place, isNumber(place) ? "DOUBLE" : "VARCHAR"))
                .collect(Collectors.joining());
        sql.handle().execute(sql.statements().get("create_staging").replace("<property_columns>", columns));
        Connection connection = sql.handle().getConnection();
        this.appender = connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "staged_observations");
    }

    private static int[] decided(RecordBatch batch) {
        List<PropertyColumn> properties = batch.properties();
        return IntStream.range(0, properties.size())
                .filter(place -> properties.get(place).type() != null)
                .toArray();
    }

    private boolean isNumber(int place) {
        return batch.properties().get(place).type() == PropertyType.FLOAT;
    }

    /** Returns whether the table has a column for each property that has had a value so far. */
    boolean fits() {
        return Arrays.equals(places, decided(batch));
    }

    int rows() {
        return rows;
    }

    /** Returns the number of property values; missing ones do not count. */
    long values() {
        return values;
    }

    /**
     * Adds the batch's records.
     *
     * @param firstId the id of the first record's observation; the ids of the others follow it
     */
    void append(long firstId) throws SQLException {
        List<PropertyColumn> properties = batch.properties();
        for (int row = 0; row < batch.size(); row++) {
            appender.beginRow()
                    .append(firstId + row)
                    .append(batch.timeIndex()[row])
                    .append(batch.agentId()[row])
                    .append(batch.agentTypes().id(batch.agentType()[row]));
            for (double[] coordinate : coordinates) {
                append(coordinate[row]);
            }
            for (int place : places) {
                append(properties.get(place), row);
            }
            appender.endRow();
        }
        rows += batch.size();
    }

    private void append(PropertyColumn property, int row) throws SQLException {
        if (property.isMissing(row)) {
            appender.appendNull();
            return;
        }
        values++;
        if (property.type() == PropertyType.FLOAT) {
            appender.append(property.numbers()[row]);
        } else {
            appender.append(property.texts().get(row));
        }
    }

    private void append(double value) throws SQLException {
        if (Double.isNaN(value)) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }

    /** The numbers of rows that the database reports as inserted into both fact tables. */
    record Stored(long observations, long values) {}

    /** Stores the staged rows, after which the table takes no more. */
    Stored store(String episodeId) throws SQLException {
        appender.close();
        long observations =
                sql.update("insert_observations").bind("episode_id", episodeId).execute();
        long inserted = 0;
        for (int from = 0; from < places.length; from += PROPERTIES_AT_ONCE) {
            inserted +=
                    insertValues(Arrays.copyOfRange(places, from, Math.min(from + PROPERTIES_AT_ONCE, places.length)));
        }
        return new Stored(observations, inserted);
    }

    private long insertValues(int[] some) {
        String selects = Arrays.stream(some)
                .mapToObj(place -> sql.statements()
                        .get(isNumber(place) ? "staged_numbers" : "staged_texts")
                        .replace("<place>", String.valueOf(place)))
                .collect(Collectors.joining("\nUNION ALL\n"));
        try (Update insert = sql.handle()
                .createUpdate(sql.statements().get("insert_properties").replace("<selects>", selects))) {
            for (int place : some) {
                insert.bind(
                        "property_id_" + place, batch.properties().get(place).propertyId());
            }
            return insert.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
