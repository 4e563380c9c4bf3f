package org.collabenv.episodes.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at a database behind the service's back. */
public final class Tables {

    /** Every table that a load may write to. */
    public static final List<String> WRITTEN = List.of(
            "categories",
            "sessions",
            "episodes",
            "agent_types",
            "observations",
            "property_definitions",
            "extended_properties",
            "receipts",
            "agent_labels",
            "additions",
            "rejects");

    private final Source source;

    /** Where connections come from. */
    public interface Source {
        Connection connect() throws SQLException;
    }

    public Tables(Source source) {
        this.source = source;
    }

    public Connection connect() {
        try {
            return source.connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query, each as the texts of its columns joined by blanks. */
    public List<String> rows(String sql) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(rows(sql).get(0));
    }

    /** The tables with rows whose episode or observation is not there, and with episodes without a receipt. */
    public Map<String, Long> orphans() {
        Map<String, Long> orphans = new LinkedHashMap<>();
        for (String table : List.of("observations", "receipts", "rejects", "additions", "agent_labels")) {
            orphans.put(table, without(table, "episodes", "episode_id"));
        }
        orphans.put("extended_properties", without("extended_properties", "observations", "observation_id"));
        orphans.put("episodes", without("episodes", "receipts", "episode_id"));
        orphans.values().removeIf(count -> count == 0);
        return orphans;
    }

    /** The number of rows whose counterpart is missing, in a form that joins also without statistics. */
    private long without(String table, String owner, String id) {
        return number(
                "SELECT count(*) FROM %s AS t LEFT JOIN (SELECT DISTINCT %s AS id FROM %s) AS o ON o.id = t.%s WHERE o.id IS NULL"
                        .formatted(table, id, owner, id));
    }

    /** How many rows each table has. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : WRITTEN) {
            counts.put(table, number("SELECT count(*) FROM " + table));
        }
        return counts;
    }
}
