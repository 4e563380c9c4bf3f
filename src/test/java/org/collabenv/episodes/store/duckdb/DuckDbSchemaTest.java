package org.collabenv.episodes.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.commons.codec.digest.DigestUtils;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.Tables;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSchemaTest {

    @TempDir
    private Path folder;

    @Test
    void secondStartChangesNothing() {
        start();
        List<String> changes = tables().rows("SELECT * FROM schema_versions ORDER BY change");

        start();

        assertThat(changes).hasSize(10);
        assertThat(tables().rows("SELECT * FROM schema_versions ORDER BY change"))
                .isEqualTo(changes);
    }

    @Test
    void fileThatALabMadeIsAdoptedWithItsData() throws IOException {
        makeLabFile();
        List<String> observations = tables().rows("SELECT * FROM observations ORDER BY observation_id");
        List<String> properties = tables().rows("SELECT * FROM extended_properties ORDER BY observation_id");

        start();
        start();

        assertThat(observations).hasSize(3);
        assertThat(tables().rows("SELECT * FROM observations ORDER BY observation_id"))
                .isEqualTo(observations);
        assertThat(tables().rows("SELECT * FROM extended_properties ORDER BY observation_id"))
                .isEqualTo(properties);
        assertThat(tables().rows("SELECT type_name FROM agent_types WHERE type_id IN ('agent', 'starling') ORDER BY 1"))
                .containsExactly("Starling", "what the lab calls it");
        assertThat(tables().number("SELECT count(*) FROM duckdb_constraints() WHERE table_name = 'observations'"
                        + " AND constraint_type <> 'NOT NULL'"))
                .isZero();
        assertThat(tables().number("SELECT nextval('observation_ids')")).isEqualTo(4);
    }

    @Test
    void columnsOfALabsOwnAreNotLostButStopTheStart() throws IOException {
        makeLabFile();
        tables().execute("ALTER TABLE extended_properties ADD COLUMN quality DOUBLE");

        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("extended_properties.quality");

        assertThat(tables().number("SELECT count(*) FROM extended_properties WHERE quality IS NULL"))
                .isEqualTo(3);
    }

    private void makeLabFile() throws IOException {
        try (Handle handle = Jdbi.open(() -> DuckDb.file(file(), new Properties()))) {
            handle.createScript(Files.readString(Path.of("src/test/resources/adoption/lab-file.sql")))
                    .execute();
        }
    }

    @Test
    void seedRowsAreThere() {
        start();

        assertThat(tables().number("SELECT count(*) FROM property_definitions")).isEqualTo(28);
        assertThat(tables().number("SELECT count(*) FROM agent_types")).isEqualTo(7);
        assertThat(tables().number("SELECT count(*) FROM categories")).isEqualTo(4);
    }

    @Test
    void installationOfTheVersionBeforeIsUpgradedInPlace() throws IOException {
        try (Handle handle = Jdbi.open(() -> DuckDb.file(file(), new Properties()))) {
            handle.execute("CREATE TABLE schema_versions (change VARCHAR PRIMARY KEY, sha256 VARCHAR NOT NULL,"
                    + " applied_at TIMESTAMP NOT NULL DEFAULT current_localtimestamp())");
            for (String change : List.of(
                    "duckdb/tables",
                    "vocabulary",
                    "duckdb/receipts",
                    "duckdb/agent-labels",
                    "duckdb/uploads",
                    "duckdb/load-facts")) {
                String sql = Files.readString(Path.of("src/main/resources/db/changelog/" + change + ".sql"));
                handle.createScript(sql).execute();
                handle.execute(
                        "INSERT INTO schema_versions (change, sha256) VALUES (?, ?)",
                        change,
                        DigestUtils.sha256Hex(sql));
            }
            handle.execute("UPDATE property_definitions SET property_name = 'Tempo' WHERE property_id = 'speed'");
            handle.execute("INSERT INTO receipts (episode_id, receipt, velocity_derived) VALUES ('a', '{}', true),"
                    + " ('b', '{}', false)");
        }

        start();

        assertThat(tables().rows("SELECT property_name, unit FROM property_definitions"
                        + " WHERE property_id IN ('speed', 'confidence', 'bbox_x1') ORDER BY property_id"))
                .containsExactly("Bounding Box X1 pixels", "Detection Confidence probability", "Tempo null");
        assertThat(tables().rows("SELECT episode_id, velocity FROM receipts ORDER BY episode_id"))
                .containsExactly("a forward interpolate second", "b null");
        assertThat(tables().number("SELECT count(*) FROM saved_mappings")).isZero();
    }

    @Test
    void changeThatWasEditedStopsTheStart() {
        start();
        tables().execute("UPDATE schema_versions SET sha256 = 'another' WHERE change = 'vocabulary'");

        assertThatThrownBy(this::start).isInstanceOf(StoreException.class).hasMessageContaining("'vocabulary'");
    }

    @Test
    void fileOfANewerVersionStopsTheStart() {
        start();
        tables().execute("INSERT INTO schema_versions (change, sha256) VALUES ('999-future', '0')");

        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("999-future")
                .hasMessageContaining("newer");
    }

    @Test
    void fileThatIsNoDatabaseStopsTheStartNamingIt() throws Exception {
        Files.writeString(file(), "not a database, but long enough to be looked at as if it were one");

        assertThatThrownBy(this::start).isInstanceOf(StoreException.class).hasMessageContaining("tracking.duckdb");
    }

    private void start() {
        new DuckDbStore(file(), "256MB", Duration.ZERO).close();
    }

    private Path file() {
        return folder.resolve("tracking.duckdb");
    }

    private Tables tables() {
        return new Tables(() -> DuckDb.file(file(), new Properties()));
    }
}
