package org.collabenv.episodes.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results for people, as Markdown, and for programs, as JSON. */
final class Report {

    private final Results results;
    private final int repetitions;

    Report(Results results, int repetitions) {
        this.results = results;
        this.repetitions = repetitions;
    }

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "%s, %d repetitions in turns, medians.", machine(), repetitions);
        results.databases().values().forEach(description -> line(text, "%s.", description));
        line(text, "Scripts ran through %s. The service had %s.", PsqlScript.way(), Service.HEAP);
        bounds(text);
        timings(text);
        profiles(text);
        hotLoops(text);
        return text.toString();
    }

    private void bounds(StringBuilder text) {
        line(text, "%n| to reach | bound | median | turns | |%n| --- | --- | --- | --- | --- |");
        for (Bound bound : results.bounds()) {
            line(
                    text,
                    "| %s | %s %.4g | %.4g | %.4g – %.4g | %s |",
                    bound.name(),
                    bound.atMost() ? "≤" : "≥",
                    bound.limit(),
                    bound.figure(),
                    bound.lowest(),
                    bound.highest(),
                    bound.reached() ? "reached" : "**not reached**");
        }
    }

    private void timings(StringBuilder text) {
        line(
                text,
                "%n| work | database | contender | median | fastest – slowest | ÷ ours |%n| --- | --- | --- | --- | --- | --- |");
        double ours = 0;
        for (Timing timing : results.timings()) {
            if (timing.contender().equals(Service.NAME)) {
                ours = timing.median();
            }
            line(
                    text,
                    "| %s | %s | %s | %.3f s | %.3f – %.3f s | %.2f |",
                    timing.work(),
                    timing.database(),
                    timing.contender(),
                    timing.median(),
                    timing.fastest(),
                    timing.slowest(),
                    timing.median() / ours);
        }
    }

    private void profiles(StringBuilder text) {
        line(
                text,
                "%n| reference | clock | service's processor | database's processor | stages of the receipt (ms) |%n| --- | --- | --- | --- | --- |");
        results.profiles().stream()
                .collect(Collectors.groupingBy(
                        profile -> profile.database() + ", " + profile.contender(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((name, profiles) -> line(
                        text,
                        "| %s | %.3f s | %.3f s | %s | %s |",
                        name,
                        Timing.median(profiles.stream().map(Profile::seconds).toList()),
                        Timing.median(profiles.stream().map(Profile::service).toList()),
                        name.startsWith("DuckDB")
                                ? "in the service's"
                                : "%.3f s"
                                        .formatted(Timing.median(profiles.stream()
                                                .map(Profile::server)
                                                .toList())),
                        stages(profiles)));
    }

    private void hotLoops(StringBuilder text) {
        if (!results.hotLoops().isEmpty()) {
            line(text, "%n| hot loop, per row of 18 columns | ns | bytes allocated |%n| --- | --- | --- |");
            for (HotLoop loop : results.hotLoops()) {
                line(text, "| %s | %.0f ± %.0f | %.1f |", loop.name(), loop.nanoseconds(), loop.error(), loop.bytes());
            }
        }
    }

    private static String stages(List<Profile> profiles) {
        List<String> stages = new ArrayList<>();
        profiles.get(0).stages().fieldNames().forEachRemaining(stage -> {
            List<Double> milliseconds = profiles.stream()
                    .map(profile -> profile.stages().path(stage).doubleValue())
                    .toList();
            stages.add("%s %.0f".formatted(stage, Timing.median(milliseconds)));
        });
        return String.join(", ", stages);
    }

    String json() throws IOException {
        record Measured(
                String machine,
                LocalDate date,
                int repetitions,
                Map<String, String> databases,
                List<Map<String, Object>> bounds,
                List<Timing> timings,
                Map<String, Long> peakMemoryBytes,
                List<Map<String, Object>> profiles,
                List<HotLoop> hotLoops) {}
        List<Map<String, Object>> bounds = new ArrayList<>();
        for (Bound bound : results.bounds()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", bound.name());
            one.put(bound.atMost() ? "at_most" : "at_least", bound.limit());
            one.put("figure", bound.figure());
            one.put("lowest", bound.lowest());
            one.put("highest", bound.highest());
            one.put("reached", bound.reached());
            bounds.add(one);
        }
        List<Map<String, Object>> profiles = new ArrayList<>();
        for (Profile profile : results.profiles()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("database", profile.database());
            one.put("contender", profile.contender());
            one.put("seconds", profile.seconds());
            one.put("service_processor_seconds", profile.service());
            one.put("database_processor_seconds", profile.server());
            one.put("stages_ms", profile.stages());
            profiles.add(one);
        }
        return write(new Measured(
                machine(),
                LocalDate.now(ZoneOffset.UTC),
                repetitions,
                results.databases(),
                bounds,
                results.timings(),
                results.peakMemory(),
                profiles,
                results.hotLoops()));
    }

    private static String write(Object measured) throws JsonProcessingException {
        return new ObjectMapper()
                .findAndRegisterModules()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(measured);
    }

    private static String machine() throws IOException {
        Path processors = Path.of("/proc/cpuinfo");
        String model = Files.isReadable(processors)
                ? Files.readAllLines(processors).stream()
                        .filter(entry -> entry.startsWith("model name"))
                        .map(entry -> entry.substring(entry.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor")
                : System.getProperty("os.arch");
        return "%d × %s, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
