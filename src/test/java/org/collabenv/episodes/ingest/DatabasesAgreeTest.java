package org.collabenv.episodes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.duckdb.DuckDbStore;
import org.collabenv.episodes.store.postgres.PostgresStores;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same file gives the same rows on every database, value for value. */
class DatabasesAgreeTest {

    private static final String OBSERVATIONS = "SELECT episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x,"
            + " v_y, v_z FROM observations ORDER BY observation_id";
    private static final String PROPERTIES = "SELECT o.time_index, o.agent_id, o.agent_type_id, p.property_id,"
            + " p.value_float, p.value_text FROM observations o JOIN extended_properties p USING (observation_id)";
    private static final String EPISODES =
            "SELECT episode_id, session_id, episode_number, num_frames, num_agents, frame_rate, file_path FROM episodes";

    @TempDir
    private Path folder;

    @Test
    void exampleEpisode() throws IOException {
        assertSameRows(Files.readAllBytes(Path.of("src/example/flock.csv")), 3100, 27000);
    }

    @Test
    void hostileValuesInSeveralChunks() throws IOException {
        Random random = new Random(5);
        StringBuilder file = new StringBuilder("time,id,type,x,y,z,v_x,number,\"te,xt\",sparse\n");
        int values = 0;
        int rows = 130_000;
        for (int row = 0; row < rows; row++) {
            double any = Double.longBitsToDouble(random.nextLong());
            boolean number = !Double.isNaN(any) && random.nextInt(4) > 0;
            boolean text = random.nextInt(3) > 0;
            boolean sparse = random.nextInt(1000) == 0;
            values += (number ? 1 : 0) + (text ? 1 : 0) + (sparse ? 1 : 0);
            file.append(row / 7 * 3).append(',').append(row % 7 - 3).append(',');
            file.append(row % 2 == 0 ? "agent" : "Ötzi 'n x");
            file.append(',').append(random.nextGaussian()).append(",-0.0,").append(row % 5 == 0 ? "" : "inf");
            file.append(',').append(Double.MIN_VALUE * random.nextInt(9)).append(',');
            file.append(number ? any : "").append(',');
            file.append(text ? "\"a,\"\"b\"\"\n\\N\t\uD83D\uDC1F%d\"".formatted(row) : "");
            file.append(',').append(sparse ? row : "NaN").append('\n');
        }

        assertSameRows(file.toString().getBytes(StandardCharsets.UTF_8), rows, values);
    }

    private void assertSameRows(byte[] file, int observations, int values) throws IOException {
        TestPostgres.Database server = TestPostgres.newDatabase();
        Path embedded = folder.resolve("tracking.duckdb");
        try (EpisodeStore postgres = PostgresStores.open(server);
                EpisodeStore duckdb = new DuckDbStore(embedded, "512MB", Duration.ZERO)) {
            for (EpisodeStore store : List.of(postgres, duckdb)) {
                LoadAnswer receipt = Loading.load(store, "same", new ByteArrayInputStream(file));
                assertThat(receipt.observations()).isEqualTo(observations);
                assertThat(receipt.extendedProperties()).isEqualTo(values);
            }
        }
        Tables onServer = new Tables(server::connect);
        Tables inFile = new Tables(() -> DuckDb.file(embedded, new Properties()));
        assertThat(inFile.rows(OBSERVATIONS)).hasSize(observations).isEqualTo(onServer.rows(OBSERVATIONS));
        // Sorted here: the databases' own orders of texts are not the same.
        assertThat(inFile.rows(PROPERTIES).stream().sorted().toList())
                .hasSize(values)
                .isEqualTo(onServer.rows(PROPERTIES).stream().sorted().toList());
        assertThat(inFile.rows(EPISODES)).isEqualTo(onServer.rows(EPISODES));
    }
}
