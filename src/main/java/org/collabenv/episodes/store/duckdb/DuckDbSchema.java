package org.collabenv.episodes.store.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.store.Statements;
import org.collabenv.episodes.store.StoreException;
import org.jdbi.v3.core.Handle;

/**
 * Brings a DuckDB file's schema to this version.
 *
 * <p>Liquibase has no dialect for DuckDB, so its rules are kept here: changes are applied once, in order, each in a
 * transaction with the line that records it; one that was edited afterwards, or that this version does not know, stops
 * the start.
 */
final class DuckDbSchema {

    private static final String FOLDER = "/db/changelog/duckdb/";

    /** In order; never edited once released, only added to. */
    private static final List<String> CHANGES = List.of("001-tables", "002-vocabulary", "003-receipts");

    private final Statements statements;

    DuckDbSchema(Statements statements) {
        this.statements = statements;
    }

    /** @throws StoreException if the file has a schema that this version cannot go on from */
    void migrate(Handle handle) {
        handle.execute(statements.get("create_schema_versions"));
        Map<String, String> applied = new LinkedHashMap<>();
        handle.createQuery(statements.get("schema_versions"))
                .map((row, context) -> Map.entry(row.getString("change"), row.getString("sha256")))
                .forEach(entry -> applied.put(entry.getKey(), entry.getValue()));
        for (String change : applied.keySet()) {
            if (!CHANGES.contains(change)) {
                throw new StoreException("The database has the schema change '" + change
                        + "', which this version does not know: it was opened by a newer one");
            }
        }
        for (String change : CHANGES) {
            String sql = read(change);
            String sha256 = sha256(sql);
            String before = applied.get(change);
            if (before == null) {
                handle.useTransaction(transaction -> apply(transaction, change, sql, sha256));
            } else if (!before.equals(sha256)) {
                throw new StoreException(
                        "The schema change '" + change + "' is not the one that was applied to this database");
            }
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
