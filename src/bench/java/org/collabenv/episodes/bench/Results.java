package org.collabenv.episodes.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run has measured, and how it stands to the bounds. */
final class Results {

    private static final String POSTGRES = "PostgreSQL";
    private static final String DUCKDB = "DuckDB";

    private final Map<String, String> databases = new LinkedHashMap<>();
    private final List<Timing> timings = new ArrayList<>();
    private final List<Profile> profiles = new ArrayList<>();
    private final List<HotLoop> hotLoops = new ArrayList<>();
    private final Map<String, Long> peakMemory = new LinkedHashMap<>();

    void database(String name, String description) {
        databases.put(name, description);
    }

    void add(Timing timing) {
        timings.add(timing);
    }

    void add(Profile profile) {
        profiles.add(profile);
    }

    void add(HotLoop loop) {
        hotLoops.add(loop);
    }

    /** Keeps the first figure of a database. */
    void firstPeakMemory(String database, long bytes) {
        peakMemory.putIfAbsent(database, bytes);
    }

    Map<String, String> databases() {
        return databases;
    }

    List<Timing> timings() {
        return timings;
    }

    List<Profile> profiles() {
        return profiles;
    }

    List<HotLoop> hotLoops() {
        return hotLoops;
    }

    Map<String, Long> peakMemory() {
        return peakMemory;
    }

    /** The bounds whose works were in the run. */
    List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        Ratios postgres = new Ratios(POSTGRES, bounds);
        postgres.atMost(Work.REFERENCE, Service.NAME, "tuned script", 0.88);
        postgres.atMost(Work.REFERENCE, Service.DIRECT, "tuned script", 0.78);
        postgres.atMost(Work.REFERENCE, Service.NAME, "floor", 1.35);
        postgres.atMost(Work.REFERENCE, Service.DIRECT, "floor", 1.18);
        postgres.atMost(Work.PLAIN, Service.NAME, "text COPY of shaped rows", 0.85);
        postgres.atLeast(Work.REFERENCE, LabsLoader.NAME, Service.NAME, 30);
        postgres.largeToReference(1.10);
        postgres.atMost(Work.SWARM, Service.NAME, "bare transactions", 2.5);
        postgres.atMost(Work.SWARM_WITH_PROPERTIES, Service.NAME, "bare transactions", 2.5);
        postgres.memory(224);
        Ratios duckDb = new Ratios(DUCKDB, bounds);
        duckDb.atMost(Work.REFERENCE, Service.NAME, "DuckDB read_csv", 1.20);
        duckDb.atMost(Work.PLAIN, Service.NAME, "DuckDB read_csv", 1.20);
        duckDb.largeToReference(1.10);
        duckDb.memory(640);
        for (Work work : List.of(Work.CSV_OUT, Work.PARQUET_OUT)) {
            postgres.atMost(work, Service.NAME, Export.PSQL, 1.30);
            duckDb.atMost(work, Service.NAME, Export.DUCKDB, 1.30);
        }
        for (Work work : List.of(Work.REFERENCE, Work.PLAIN, Work.SWARM, Work.SWARM_WITH_PROPERTIES, Work.PARALLEL)) {
            postgres.atMost(work, Service.NAME, Service.OTHER, 1.05);
            duckDb.atMost(work, Service.NAME, Service.OTHER, 1.05);
        }
        return bounds;
    }

    private Optional<Timing> timing(String database, Work work, String contender) {
        return timings.stream()
                .filter(timing -> timing.database().equals(database)
                        && timing.work().equals(work.name())
                        && timing.contender().equals(contender))
                .findFirst();
    }

    /** Adds the bounds of one database. */
    private final class Ratios {
        private final String database;
        private final List<Bound> bounds;

        Ratios(String database, List<Bound> bounds) {
            this.database = database;
            this.bounds = bounds;
        }

        void atMost(Work work, String one, String other, double limit) {
            ratios(work, one, other)
                    .ifPresent(ratios -> bounds.add(Bound.atMost(name(work, one, other), ratios, limit)));
        }

        void atLeast(Work work, String one, String other, double limit) {
            ratios(work, one, other)
                    .ifPresent(ratios -> bounds.add(Bound.atLeast(name(work, one, other), ratios, limit)));
        }

        private String name(Work work, String one, String other) {
            return "%s, %s: %s ÷ %s".formatted(work.name(), database, one, other);
        }

        /** The ratio of each turn. */
        private Optional<List<Double>> ratios(Work work, String one, String other) {
            Optional<Timing> first = timing(database, work, one);
            Optional<Timing> second = timing(database, work, other);
            if (first.isEmpty() || second.isEmpty()) {
                return Optional.empty();
            }
            List<Double> ratios = new ArrayList<>();
            int turns = Math.min(
                    first.get().seconds().size(), second.get().seconds().size());
            for (int turn = 0; turn < turns; turn++) {
                ratios.add(
                        first.get().seconds().get(turn) / second.get().seconds().get(turn));
            }
            return Optional.of(ratios);
        }

        void largeToReference(double limit) {
            Optional<Timing> large = timing(database, Work.LARGE, Service.NAME);
            Optional<Timing> reference = timing(database, Work.REFERENCE, Service.NAME);
            if (large.isPresent() && reference.isPresent()) {
                bounds.add(Bound.atMost(
                        "large ÷ reference, per property value, %s".formatted(database),
                        large.get().median()
                                / Work.LARGE.values()
                                / (reference.get().median() / Work.REFERENCE.values()),
                        limit));
            }
        }

        void memory(double megabytes) {
            Long bytes = peakMemory.get(database);
            if (bytes != null) {
                bounds.add(Bound.atMost(
                        "large, %s: highest RSS in MB, %s".formatted(database, Service.HEAP), bytes / 1e6, megabytes));
            }
        }
    }
}
