package org.collabenv.episodes.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.testing.ServiceProcess;

/** Ours: the packaged service in a process of its own, with the heap that it is meant to do with. */
final class Service implements Contender, Arena.Tables, AutoCloseable {

    /** The service as it is by default: property values are staged. */
    static final String NAME = "episode-ingest";

    /** The service with property values copied straight into their table. */
    static final String DIRECT = "episode-ingest, direct";

    /** Another packaged version of the service, if {@code -Dbench.other=<its quarkus-app>} names one. */
    static final String OTHER = "episode-ingest, other version";

    static final String HEAP = "-Xmx96m";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final ServiceProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private volatile String lastReceipt = "{}";

    /** @param environment what chooses the database */
    Service(String name, Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        this.name = name;
        Path application = Path.of(System.getProperty(name.equals(OTHER) ? "bench.other" : "service.directory"));
        this.process = ServiceProcess.start(application, Files.createDirectories(folder), environment, HEAP);
        this.base = URI.create("http://127.0.0.1:" + process.port());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void load(Work work, List<Path> files) throws Exception {
        Clients.load(files, () -> this::upload);
    }

    private void upload(Path file) throws IOException, InterruptedException {
        URI address = base.resolve("/episodes?session_id=bench&episode_id=" + Work.episodeId(file));
        lastReceipt = send(FileUpload.to(address, "file", file), 201);
    }

    /** Writes the rows of an episode to a file. */
    void write(String episodeId, String format, Path file) throws IOException, InterruptedException {
        URI address = base.resolve("/episodes/%s/observations?format=%s".formatted(episodeId, format));
        HttpResponse<Path> answer =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(file));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The service answered " + answer.statusCode());
        }
    }

    /** Returns whether another version competes, too. */
    static boolean hasOther() {
        return !System.getProperty("bench.other", "").isEmpty();
    }

    /** The receipt of the upload that was answered last. */
    JsonNode lastReceipt() throws IOException {
        return JSON.readTree(lastReceipt);
    }

    @Override
    public void empty() throws IOException, InterruptedException {
        for (JsonNode episode : episodes()) {
            URI address = base.resolve("/episodes/" + episode.path("episode_id").textValue());
            send(HttpRequest.newBuilder(address).DELETE().build(), 204);
        }
    }

    @Override
    public void requireStored(Work work) throws IOException, InterruptedException {
        long observations = 0;
        long values = 0;
        for (JsonNode episode : episodes()) {
            JsonNode status = get("/episodes/" + episode.path("episode_id").textValue() + "/status");
            observations += status.at("/observations/stored").longValue();
            values += status.at("/extended_properties/stored").longValue();
        }
        Arena.Tables.require("observations", observations, work.observations());
        Arena.Tables.require("values", values, work.values());
    }

    private JsonNode episodes() throws IOException, InterruptedException {
        return get("/episodes?limit=100").path("episodes");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(base.resolve(path)).build(), 200));
    }

    private String send(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("The service answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** The most memory that the process had at once so far, in bytes. */
    long peakMemory() throws IOException {
        return process.peakMemory();
    }

    /** The processor time that it has had so far. */
    Duration processorTime() {
        return process.processorTime();
    }

    @Override
    public void close() {
        process.close();
    }
}
