package org.collabenv.episodes.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Those whose works were in the run. */
    List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        Ratios postgres = new Ratios(POSTGRES, bounds);
        postgres.oursTo(Work.REFERENCE, "tuned script", 0.90);
        postgres.oursTo(Work.REFERENCE, "floor", 1.30);
        postgres.toOurs(Work.REFERENCE, "today's loader", 20);
        postgres.oursTo(Work.PLAIN, "text COPY of shaped rows", 1.0);
        Ratios duckDb = new Ratios(DUCKDB, bounds);
        duckDb.oursTo(Work.REFERENCE, "QuestDB /imp", 0.6);
        duckDb.oursTo(Work.REFERENCE, "DuckDB read_csv", 1.3);
        postgres.largeToReference(1.15);
        duckDb.largeToReference(1.15);
        postgres.swarm(Work.SWARM);
        postgres.swarm(Work.SWARM_WITH_PROPERTIES);
        postgres.memory(256);
        duckDb.memory(800);
        return bounds;
    }

    private boolean has(String database, Work work) {
        return timings.stream()
                .anyMatch(timing ->
                        timing.database().equals(database) && timing.work().equals(work.name()));
    }

    double median(String database, Work work, String contender) {
        return timings.stream()
                .filter(timing -> timing.database().equals(database)
                        && timing.work().equals(work.name())
                        && timing.contender().equals(contender))
                .findFirst()
                .orElseThrow()
                .median();
    }

    /** Adds the bounds of one database. */
    private final class Ratios {

        private static final double WANTED_EPISODES_PER_SECOND = 250;
        private static final double WANTED_OF_BARE = 0.8;

        private final String database;
        private final List<Bound> bounds;

        Ratios(String database, List<Bound> bounds) {
            this.database = database;
            this.bounds = bounds;
        }

        private double ours(Work work) {
            return median(database, work, Service.NAME);
        }

        void oursTo(Work work, String other, double limit) {
            if (has(database, work)) {
                bounds.add(Bound.atMost(
                        "%s, %s: ours ÷ %s".formatted(work.name(), database, other),
                        ours(work) / median(database, work, other),
                        limit));
            }
        }

        void toOurs(Work work, String other, double limit) {
            if (has(database, work)) {
                bounds.add(Bound.atLeast(
                        "%s, %s: %s ÷ ours".formatted(work.name(), database, other),
                        median(database, work, other) / ours(work),
                        limit));
            }
        }

        void largeToReference(double limit) {
            if (has(database, Work.LARGE) && has(database, Work.REFERENCE)) {
                bounds.add(Bound.atMost(
                        "large ÷ reference, per property value, %s".formatted(database),
                        ours(Work.LARGE) / Work.LARGE.values() / (ours(Work.REFERENCE) / Work.REFERENCE.values()),
                        limit));
            }
        }

        void swarm(Work work) {
            if (has(database, work)) {
                double bare = work.episodes() / median(database, work, "bare transactions");
                bounds.add(Bound.atLeast(
                        "%s, %s: episodes/s (%.0f, or %.1f of what bare transactions reach)"
                                .formatted(work.name(), database, WANTED_EPISODES_PER_SECOND, WANTED_OF_BARE),
                        work.episodes() / ours(work),
                        Math.min(WANTED_EPISODES_PER_SECOND, WANTED_OF_BARE * bare)));
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
