package org.collabenv.episodes.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collabenv.episodes.store.StoreConfig.Values;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.postgres.PostgresStore;
import org.collabenv.episodes.store.postgres.PostgresStores;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.junit.jupiter.api.Test;

/** Ids of observations that a lab's own tables cannot give, and columns that take other types than the service writes. */
class ObservationIdsTest {

    private static final String SEQUENCE = "pg_get_serial_sequence('observations', 'observation_id')";

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final Tables tables = new Tables(database::connect);

    @Test
    void sequenceBehindItsTable() {
        try (PostgresStore store = PostgresStores.open(database)) {
            load(store, "first");
            tables.rows("SELECT setval(" + SEQUENCE + ", 1)");

            assertRefused(store, "setval");

            tables.rows("SELECT setval(" + SEQUENCE + ", (SELECT max(observation_id) FROM observations))");
            load(store, "second");
        }
    }

    @Test
    void serialColumnThatIsUsedUp() throws Exception {
        makeLabsTables();
        try (PostgresStore store = PostgresStores.open(database)) {
            load(store, "first");
            tables.rows("SELECT setval(" + SEQUENCE + ", 2147483646)");

            assertRefused(store, "bigint");
        }
    }

    @Test
    void columnsThatTheServiceCannotWriteStopTheStart() throws Exception {
        makeLabsTables();

        assertThatThrownBy(() -> PostgresStores.open(database, database.user(), database.password(), Values.DIRECT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("observation_id is integer, but the service writes bigint")
                .hasMessageContaining("values=staged");

        tables.execute("ALTER TABLE observations ALTER COLUMN x TYPE real");
        assertThatThrownBy(() -> PostgresStores.open(database))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("observations.x is real, but the service writes double precision");
    }

    private static void load(PostgresStore store, String episodeId) {
        // The same bytes again would be recognised.
        String rows = "time,id,x,y,speed\n0,1,2,3,4\n1,1,2,3,%d\n".formatted(episodeId.hashCode());
        byte[] file = rows.getBytes(StandardCharsets.UTF_8);
        Loading.load(store, episodeId, new ByteArrayInputStream(file));
    }

    private static void assertRefused(PostgresStore store, String advice) {
        assertThatThrownBy(() -> load(store, "refused")).isInstanceOfSatisfying(IngestException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.OBSERVATION_IDS);
            assertThat(refused).hasMessageContaining(advice);
        });
    }

    /** The lab's tables with ids as {@code serial} makes them. */
    private void makeLabsTables() throws Exception {
        tables.execute(Files.readString(Path.of("src/test/resources/adoption/lab-database.sql")));
        tables.execute("DELETE FROM episodes");
        tables.execute("ALTER TABLE extended_properties ALTER COLUMN observation_id TYPE integer");
        tables.execute("ALTER TABLE observations ALTER COLUMN observation_id TYPE integer");
        tables.rows("SELECT setval(" + SEQUENCE + ", 1000)");
    }
}
