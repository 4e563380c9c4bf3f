package org.collabenv.episodes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The embedded side: each contender has a database of its own on the same disk. */
final class DuckDbArena implements Arena {

    private final Path folder;
    private final List<Service> services = new ArrayList<>();
    private final Service service;
    private final @Nullable Service other;
    private final ReadCsv readCsv;
    private final QuestDb questDb;

    DuckDbArena(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        Path schema = folder.resolve("schema.duckdb");
        // The tables are those that the service makes, in a file that it has closed again.
        startService(schema).close();
        this.readCsv = new ReadCsv(schema);
        this.questDb = new QuestDb(folder.resolve("questdb"));
        this.service = startService(folder.resolve("service.duckdb"));
        this.other = Service.hasOther()
                ? new Service(
                        Service.OTHER,
                        folder.resolve("other"),
                        Map.of("DUCKDB_PATH", folder.resolve("other.duckdb").toString()))
                : null;
    }

    private Service startService(Path file) throws IOException, InterruptedException {
        Service started = new Service(
                Service.NAME,
                folder.resolve("service-duckdb-" + services.size()),
                Map.of("DUCKDB_PATH", file.toString()));
        services.add(started);
        return started;
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public String description() throws Exception {
        return readCsv.description() + "; " + questDb.description();
    }

    @Override
    public List<Entry> entries(Work work) throws IOException, InterruptedException {
        if (work.isExport()) {
            String format = work.equals(Work.CSV_OUT) ? "csv" : "parquet";
            Export ours =
                    new Export(Service.NAME, service, service, (episode, file) -> service.write(episode, format, file));
            Export copy = new Export(
                    Export.DUCKDB, readCsv, readCsv, (episode, file) -> readCsv.write(episode, format, file));
            return List.of(new Entry(ours, ours), new Entry(copy, copy));
        }
        Service ours = work.equals(Work.LARGE) ? startService(folder.resolve("large.duckdb")) : service;
        List<Entry> entries = new ArrayList<>(List.of(new Entry(ours, ours)));
        if (work.equals(Work.REFERENCE) || work.equals(Work.PLAIN)) {
            entries.add(new Entry(readCsv, readCsv));
        }
        if (work.equals(Work.REFERENCE)) {
            entries.add(new Entry(questDb, questDb));
        }
        if (other != null && !work.equals(Work.LARGE)) {
            entries.add(new Entry(other, other));
        }
        return entries;
    }

    @Override
    public Duration processorTime() {
        return Duration.ZERO;
    }

    @Override
    public void close() throws SQLException {
        services.forEach(Service::close);
        if (other != null) {
            other.close();
        }
        readCsv.close();
        questDb.close();
    }
}
