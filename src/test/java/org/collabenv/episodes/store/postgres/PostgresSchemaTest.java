package org.collabenv.episodes.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.sql.Statements;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.store.tables.StoredCounts;
import org.collabenv.episodes.testing.Databases;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class PostgresSchemaTest {

    private static final String INDEXES =
            "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'idx%' ORDER BY 1";
    private static final String CHANGES =
            "SELECT id, dateexecuted, orderexecuted, exectype FROM databasechangelog ORDER BY orderexecuted";

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final Tables tables = new Tables(database::connect);

    @Test
    void databaseThatALabMadeIsAdoptedWithItsData() throws IOException {
        tables.execute(Files.readString(Path.of("src/test/resources/adoption/lab-database.sql")));
        List<String> observations = tables.rows("SELECT * FROM observations ORDER BY observation_id");
        List<String> properties = tables.rows("SELECT * FROM extended_properties ORDER BY observation_id");

        try (EpisodeStore store = PostgresStores.open(database)) {
            StoredCounts counts =
                    new EpisodeCatalog(Databases.of(store)).counts("old").orElseThrow();
            assertThat(counts.observations()).isEqualTo(3);
            assertThat(counts.extendedProperties()).isEqualTo(3);
            assertThat(counts.episode().receipt()).isNull();
        }

        assertThat(tables.rows("SELECT * FROM observations ORDER BY observation_id"))
                .isEqualTo(observations);
        assertThat(tables.rows("SELECT * FROM extended_properties ORDER BY observation_id"))
                .isEqualTo(properties);
        assertThat(tables.rows(INDEXES))
                .containsExactly(
                        "idx_additions_episode",
                        "idx_episodes_session",
                        "idx_ext_props_property",
                        "idx_obs_agent_type",
                        "idx_receipts_sha256",
                        "idx_uploads_running");
        assertThat(tables.rows(
                        "SELECT type_name FROM agent_types WHERE type_id IN ('agent', 'starling') ORDER BY type_id"))
                .containsExactly("what the lab calls it", "Starling");
        assertThat(tables.number("SELECT count(*) FROM property_definitions WHERE property_id = 'confidence'"))
                .isEqualTo(1);
    }

    @Test
    void secondStartChangesNothing() {
        PostgresStores.open(database).close();
        List<String> changes = tables.rows(CHANGES);

        PostgresStores.open(database).close();

        assertThat(changes).isNotEmpty();
        assertThat(tables.rows(CHANGES)).isEqualTo(changes);
    }

    @Test
    void servicesThatStartTogetherDoNotCollide() throws Exception {
        List<CompletableFuture<Void>> starts = List.of(start(), start(), start());

        for (CompletableFuture<Void> start : starts) {
            start.get(60, TimeUnit.SECONDS);
        }

        assertThat(tables.number("SELECT count(*) FROM categories")).isEqualTo(4);
        assertThat(tables.number("SELECT count(*) - count(DISTINCT id) FROM databasechangelog"))
                .isZero();
    }

    @Test
    void lockThatAKilledServiceLeftDoesNotKeepTheNextOneWaiting() {
        PostgresStores.open(database).close();
        tables.execute("UPDATE databasechangeloglock SET locked = true, lockgranted = now(), lockedby = 'a dead pod'");

        PostgresStores.open(database).close();

        assertThat(tables.rows("SELECT locked FROM databasechangeloglock")).containsExactly("false");
    }

    @Test
    void connectionIsGivenBackWithItsOwnLockTimeout() throws SQLException {
        String url = database.url() + "?options=-c%20lock_timeout=7s";
        try (AgroalDataSource pool = PostgresStores.pool(url, database.user(), database.password())) {
            schema(pool).migrate();

            assertThat(pool.getMetrics().creationCount()).isEqualTo(1);
            assertThat(new Tables(pool::getConnection).rows("SHOW lock_timeout"))
                    .containsExactly("7s");
            assertThat(pool.getMetrics().creationCount()).isEqualTo(1);
        }
    }

    @Test
    void seedRowsAreThere() {
        PostgresStores.open(database).close();

        assertThat(tables.rows("SELECT type_id FROM agent_types ORDER BY type_id"))
                .containsExactly("agent", "bird", "env", "food", "gerbil", "rat", "target");
        assertThat(tables.number("SELECT count(*) FROM property_definitions")).isEqualTo(28);
        assertThat(tables.rows("SELECT property_id FROM property_definitions WHERE data_type <> 'float'"))
                .containsExactly("detection_class");
    }

    /** The database as 0.1.0 leaves it is made by taking back what came later. */
    @Test
    void installationOfTheVersionBeforeIsUpgradedInPlace() {
        PostgresStores.open(database).close();
        tables.execute(
                "DELETE FROM databasechangelog WHERE id IN ('saved-mappings', 'vocabulary-words', 'velocities')");
        tables.execute("DROP TABLE saved_mappings");
        tables.execute("ALTER TABLE receipts DROP COLUMN velocity, ADD COLUMN velocity_derived boolean");
        tables.execute("UPDATE property_definitions SET property_name = 'Confidence', unit = NULL"
                + " WHERE property_id = 'confidence'");
        tables.execute(
                "UPDATE property_definitions SET property_name = 'Tempo', unit = NULL WHERE property_id = 'speed'");
        tables.execute(
                "INSERT INTO sessions (session_id, session_name, category_id) VALUES ('s', 's', 'tracking_csv')");
        for (String id : List.of("a", "b")) {
            tables.execute(
                    "INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, file_path)"
                            + " VALUES ('" + id + "', 's', " + (id.equals("a") ? 0 : 1) + ", 1, 1, 'x')");
            tables.execute("INSERT INTO receipts (episode_id, receipt, velocity_derived) VALUES ('" + id + "', '{}', "
                    + id.equals("a") + ")");
        }

        PostgresStores.open(database).close();

        assertThat(tables.rows("SELECT property_name, unit FROM property_definitions"
                        + " WHERE property_id IN ('speed', 'confidence') ORDER BY property_id"))
                .containsExactly("Detection Confidence probability", "Tempo null");
        assertThat(tables.rows("SELECT episode_id, velocity FROM receipts ORDER BY episode_id"))
                .containsExactly("a forward interpolate second", "b null");
        assertThat(tables.number("SELECT count(*) FROM saved_mappings")).isZero();
    }

    @Test
    void schemaThatIsNotThereIsToldAndNotMade() {
        try (AgroalDataSource pool = PostgresStores.pool(database.url(), database.user(), database.password())) {
            PostgresSchema schema = schema(pool);

            assertThatThrownBy(schema::require)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("lacks the changesets [tables, episodes-of-session, vocabulary,")
                    .hasMessageContaining("migrate-and-exit");
            assertThat(tables.number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"))
                    .isZero();
        }
    }

    @Test
    void changeThatSomebodyTookBackIsToldWhileTheServiceRuns() {
        try (AgroalDataSource pool = PostgresStores.pool(database.url(), database.user(), database.password())) {
            PostgresSchema schema = schema(pool);
            schema.migrate();
            schema.require();
            assertThat(schema.missing()).isEmpty();

            tables.execute("DELETE FROM databasechangelog WHERE id = 'uploads'");

            assertThat(schema.missing()).containsExactly("uploads");
        }
    }

    private PostgresSchema schema(AgroalDataSource pool) {
        return new PostgresSchema(
                Jdbi.create(pool),
                new Statements("postgres"),
                () -> PostgresStores.liquibase(database, database.user(), database.password()));
    }

    private CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(() -> PostgresStores.open(database).close());
    }
}
