package org.collabenv.episodes.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.io.FileUtils;

/**
 * The whole comparison in one run: {@code ./mvnw -Pbench verify}. The contenders of a work take turns, so that whatever
 * else the machine does hits all of them; the first turns, which nobody counts, warm them up.
 *
 * <p>{@code -Dbench.repetitions=5} says how many turns count, {@code -Dbench.works=reference,swarm} what is to be loaded
 * and {@code -Dbench.databases=DuckDB} into what; {@code -Dbench.other=<its quarkus-app>} lets another packaged version
 * compete.
 */
public final class Benchmark {

    private static final Path FOLDER = Path.of("target", "bench").toAbsolutePath();

    /** The files to load, which stay for the next run. */
    static final Path FILES = FOLDER.resolve("files");

    private static final List<Work> ON_POSTGRES = List.of(
            Work.REFERENCE,
            Work.PLAIN,
            Work.LARGE,
            Work.SWARM,
            Work.SWARM_WITH_PROPERTIES,
            Work.PARALLEL,
            Work.CSV_OUT,
            Work.PARQUET_OUT);
    private static final List<Work> ON_DUCKDB =
            List.of(Work.REFERENCE, Work.PLAIN, Work.LARGE, Work.PARALLEL, Work.CSV_OUT, Work.PARQUET_OUT);

    private final int repetitions = Integer.getInteger("bench.repetitions", 5);
    private final Set<String> works = wanted("bench.works");
    private final Set<String> databases = wanted("bench.databases");
    private final Results results = new Results();

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path databases = FOLDER.resolve("databases");
        FileUtils.deleteDirectory(databases.toFile());
        try {
            new Benchmark().run(databases);
        } finally {
            FileUtils.deleteDirectory(databases.toFile());
        }
    }

    private void run(Path folder) throws Exception {
        if (isWanted("PostgreSQL", databases)) {
            try (Arena postgres = new PostgresArena(folder.resolve("postgres"))) {
                compete(postgres, ON_POSTGRES);
            }
        }
        if (isWanted("DuckDB", databases)) {
            try (Arena duckDb = new DuckDbArena(folder.resolve("duckdb"))) {
                compete(duckDb, ON_DUCKDB);
            }
        }
        if (isWanted("hot loops", works)) {
            HotLoop.measure().forEach(results::add);
        }
        Report report = new Report(results, repetitions);
        Files.writeString(FOLDER.resolve("results.md"), report.markdown());
        Files.writeString(FOLDER.resolve("results.json"), report.json());
        Files.writeString(FOLDER.resolve("results.svg"), new Plot(results).svg());
        System.out.println(report.markdown());
        System.out.println("Written to " + FOLDER);
    }

    private void compete(Arena arena, List<Work> candidates) throws Exception {
        results.database(arena.name(), arena.description());
        for (Work work : candidates) {
            if (isWanted(work.name(), works)) {
                compete(arena, work);
            }
        }
    }

    private void compete(Arena arena, Work work) throws Exception {
        List<Path> files = work.files(FILES);
        Map<Arena.Entry, List<Double>> seconds = new LinkedHashMap<>();
        arena.entries(work).forEach(entry -> seconds.put(entry, new ArrayList<>()));
        for (int turn = -work.turnsToWarmUp(); turn < repetitions; turn++) {
            for (Map.Entry<Arena.Entry, List<Double>> entry : seconds.entrySet()) {
                boolean counts = turn >= 0;
                if (!entry.getKey().contender().takesPart(turn)) {
                    continue;
                }
                double took = load(arena, entry.getKey(), work, files, counts);
                String name = entry.getKey().contender().name();
                say("%s, %s, %s: %.3f s%s", arena.name(), work.name(), name, took, counts ? "" : " (warming up)");
                if (counts) {
                    entry.getValue().add(took);
                }
            }
        }
        for (Map.Entry<Arena.Entry, List<Double>> entry : seconds.entrySet()) {
            Contender contender = entry.getKey().contender();
            results.add(new Timing(arena.name(), work.name(), contender.name(), entry.getValue()));
        }
    }

    private double load(Arena arena, Arena.Entry entry, Work work, List<Path> files, boolean counts) throws Exception {
        Contender contender = entry.contender();
        entry.tables().empty();
        Duration before = arena.processorTime();
        Duration beforeOfService = contender instanceof Service service ? service.processorTime() : Duration.ZERO;
        long start = System.nanoTime();
        contender.load(work, files);
        double took = (System.nanoTime() - start) / 1e9;
        if (contender instanceof Service service && service.name().equals(Service.NAME) && work.equals(Work.LARGE)) {
            // Of the first load of a service that has done nothing else: counting and deleting are other work.
            results.firstPeakMemory(arena.name(), service.peakMemory());
        }
        entry.tables().requireStored(work);
        if (counts && contender instanceof Service service && work.equals(Work.REFERENCE)) {
            results.add(new Profile(
                    arena.name(),
                    service.name(),
                    took,
                    seconds(service.processorTime().minus(beforeOfService)),
                    seconds(arena.processorTime().minus(before)),
                    service.lastReceipt().path("timings_ms")));
        }
        return took;
    }

    private static Set<String> wanted(String property) {
        return Set.of(System.getProperty(property, "").split(",", -1));
    }

    private static boolean isWanted(String name, Set<String> wanted) {
        return wanted.contains("") || wanted.contains(name);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
