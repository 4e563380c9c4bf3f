package org.collabenv.episodes.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.collabenv.episodes.testing.TestPostgres;

/** A real PostgreSQL with its own defaults, fsync on, whose tables are emptied before each load. */
final class PostgresArena implements Arena {

    private static final Map<String, String> DIRECT = Map.of("EPISODES_STORE_POSTGRES_VALUES", "direct");

    private final Path folder;
    private final EmbeddedPostgres server;
    private final TestPostgres.Database database;
    private final Tables tables = new LoadedTables();
    private final List<Service> services = new ArrayList<>();
    private final Service service;
    private final Service direct;

    PostgresArena(Path folder) throws Exception {
        this.folder = folder;
        // The binaries' starter switches off what makes a commit durable.
        this.server = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createDirectories(folder.resolve("postgres")))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        this.database = new TestPostgres.Database("localhost", server.getPort(), "postgres", "postgres", "");
        this.service = startService(Service.NAME, Map.of());
        this.direct = startService(Service.DIRECT, DIRECT);
        if (Service.hasOther()) {
            startService(Service.OTHER, Map.of());
        }
        execute("INSERT INTO sessions (session_id, session_name, category_id) VALUES ('bench', 'bench', 'boids_3d')");
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    private Service startService(String name, Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.putAll(settings);
        Service started = new Service(name, folder.resolve("service-postgres-" + services.size()), environment);
        services.add(started);
        return started;
    }

    @Override
    public Duration processorTime() throws IOException {
        long postmaster =
                Long.parseLong(Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"))
                        .get(0));
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String description() throws SQLException {
        return "PostgreSQL %s, fsync=%s, synchronous_commit=%s, shared_buffers=%s, max_wal_size=%s"
                .formatted(
                        show("server_version"),
                        show("fsync"),
                        show("synchronous_commit"),
                        show("shared_buffers"),
                        show("max_wal_size"));
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public List<Entry> entries(Work work) throws Exception {
        if (work.isExport()) {
            return exports(work);
        }
        List<Path> files = work.files(Benchmark.FILES);
        List<Contender> contenders = new ArrayList<>();
        if (work.equals(Work.LARGE)) {
            contenders.add(startService(Service.NAME, Map.of()));
            contenders.add(startService(Service.DIRECT, DIRECT));
        } else {
            contenders.add(service);
            if (work.properties()) {
                contenders.add(direct);
            }
            services.stream()
                    .filter(started -> started.name().equals(Service.OTHER))
                    .forEach(contenders::add);
        }
        if (work.equals(Work.REFERENCE) || work.equals(Work.PARALLEL)) {
            contenders.add(new PsqlScript("tuned script", "tuned.sql", database));
        }
        if (work.equals(Work.REFERENCE)) {
            contenders.add(new PsqlScript("plain script", "plain.sql", database));
            LabsLoader.find(database).ifPresent(contenders::add);
            contenders.add(floor("floor", work, files));
        } else if (work.equals(Work.LARGE)) {
            contenders.add(floor("floor", work, files));
        } else if (work.equals(Work.PLAIN)) {
            contenders.add(new PsqlScript("tuned script", "tuned_plain.sql", database));
            contenders.add(shaped(work, files));
        } else if (work.episodes() > Work.PARALLEL.episodes()) {
            contenders.add(floor("bare transactions", work, files));
        }
        return contenders.stream()
                .map(contender -> new Entry(contender, tables))
                .toList();
    }

    private List<Entry> exports(Work work) {
        String format = work.equals(Work.CSV_OUT) ? "csv" : "parquet";
        List<Export> exports = new ArrayList<>();
        exports.add(new Export(Service.NAME, service, tables, (episode, file) -> service.write(episode, format, file)));
        if (PsqlScript.isThere()) {
            exports.add(new Export(
                    Export.PSQL,
                    service,
                    tables,
                    (episode, file) -> PsqlScript.write(database, Export.rows(episode), file)));
        }
        return exports.stream().map(export -> new Entry(export, export)).toList();
    }

    private Contender floor(String name, Work work, List<Path> files) throws Exception {
        BinaryCopy floor = new BinaryCopy(name, database);
        tables.empty();
        service.load(work, files);
        floor.encode(work, files, folder.resolve("encoded"));
        return floor;
    }

    /** The text that PostgreSQL's own COPY takes without any further work. */
    private Contender shaped(Work work, List<Path> files) throws IOException {
        Path shaped = Benchmark.FILES.resolve("shaped").resolve(files.get(0).getFileName());
        Files.createDirectories(shaped.getParent());
        try (BufferedReader lines = Files.newBufferedReader(files.get(0));
                BufferedWriter out = Files.newBufferedWriter(shaped)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", 4);
                out.write(String.join("\t", Work.episodeId(shaped), cells[2], cells[0], cells[1]));
                out.write("\t" + cells[3].replace(',', '\t') + "\n");
            }
        }
        PsqlScript copy = new PsqlScript("text COPY of shaped rows", "shaped.sql", database);
        return new Contender() {
            @Override
            public String name() {
                return copy.name();
            }

            @Override
            public void load(Work same, List<Path> unshaped) throws Exception {
                copy.load(work, List.of(shaped));
            }
        };
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        services.forEach(Service::close);
        server.close();
    }

    /** The tables of the one database that all of them load into. */
    private final class LoadedTables implements Tables {

        @Override
        public void empty() throws SQLException {
            execute("TRUNCATE episodes, observations, extended_properties, uploads RESTART IDENTITY CASCADE");
            // What an earlier load left to be written must not be written during this one.
            execute("CHECKPOINT");
        }

        @Override
        public void requireStored(Work work) throws SQLException {
            Tables.require("episodes", count("episodes"), work.episodes());
            Tables.require("observations", count("observations"), work.observations());
            Tables.require("values", count("extended_properties"), work.values());
        }

        private long count(String table) throws SQLException {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
                count.next();
                return count.getLong(1);
            }
        }
    }
}
