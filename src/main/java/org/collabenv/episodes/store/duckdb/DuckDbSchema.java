package org.collabenv.episodes.store.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Brings a DuckDB file's schema to this version.
 *
 * <p>Liquibase has no dialect for DuckDB, so its rules are kept here: changes are applied once, in order, each in a
 * transaction with the line that records it; one that was edited afterwards, or that this version does not know, stops
 * the start.
 */
final class DuckDbSchema {

    private static final String FOLDER = "/db/changelog/";

    /** The files of changes in order; never edited once released, only added to. */
    private static final List<String> CHANGES =
            List.of("duckdb/tables", "vocabulary", "duckdb/receipts", "duckdb/agent-labels", "duckdb/uploads");

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

    private final Statements statements;

    DuckDbSchema(Statements statements) {
        this.statements = statements;
    }

    /** @throws StoreException if the file has a schema that this version cannot go on from */
    void migrate(Handle handle) {
        handle.execute(statements.get("create_schema_versions"));
        Map<String, String> applied = applied(handle);
        for (String change : applied.keySet()) {
            if (!CHANGES.contains(change)) {
                throw new StoreException("The database has the schema change '" + change
                        + "', which this version does not know: it was opened by a newer one");
            }
        }
        if (applied.isEmpty() && !columns(handle, FACT_TABLES).isEmpty()) {
            handle.useTransaction(this::adopt);
        } else {
            for (String change : CHANGES) {
                handle.useTransaction(transaction -> applyOnce(transaction, change, applied.get(change)));
            }
        }
        if (applied.size() < CHANGES.size()) {
            // A file whose tables stand in its log only is at the mercy of the log's replay.
            handle.execute(statements.get("checkpoint"));
        }
    }

    /** The changes that the file has not seen, in order. */
    List<String> lacking(Handle handle) {
        Map<String, String> applied = applied(handle);
        return CHANGES.stream().filter(change -> !applied.containsKey(change)).toList();
    }

    private Map<String, String> applied(Handle handle) {
        return handle.createQuery(statements.get("schema_versions"))
                .map((row, context) -> Map.entry(row.getString("change"), row.getString("sha256")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<String> columns(Handle handle, List<String> tables) {
        return handle.createQuery(statements.get("table_columns"))
                .bindArray("tables", String.class, tables)
                .mapTo(String.class)
                .list();
    }

    /** Takes over a file that another program made: its fact tables are made anew, without keys, around its rows. */
    private void adopt(Handle handle) {
        List<String> columns = columns(handle, FACT_TABLES);
        if (!columns.equals(KNOWN_FACT_COLUMNS)) {
            throw new StoreException(
                    "The tables observations and extended_properties were made by another program, with"
                            + " the columns %s; only %s can be taken over".formatted(columns, KNOWN_FACT_COLUMNS));
        }
        LOG.info("Taking over a file of another program: its observations and properties are copied once");
        long next = handle.createQuery(statements.get("next_observation_id"))
                .mapTo(Long.class)
                .one();
        handle.createScript(read("duckdb/adoption-set-aside"))
                .define("next_observation_id", next)
                .execute();
        // With columns of the lab's own they stay as they are, foreign keys included.
        boolean parents = columns(handle, PARENT_TABLES).equals(KNOWN_PARENT_COLUMNS);
        if (parents) {
            handle.createScript(read("duckdb/adoption-parents-set-aside")).execute();
        }
        for (String change : CHANGES) {
            applyOnce(handle, change, null);
        }
        if (parents) {
            handle.createScript(read("duckdb/adoption-parents-put-back")).execute();
        }
        handle.createScript(read("duckdb/adoption-put-back")).execute();
    }

    private void applyOnce(Handle handle, String change, @Nullable String appliedBefore) {
        String sql = read(change);
        String sha256 = sha256(sql);
        if (appliedBefore == null) {
            apply(handle, change, sql, sha256);
        } else if (!appliedBefore.equals(sha256)) {
            throw new StoreException(
                    "The schema change '" + change + "' is not the one that was applied to this database");
        }
    }

    private void apply(Handle handle, String change, String sql, String sha256) {
        handle.createScript(sql).execute();
        handle.createUpdate(statements.get("insert_schema_version"))
                .bind("change", change)
                .bind("sha256", sha256)
                .execute();
    }

    private static String read(String change) {
        String path = FOLDER + change + ".sql";
        try (InputStream resource = DuckDbSchema.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new StoreException("The resource " + path + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
