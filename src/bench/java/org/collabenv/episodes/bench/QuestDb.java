package org.collabenv.episodes.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * QuestDB's {@code POST /imp} of the same file: an ingesting database that is known for its speed. It keeps the file as
 * the one wide table that it is, checks no key and joins nothing. It is told to sync what it commits, as the others do.
 */
final class QuestDb implements Contender, Arena.Tables, AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern COUNT = Pattern.compile("\"dataset\":\\[\\[(\\d+)]]");

    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    QuestDb(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        this.base = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar(),
                        "io.questdb.ServerMain",
                        "-d",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("QDB_HTTP_BIND_TO", "127.0.0.1:" + port);
        builder.environment().put("QDB_HTTP_MIN_ENABLED", "false");
        builder.environment().put("QDB_PG_ENABLED", "false");
        builder.environment().put("QDB_LINE_TCP_ENABLED", "false");
        builder.environment().put("QDB_TELEMETRY_ENABLED", "false");
        builder.environment().put("QDB_CAIRO_COMMIT_MODE", "sync");
        this.process = builder.start();
        awaitStart(folder);
    }

    private static String jar() {
        return Path.of(io.questdb.ServerMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                query("SELECT count() FROM tables()");
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("QuestDB does not start: " + Files.readString(folder.resolve("log")));
    }

    @Override
    public String name() {
        return "QuestDB /imp";
    }

    String description() {
        return "QuestDB " + io.questdb.ServerMain.class.getPackage().getImplementationVersion()
                + ", cairo.commit.mode=sync";
    }

    @Override
    public void load(Work work, List<Path> files) throws IOException, InterruptedException {
        for (Path file : files) {
            URI address = base.resolve("/imp?name=episode&fmt=json&atomicity=abort");
            HttpRequest request = FileUpload.to(address, "data", file);
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"status\":\"OK\"")) {
                throw new IllegalStateException("QuestDB answered " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    @Override
    public void empty() throws IOException, InterruptedException {
        query("DROP TABLE IF EXISTS episode");
    }

    @Override
    public void requireStored(Work work) throws IOException, InterruptedException {
        Matcher count = COUNT.matcher(query("SELECT count() FROM episode"));
        Arena.Tables.require("rows", count.find() ? Long.parseLong(count.group(1)) : 0, work.observations());
    }

    private String query(String sql) throws IOException, InterruptedException {
        URI uri = base.resolve("/exec?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
