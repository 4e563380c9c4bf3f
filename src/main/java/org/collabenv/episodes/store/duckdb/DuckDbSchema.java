package org.collabenv.episodes.store.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.IOUtils;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.sql.Sql;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Migrates the schema of a DuckDB file.
 *
 * <p>Liquibase has no dialect for DuckDB, so its rules are implemented here: changesets are applied once, in order, each
 * in a transaction with the row that records it. A changeset that was edited afterwards, or that this version does not
 * know, stops the start.
 */
final class DuckDbSchema {

    private static final String FOLDER = "db/changelog/";

    /** The changesets in order. A released one is never edited; new ones are added at the end. */
    private static final List<String> CHANGESETS = List.of(
            "duckdb/tables",
            "vocabulary",
            "duckdb/receipts",
            "duckdb/agent-labels",
            "duckdb/uploads",
            "duckdb/load-facts",
            "duckdb/saved-mappings",
            "vocabulary-words",
            "duckdb/velocities",
            "duckdb/content");

    private static final List<String> KNOWN_FACT_COLUMNS = List.of(
            "extended_properties.observation_id",
            "extended_properties.property_id",
            "extended_properties.value_float",
            "extended_properties.value_text",
            "observations.agent_id",
            "observations.agent_type_id",
            "observations.episode_id",
            "observations.observation_id",
            "observations.time_index",
            "observations.v_x",
            "observations.v_y",
            "observations.v_z",
            "observations.x",
            "observations.y",
            "observations.z");

    private static final List<String> FACT_TABLES = List.of("observations", "extended_properties");

    private static final List<String> KNOWN_PARENT_COLUMNS = List.of(
            "episodes.created_at",
            "episodes.episode_id",
            "episodes.episode_number",
            "episodes.file_path",
            "episodes.frame_rate",
            "episodes.num_agents",
            "episodes.num_frames",
            "episodes.session_id",
            "sessions.category_id",
            "sessions.config",
            "sessions.created_at",
            "sessions.metadata",
            "sessions.session_id",
            "sessions.session_name");

    private static final List<String> PARENT_TABLES = List.of("episodes", "sessions");

    private static final Logger LOG = Logger.getLogger(DuckDbSchema.class);

    /** @throws StoreException if the schema of the file cannot be migrated to this version */
    void migrate(Sql sql) {
        sql.execute("create_schema_versions");
        Map<String, String> applied = applied(sql);
        for (String changeset : applied.keySet()) {
            if (!CHANGESETS.contains(changeset)) {
                throw new StoreException(
                        "The database has the schema changeset '" + changeset
                                + "', which this version does not know: a newer version of the service has opened the database");
            }
        }
        if (applied.isEmpty() && !columns(sql, FACT_TABLES).isEmpty()) {
            sql.handle().useTransaction(transaction -> adopt(sql));
        } else {
            for (String changeset : CHANGESETS) {
                sql.handle().useTransaction(transaction -> applyOnce(sql, changeset, applied.get(changeset)));
            }
        }
        if (applied.size() < CHANGESETS.size()) {
            // Until a checkpoint, new tables exist only in the log and depend on its replay.
            sql.execute("checkpoint");
        }
    }

    /** Returns the changesets that the file lacks, in order. */
    List<String> missing(Sql sql) {
        Map<String, String> applied = applied(sql);
        return CHANGESETS.stream()
                .filter(changeset -> !applied.containsKey(changeset))
                .toList();
    }

    private Map<String, String> applied(Sql sql) {
        return sql.query("schema_versions")
                .map((row, context) -> Map.entry(row.getString("change"), row.getString("sha256")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<String> columns(Sql sql, List<String> tables) {
        return sql.query("table_columns")
                .bindArray("tables", String.class, tables)
                .mapTo(String.class)
                .list();
    }

    /** Adopts a file that another program created: recreates the fact tables without keys, and copies their rows. */
    private void adopt(Sql sql) {
        List<String> columns = columns(sql, FACT_TABLES);
        if (!columns.equals(KNOWN_FACT_COLUMNS)) {
            throw new StoreException(
                    "The tables observations and extended_properties were created by another program with"
                            + " the columns %s; only tables with %s can be adopted"
                                    .formatted(columns, KNOWN_FACT_COLUMNS));
        }
        LOG.info("Adopting a file that another program created: its observations and properties are copied once");
        long next = sql.query("next_observation_id").mapTo(Long.class).one();
        sql.handle()
                .createScript(read("duckdb/adoption-set-aside"))
                .define("next_observation_id", next)
                .execute();
        // Tables with columns of the lab's own stay as they are, foreign keys included.
        boolean parents = columns(sql, PARENT_TABLES).equals(KNOWN_PARENT_COLUMNS);
        if (parents) {
            sql.handle().createScript(read("duckdb/adoption-parents-set-aside")).execute();
        }
        for (String changeset : CHANGESETS) {
            applyOnce(sql, changeset, null);
        }
        if (parents) {
            sql.handle().createScript(read("duckdb/adoption-parents-put-back")).execute();
        }
        sql.handle().createScript(read("duckdb/adoption-put-back")).execute();
    }

    private void applyOnce(Sql sql, String changeset, @Nullable String appliedBefore) {
        String text = read(changeset);
        String sha256 = DigestUtils.sha256Hex(text);
        if (appliedBefore == null) {
            apply(sql, changeset, text, sha256);
        } else if (!appliedBefore.equals(sha256)) {
            throw new StoreException(
                    "The schema changeset '" + changeset + "' is not the one that was applied to this database");
        }
    }

    private static void apply(Sql sql, String changeset, String text, String sha256) {
        sql.handle().createScript(text).execute();
        sql.update("insert_schema_version")
                .bind("change", changeset)
                .bind("sha256", sha256)
                .execute();
    }

    private static String read(String changeset) {
        try {
            return IOUtils.resourceToString(
                    FOLDER + changeset + ".sql", StandardCharsets.UTF_8, DuckDbSchema.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
