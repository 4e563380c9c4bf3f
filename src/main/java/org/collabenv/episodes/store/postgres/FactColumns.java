package org.collabenv.episodes.store.postgres;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.store.StoreConfig.Values;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.sql.Sql;

/**
 * The types of the columns that loads write by a binary COPY, which converts nothing. A table that a lab made may have
 * others, with which every load would fail.
 */
final class FactColumns {

    private static final Set<String> TEXT = Set.of("text", "character varying");
    private static final Set<String> INT = Set.of("integer");
    private static final Set<String> LONG = Set.of("bigint");
    private static final Set<String> REAL = Set.of("double precision");

    private static final Map<String, Set<String>> ALWAYS_COPIED = Map.of(
            "observations.episode_id", TEXT,
            "observations.time_index", INT,
            "observations.agent_id", INT,
            "observations.agent_type_id", TEXT,
            "observations.x", REAL,
            "observations.y", REAL,
            "observations.z", REAL,
            "observations.v_x", REAL,
            "observations.v_y", REAL,
            "observations.v_z", REAL);

    private static final Map<String, Set<String>> COPIED_DIRECTLY = Map.of(
            "observations.observation_id", LONG,
            "extended_properties.observation_id", LONG,
            "extended_properties.property_id", TEXT,
            "extended_properties.value_float", REAL,
            "extended_properties.value_text", TEXT);

    private record Column(String name, String type) {}

    private FactColumns() {}

    /** @throws StoreException if a column has a type that the service cannot write; the message says what to do */
    static void require(Sql sql, Values values) {
        List<Column> columns = sql.query("fact_columns")
                .map((row, context) -> new Column(
                        row.getString("table_name") + "." + row.getString("column_name"), row.getString("type")))
                .list();
        for (Column column : columns) {
            require(column, ALWAYS_COPIED, "");
            if (values == Values.DIRECT) {
                require(column, COPIED_DIRECTLY, ", or set episodes.store.postgres.values=staged");
            }
        }
    }

    private static void require(Column column, Map<String, Set<String>> copied, String otherwise) {
        Set<String> possible = copied.getOrDefault(column.name(), Set.of(column.type()));
        if (!possible.contains(column.type())) {
            throw new StoreException("The column %s is %s, but the service writes %s: change its type%s"
                    .formatted(column.name(), column.type(), String.join(" or ", possible), otherwise));
        }
    }
}
