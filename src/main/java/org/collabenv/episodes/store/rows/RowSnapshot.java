package org.collabenv.episodes.store.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.result.ResultSetException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The stored rows at one moment. It is used by one thread, within the call that hands it out. */
public final class RowSnapshot {

    private static final Logger LOG = Logger.getLogger(RowSnapshot.class);
    private static final String QUERY_CANCELED = "57014";

    private final Sql sql;
    private final boolean isShared;
    private final Map<String, Extent> extents = new HashMap<>();

    /**
     * The selected part of an episode.
     *
     * @param isAlone whether no other observation has an id between the first and the last
     * @param filled the columns of {@code observations} that have values, of those that may have none
     * @param coordinates the values in them
     */
    record Extent(
            long firstId,
            long lastId,
            boolean isAlone,
            boolean hasLabels,
            boolean hasDoubtfulTypes,
            Set<String> filled,
            long coordinates) {}

    /** The kinds of values that a property has. */
    private record Values(@Nullable String dataType, long numbers, long texts, long plainTexts, long lists) {

        Values and(Values other) {
            return new Values(
                    dataType == null ? other.dataType : dataType,
                    numbers + other.numbers,
                    texts + other.texts,
                    plainTexts + other.plainTexts,
                    lists + other.lists);
        }

        RowColumn.Kind kind() {
            boolean isOfNumbers = dataType == null || dataType.equals(PropertyType.FLOAT.dataType());
            if (texts == 0 && (numbers > 0 || isOfNumbers)) {
                return RowColumn.Kind.NUMBER;
            }
            if (numbers > 0) {
                return RowColumn.Kind.MIXED;
            }
            return lists == texts && PropertyType.VECTOR.dataType().equals(dataType)
                    ? RowColumn.Kind.LIST
                    : RowColumn.Kind.TEXT;
        }

        RowColumn column(String property) {
            RowColumn.Kind kind = kind();
            boolean isDoubtful = kind == RowColumn.Kind.MIXED || (kind == RowColumn.Kind.TEXT && plainTexts < texts);
            return new RowColumn(property, kind, true, isDoubtful);
        }
    }

    /**
     * Reads in a transaction.
     *
     * @param sql the connection of the transaction, whose opener closes it
     * @param isShared whether other processes may use the database at the same time
     */
    public RowSnapshot(Sql sql, boolean isShared) {
        this.sql = sql;
        this.isShared = isShared;
    }

    /** Returns an episode with its receipt. */
    public Optional<EpisodeRow> episode(String episodeId) {
        return new EpisodeTables(sql).find(episodeId);
    }

    /** Returns the ids of a session's episodes in the order of their numbers. */
    public List<String> episodesOf(String sessionId) {
        return sql.query("episodes_of_session")
                .bind("session_id", sessionId)
                .mapTo(String.class)
                .list();
    }

    /**
     * Returns the columns of the rows of some episodes. A column is there if one of them has a value in it, or if it is asked
     * for.
     *
     * @throws IngestException if a property is asked for that is not defined
     */
    public RowColumns columns(Collection<String> episodes, Selection selection) {
        Map<String, Values> properties = new TreeMap<>();
        Set<String> filled = new TreeSet<>();
        boolean hasLabels = false;
        boolean hasDoubtfulTypes = false;
        long cells = 0;
        for (String episode : episodes) {
            Extent extent = extent(episode, selection);
            filled.addAll(extent.filled());
            cells += extent.coordinates();
            hasLabels |= extent.hasLabels();
            hasDoubtfulTypes |= extent.hasDoubtfulTypes();
            if (!List.of().equals(selection.properties())) {
                values(episode, extent, selection)
                        .forEach((property, values) -> properties.merge(property, values, Values::and));
            }
        }
        if (selection.properties() != null) {
            properties.keySet().retainAll(selection.properties());
            define(properties, selection.properties());
        }
        List<RowColumn> columns = new ArrayList<>();
        columns.add(RowColumn.ofObservation("time_index", RowColumn.Kind.INTEGER));
        columns.add(RowColumn.ofObservation("agent_id", hasLabels ? RowColumn.Kind.TEXT : RowColumn.Kind.INTEGER));
        columns.add(new RowColumn("agent_type", RowColumn.Kind.TEXT, false, hasDoubtfulTypes));
        for (Coordinate coordinate : Coordinate.values()) {
            if (coordinate.required() || filled.contains(coordinate.column())) {
                columns.add(RowColumn.ofObservation(coordinate.column(), RowColumn.Kind.NUMBER));
            }
        }
        properties.forEach((property, values) -> columns.add(values.column(property)));
        cells += properties.values().stream()
                .mapToLong(values -> values.numbers() + values.texts())
                .sum();
        return new RowColumns(columns, hasLabels, cells);
    }

    /** Adds the properties that are asked for and have no value. */
    private void define(Map<String, Values> properties, List<String> asked) {
        List<String> empty = asked.stream()
                .filter(property -> !properties.containsKey(property))
                .toList();
        if (empty.isEmpty()) {
            return;
        }
        sql.query("property_types")
                .bind("property_ids", empty.toArray(String[]::new))
                .map((row, context) -> Map.entry(row.getString("property_id"), row.getString("data_type")))
                .forEach(type -> properties.put(type.getKey(), new Values(type.getValue(), 0, 0, 0, 0)));
        List<String> unknown = empty.stream()
                .filter(property -> !properties.containsKey(property))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "There is no property '%s': GET /property-definitions lists those that are defined"
                            .formatted(unknown.get(0)));
        }
    }

    private Extent extent(String episode, Selection selection) {
        Extent known = extents.get(episode);
        if (known != null) {
            return known;
        }
        RowStatement statement = RowStatement.ofExtent(sql.statements(), episode, selection);
        Extent extent = statement
                .bind(sql.handle().createQuery(statement.text()))
                .map((row, context) -> {
                    Set<String> filled = new TreeSet<>();
                    long coordinates = 0;
                    for (Coordinate coordinate : Coordinate.values()) {
                        long values = coordinate.required() ? 0 : row.getLong(coordinate.column());
                        coordinates += values;
                        if (values > 0) {
                            filled.add(coordinate.column());
                        }
                    }
                    long first = row.getLong("first_id");
                    long last = row.getLong("last_id");
                    boolean isAlone = row.getLong("observations") == last - first + 1;
                    boolean hasLabels = row.getLong("label") > 0 && !selection.agentsAsNumbers();
                    boolean hasDoubtfulTypes = row.getLong("doubtful_types") > 0;
                    return new Extent(first, last, isAlone, hasLabels, hasDoubtfulTypes, filled, coordinates);
                })
                .one();
        extents.put(episode, extent);
        return extent;
    }

    private Map<String, Values> values(String episode, Extent extent, Selection selection) {
        Map<String, Values> values = new LinkedHashMap<>();
        RowStatement counts = RowStatement.ofProperties(sql.statements(), episode, selection, extent);
        counts.bind(sql.handle().createQuery(counts.text()))
                .map((row, context) -> values.put(
                        row.getString("property_id"),
                        new Values(row.getString("data_type"), row.getLong("numbers"), row.getLong("texts"), 0, 0)))
                .forEach(before -> {});
        List<String> withTexts = values.entrySet().stream()
                .filter(property -> property.getValue().texts() > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!withTexts.isEmpty()) {
            RowStatement texts = RowStatement.ofTexts(sql.statements(), episode, selection, extent, withTexts);
            texts.bind(sql.handle().createQuery(texts.text()))
                    .map((row, context) -> values.merge(
                            row.getString("property_id"),
                            new Values(null, 0, 0, row.getLong("plain"), row.getLong("lists")),
                            Values::and))
                    .forEach(before -> {});
        }
        return values;
    }

    /** Something that takes rows. */
    public interface RowConsumer {
        /**
         * Takes a row.
         *
         * @throws IOException if it cannot take more
         */
        void take(WideRow row) throws IOException;
    }

    /**
     * Reads the rows of an episode.
     *
     * @param columns the columns of the rows, of those that {@link #columns} returns
     * @throws IOException if the consumer throws it
     */
    public void rows(String episode, RowColumns columns, Selection selection, RowConsumer consumer) throws IOException {
        RowStatement statement = statement(episode, columns, selection);
        if (isShared) {
            copyOut(statement, columns, consumer);
        } else {
            query(statement, consumer);
        }
    }

    private void query(RowStatement statement, RowConsumer consumer) throws IOException {
        try {
            statement.bind(sql.handle().createQuery(statement.text())).scanResultSet((results, context) -> {
                try (context) {
                    ResultSet rows = results.get();
                    WideRow row = new ResultRow(rows);
                    while (rows.next()) {
                        consumer.take(row);
                    }
                    return true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Lets PostgreSQL send the rows ahead of their use, which a query does not. */
    private void copyOut(RowStatement statement, RowColumns columns, RowConsumer consumer) throws IOException {
        try {
            Connection connection = sql.handle().getConnection();
            PGConnection server = connection.unwrap(PGConnection.class);
            CopyOut copy = server.getCopyAPI().copyOut(statement.copiedOut(server));
            boolean isRead = false;
            try {
                CopiedRow row = new CopiedRow(columns.size());
                for (byte[] sent = copy.readFromCopy(); sent != null; sent = copy.readFromCopy()) {
                    if (row.take(sent)) {
                        consumer.take(row);
                    }
                }
                isRead = true;
            } finally {
                if (!isRead && copy.isActive()) {
                    end(copy, server, connection);
                }
            }
        } catch (SQLException e) {
            throw new ResultSetException("Stored rows cannot be read", e, null);
        }
    }

    /**
     * Ends a copy that is not read to its end: the server is asked to fail, and what it has sent before is dropped. If it does
     * not end the copy, the connection is given up, since its driver would wait for that end for ever.
     */
    private static void end(CopyOut copy, PGConnection server, Connection connection) throws SQLException {
        boolean isEnded = false;
        try {
            server.cancelQuery();
            while (copy.readFromCopy() != null) {
                // Dropped.
            }
            isEnded = true;
        } catch (SQLException e) {
            isEnded = QUERY_CANCELED.equals(e.getSQLState());
            LOG.debugf(e, "A copy was ended");
        } finally {
            if (!isEnded) {
                connection.abort(Runnable::run);
            }
        }
    }

    private RowStatement statement(String episode, RowColumns columns, Selection selection) {
        return RowStatement.ofRows(sql.statements(), episode, selection, extent(episode, selection), columns);
    }

    /** Returns the labels of an episode's agents. */
    public List<AgentLabel> agents(String episode) {
        return new EpisodeTables(sql).labels(episode);
    }

    /** Returns the digest of what the loads of an episode stored; null if one of them kept none, or there was none. */
    @Nullable
    Long expectedContent(String episode) {
        List<Optional<Long>> contents = sql.query("contents")
                .bind("episode_id", episode)
                .map((row, context) -> {
                    long content = row.getLong("content");
                    return row.wasNull() ? Optional.<Long>empty() : Optional.of(content);
                })
                .list();
        return contents.isEmpty() || contents.contains(Optional.<Long>empty())
                ? null
                : contents.stream().mapToLong(Optional::orElseThrow).sum();
    }

    /** Returns whether the database itself can write Parquet files. */
    public boolean writesParquet() {
        return !isShared;
    }

    /**
     * Has the database write the rows of an episode to a Parquet file.
     *
     * @param names the names of the columns in the file, without quotes and backslashes
     * @param metadata the file's metadata by key, without quotes and backslashes in the keys and single quotes in the values
     */
    public void writeParquet(
            String episode,
            RowColumns columns,
            Selection selection,
            List<String> names,
            Path file,
            Map<String, String> metadata) {
        RowStatement statement =
                statement(episode, columns, selection).copied(sql.statements().get("copy_rows"), names, file, metadata);
        statement.bind(sql.handle().createUpdate(statement.text())).execute();
    }
}
