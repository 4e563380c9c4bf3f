package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.RawUpload;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every limit of what a client may send: over it the answer is 413 and names the setting and its value. */
class LimitsIT {

    private static final String HEADER = "time,id,x,y,note\n";

    @TempDir
    private static Path folder;

    private static ServiceProcess service;
    private static int port;

    @BeforeAll
    static void startService() throws Exception {
        service = ServiceProcess.start(
                folder,
                Map.ofEntries(
                        Map.entry("EPISODES_INGEST_BODY_LIMIT", "2M"),
                        Map.entry("EPISODES_SOURCE_LIMITS_COLUMNS", "20"),
                        Map.entry("EPISODES_SOURCE_LIMITS_CELL_LENGTH", "1000"),
                        Map.entry("EPISODES_SOURCE_LIMITS_LINE_LENGTH", "3000"),
                        Map.entry("EPISODES_SOURCE_LIMITS_AGENTS", "50"),
                        Map.entry("EPISODES_SOURCE_LIMITS_AGENT_TYPES", "10"),
                        Map.entry("EPISODES_SOURCE_LIMITS_KEY_MEMORY", "2M"),
                        Map.entry("EPISODES_SOURCE_LIMITS_DECOMPRESSED_SIZE", "18M"),
                        Map.entry("EPISODES_SOURCE_LIMITS_COMPRESSION_RATIO", "100"),
                        Map.entry("EPISODES_SOURCE_LIMITS_REJECTS", "500"),
                        Map.entry("EPISODES_EXPORT_LONGEST_PART", "1S"),
                        Map.entry("EPISODES_SOURCE_SPOOL_LIMIT", "100K")),
                "-Xmx64m");
        port = service.port();
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    /** Clients that take a byte now and then would hold their connections to the database for days. */
    @Test
    @Timeout(30)
    void clientsThatHardlyRead() throws Exception {
        StringBuilder file = new StringBuilder("time,id,x,y\n");
        for (int frame = 0; frame < 140_000; frame++) {
            file.append(frame).append(",1,0,0\n");
        }
        given().port(port)
                .contentType("text/csv")
                .body(file.toString())
                .post("/episodes?episode_id=hardly")
                .then()
                .statusCode(201);
        try (Socket one = hardlyReading();
                Socket other = hardlyReading()) {
            // Both slots are taken: a third export waits for one for five seconds.
            given().port(port).get("/episodes/hardly/observations?to=0").then().statusCode(200);
            assertThat(one.isConnected() && other.isConnected()).isTrue();
        }
        given().port(port).delete("/episodes/hardly").then().statusCode(204);
    }

    private static Socket hardlyReading() throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.getOutputStream()
                .write("GET /episodes/hardly/observations?format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        client.getInputStream().read();
        return client;
    }

    @Test
    void body() {
        refused("?episode_id=body", text(HEADER + "#".repeat(3_000_000)), "2097152 bytes (episodes.ingest.body-limit)");
    }

    /** The size is announced, so nothing of the body needs to be sent. */
    @Test
    void announcedBody() throws IOException {
        try (RawUpload upload = RawUpload.ofLength(port, "/episodes", "text/csv", 1_000_000_000)) {
            assertThat(upload.answer()).contains(" 413 ").contains("2097152 bytes (episodes.ingest.body-limit)");
        }
    }

    @Test
    void bodyOfUnknownLength() throws IOException {
        try (RawUpload upload = RawUpload.chunked(port, "/episodes", "text/csv")) {
            upload.chunk(HEADER);
            for (int i = 0; i < 8_000; i++) {
                upload.chunk(i + ",1,2,3," + "n".repeat(400) + "\n");
            }
            assertThat(upload.answer()).contains(" 413 ").contains("(episodes.ingest.body-limit)");
        }
    }

    @Test
    void columns() {
        refused(
                "",
                text("time,id,x,y" + ",p".repeat(17) + "\n"),
                "more than 20 columns (episodes.source.limits.columns)");
    }

    @Test
    void cell() {
        refused(
                "",
                text(HEADER + "0,1,2,3," + "n".repeat(1_100) + "\n"),
                "A cell of the record in line 2 has more than 1000 characters (episodes.source.limits.cell-length)");
    }

    @Test
    void quoteThatIsNeverClosed() {
        given().port(port)
                .contentType("text/csv")
                .body(HEADER + "0,1,2,3,\"" + "n".repeat(100_000) + "\n")
                .post("/episodes")
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("malformed_csv")))
                .body("errors[0].line", equalTo(2));
    }

    @Test
    void lineOfManyCells() {
        refused(
                "",
                text(HEADER + "0,1,2,3" + ",".repeat(4_000) + "\n"),
                "line 2 has more than 3000 characters (episodes.source.limits.line-length)");
    }

    @Test
    void agents() {
        StringBuilder file = new StringBuilder("time,id,x,y\n");
        for (int agent = 0; agent < 60; agent++) {
            file.append("0,").append(agent).append(",2,3\n");
        }
        refused("", text(file.toString()), "at most 50 agents");
        refused("?on_error=skip_row", text(file.toString()), "(episodes.source.limits.agents)");
    }

    @Test
    void rejectedRows() {
        refused(
                "?on_error=skip_row",
                text(HEADER + "0,1,2,3,\n" + "0,1,2,bad,a long note to be kept with its row\n".repeat(30)),
                "500 bytes that are kept of them (episodes.source.limits.rejects)");
    }

    /** Blank lines are read over, so nothing but its size speaks against such a file. */
    @Test
    void bombs() throws IOException {
        byte[] gzip = bomb(48 << 20, true);
        byte[] zstd = bomb(48 << 20, false);

        assertThat(gzip.length).isLessThan(100_000);
        refused("", gzip, "100 times larger than what was received");
        refused("", zstd, "(episodes.source.limits.compression-ratio)");
        given().port(port)
                .header("Content-Encoding", "gzip")
                .contentType("text/csv")
                .body(gzip)
                .post("/episodes")
                .then()
                .statusCode(413);
    }

    @Test
    void decompressedSize() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            out.write(text(HEADER));
            for (int i = 0; i < 300_000; i++) {
                out.write(text(i + ",1,2,3," + "what an ordinary file repeats: ".repeat(2) + "\n"));
            }
        }

        assertThat(bytes.size()).isBetween(200_000, 2_000_000);
        refused(
                "",
                bytes.toByteArray(),
                "18874368 bytes after decompression (episodes.source.limits.decompressed-size)");
    }

    @Test
    void parquet() throws Exception {
        byte[] file = parquet("SELECT i AS frame, 1 AS id, random() AS x, random() AS y FROM range(9000) t(i)");
        refused("", file, "102400 bytes here (episodes.source.spool-limit)");
    }

    /** A few pages stand for any number of rows. */
    @Test
    void parquetBomb() throws Exception {
        byte[] file = parquet("SELECT i // 49 AS frame, i % 49 AS id, 0.5 AS x, 0.5 AS y FROM range(700000) t(i)");

        assertThat(file.length).isLessThan(100_000);
        refused("", file, "100 times larger than what was received");
    }

    private static byte[] parquet(String rows) throws Exception {
        Path file = Files.createTempFile(folder, "rows", ".parquet");
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 1000000)"
                    .formatted(rows, file));
        }
        return Files.readAllBytes(file);
    }

    @Test
    void agentTypes() {
        StringBuilder file = new StringBuilder("time,id,type,x,y\n");
        for (int type = 0; type < 11; type++) {
            file.append("0,1,type").append(type).append(",2,3\n");
        }

        refused(
                "",
                text(file.toString()),
                "at most 10 agent types; line 12 has another one, 'type10', in the column 'type'"
                        + " (episodes.source.limits.agent-types)");
    }

    /** Each frame that is far from all others of its agent takes 70 bytes. */
    @Test
    void framesThatAreFarApart() throws IOException {
        refused("", frames(70_000), "2097152 bytes of memory");
        given().port(port)
                .contentType("text/csv")
                .body(frames(1))
                .post("/episodes?dry_run=true")
                .then()
                .statusCode(200)
                .body("observations", equalTo(150_000));
    }

    private static byte[] frames(int apart) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text("time,id,x,y\n"));
            for (int row = 0; row < 150_000; row++) {
                out.write(text("%d,%d,%d,7\n".formatted(row / 5 * apart, row % 5, row)));
            }
        }
        return bytes.toByteArray();
    }

    /** The decoder allocates what a file asks for. */
    @Test
    void zstdWindow() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.setLong(27);
            out.write(text(HEADER + "0,1,2,3,\n"));
        }

        refused("", bytes.toByteArray(), "zstd window of more than 8388608 bytes");
    }

    /** Quadratic work on it would take minutes. */
    @Test
    @Timeout(20)
    void integerOfAMillionDigits() {
        given().port(port)
                .contentType("application/yaml")
                .body(text("a: !!int " + "9".repeat(1_000_000) + "\n"))
                .put("/sessions/yaml/config")
                .then()
                .statusCode(400)
                .body("detail", containsString("an integer of more than 1000 characters"));
    }

    /** Clients that send small documents slowly must not hold the threads that answer others. */
    @Test
    void slowDocumentsHoldNoThreads() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream()
                        .write(text("PUT /sessions/slow HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                + " application/json\r\nContent-Length: 100000\r\n\r\n{"));
            }
            TimeUnit.SECONDS.sleep(1);

            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> given().port(port).get("/episodes").then().statusCode(200));

            slow.get(0).setSoTimeout(40_000);
            assertThat(new String(slow.get(0).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ")
                    .contains(":too-slow");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A client that sends a byte now and then must not hold its slot for ever. */
    @Test
    void slowUpload() throws Exception {
        try (RawUpload upload = RawUpload.chunked(port, "/episodes", "text/csv")) {
            upload.chunk(HEADER);
            for (int second = 0; second < 40; second++) {
                upload.chunk("0");
                TimeUnit.SECONDS.sleep(1);
            }

            assertThat(upload.answer())
                    .contains(" 408 ")
                    .contains("100 bytes per second (episodes.ingest.slowest-rate)");
        }
    }

    @Test
    void multipartFieldsAndHeaders() throws IOException {
        for (String part : new String[] {
            "Content-Disposition: form-data; name=\"mapping\"\r\n\r\n" + "m".repeat(70_000),
            "Content-Disposition: form-data; name=\"file\"\r\nX: " + "h".repeat(9_000) + "\r\n\r\n" + HEADER,
            "Content-Disposition: form-data; name=\"agent_type\"\r\n\r\na\r\n--b\r\nContent-Disposition: form-data;"
                    + " name=\"agent_type\"\r\n\r\nb"
        }) {
            try (RawUpload upload = RawUpload.chunked(port, "/episodes", "multipart/form-data; boundary=b")) {
                upload.chunk("--b\r\n" + part + "\r\n--b--\r\n").lastChunk();
                assertThat(upload.answer()).contains(" 400 ");
            }
        }
    }

    @Test
    void requestHead() throws IOException {
        try (RawUpload upload = RawUpload.ofLength(port, "/episodes?" + "p".repeat(9_000), "text/csv", 0)) {
            assertThat(upload.statusLine()).contains(" 414 ");
        }
        try (RawUpload upload =
                RawUpload.ofLength(port, "/episodes", "text/csv\r\nX-Large: " + "h".repeat(30_000), 0)) {
            assertThat(upload.statusLine()).contains(" 431 ");
        }
    }

    private static void refused(String query, byte[] file, String detail) {
        given().port(port)
                .contentType("text/csv")
                .body(file)
                .post("/episodes" + query)
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", endsWith(":too-large"))
                .body("detail", containsString(detail));
        given().port(port).get("/episodes").then().body("episodes.size()", equalTo(0));
    }

    private static byte[] bomb(int size, boolean gzip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] blank = text("\n".repeat(1 << 16));
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
            out.write(text(HEADER));
            for (int written = 0; written < size; written += blank.length) {
                out.write(blank);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
