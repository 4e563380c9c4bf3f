package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.collabenv.episodes.example.FlockEpisode;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged service does as a process, on each database. */
abstract class ServiceContract {

    /** What the reader of Parquet and a larger heap may take beside the bound, in bytes. */
    private static final long READER_MEMORY = 256_000_000 + (80 << 20);

    @TempDir
    protected Path folder;

    /** The environment that chooses the database. */
    protected abstract Map<String, String> environment();

    /** The most memory that the service may have at once beside a heap of 48 MB, in bytes. */
    protected abstract long memoryBound();

    /** What the log says of where episodes are kept. */
    protected abstract String keptIn();

    @Test
    void exampleLoadsIntoTheDatabaseThatTheStartNames() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, environment())) {
            given().port(service.port())
                    .multiPart("file", Path.of("src/example/flock.csv").toFile())
                    .post("/episodes")
                    .then()
                    .statusCode(201)
                    .body("observations", equalTo(3100))
                    .body("extended_properties", equalTo(27000));

            assertThat(service.log()).contains("Episodes are kept in: " + keptIn());
        }
    }

    @Test
    void episodesAreThereAfterARestart() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, environment())) {
            given().port(service.port())
                    .contentType("text/csv")
                    .body("time,id,x,y\n0,1,2,3\n")
                    .post("/episodes?episode_id=kept")
                    .then()
                    .statusCode(201);
        }

        try (ServiceProcess service = ServiceProcess.start(folder, environment())) {
            given().port(service.port())
                    .get("/episodes/kept/status")
                    .then()
                    .statusCode(200)
                    .body("verified", equalTo(true));
        }
    }

    /** The file is larger than the heap, and nothing of it is put down anywhere on the way. */
    @Test
    void fileLargerThanTheHeapStreamsThrough() throws Exception {
        int frames = 8_000;
        int agents = 30;
        try (ServiceProcess service = ServiceProcess.start(folder, environment(), "-Xmx48m")) {
            int port = service.port();
            long before = service.temporaryBytes(); // DuckDB's native library is unpacked there at the start
            HttpRequest upload = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/episodes?episode_id=large".formatted(port)))
                    .header("Content-Type", "text/csv")
                    .timeout(Duration.ofMinutes(5))
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> generated(frames, agents)))
                    .build();

            HttpResponse<String> answer = HttpClient.newHttpClient().send(upload, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(answer.body())
                    .contains("\"observations\":" + frames * agents)
                    .contains("\"extended_properties\":" + frames * agents * 9);
            assertThat(service.temporaryBytes() - before).isLessThan(1_000_000);
            if (Files.exists(Path.of("/proc/self/status"))) {
                assertThat(service.peakMemory()).isLessThan(memoryBound());
            }
        }
    }

    /** Of a Parquet file only batches are in memory, and its copy on disk is gone with the load. */
    @Test
    void parquetOfAMillionRowsLoadsWithASmallHeap() throws Exception {
        Path file = folder.resolve("million.parquet");
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT CAST(i // 1000 AS BIGINT) AS frame, CAST(i % 1000 AS BIGINT) AS id,"
                    + " sin(i) AS x, cos(i) AS y, CASE WHEN i % 10 = 0 THEN i / 7 END AS sparse"
                    + " FROM range(1000000) t(i)) TO '" + file + "' (FORMAT parquet)");
        }
        try (ServiceProcess service = ServiceProcess.start(folder, environment(), "-Xmx128m")) {
            given().port(service.port())
                    .contentType("application/vnd.apache.parquet")
                    .body(file.toFile())
                    .post("/episodes?episode_id=million")
                    .then()
                    .statusCode(201)
                    .body("observations", equalTo(1_000_000))
                    .body("extended_properties", equalTo(100_000))
                    .body("num_agents", equalTo(1000));

            assertThat(service.spooledFiles()).isEmpty();
            if (Files.exists(Path.of("/proc/self/status"))) {
                assertThat(service.peakMemory()).isLessThan(memoryBound() + READER_MEMORY);
            }
        }
    }

    private static InputStream generated(int frames, int agents) {
        try {
            PipedInputStream file = new PipedInputStream(1 << 16);
            PipedOutputStream out = new PipedOutputStream(file);
            Runnable generator = () -> {
                try (Writer writer = new OutputStreamWriter(out, StandardCharsets.US_ASCII)) {
                    new FlockEpisode(agents, 1, -1).write(writer, frames, false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
            new Thread(generator, "generator").start();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
