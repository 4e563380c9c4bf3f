package org.collabenv.episodes.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.io.IOUtils;

/**
 * Writes a file of the stored rows of an episode, one row per observation with a column per property.
 *
 * @param stored has the rows in its tables
 * @param writing writes the file
 */
record Export(String name, Contender stored, Arena.Tables filled, Writing writing) implements Contender, Arena.Tables {

    static final String PSQL = "psql \\copy, CSV";
    static final String DUCKDB = "DuckDB COPY";

    private static final long FEWEST_BYTES = 1_000_000;

    /** A way to write the rows of an episode to a file. */
    interface Writing {
        void write(String episodeId, Path file) throws Exception;
    }

    /** Writes by the same statement as others: its rows are put together by the database. */
    static String rows(String episodeId) throws IOException {
        String select = IOUtils.resourceToString("/bench/rows.sql", StandardCharsets.UTF_8);
        String values = Work.PROPERTIES.stream()
                .sorted()
                .map("max(value_float) FILTER (WHERE property_id = '%1$s') AS %1$s"::formatted)
                .collect(Collectors.joining(", "));
        return select.replace("<values>", values)
                .replace(
                        "<columns>",
                        String.join(", ", Work.PROPERTIES.stream().sorted().toList()))
                .replace("<episode_id>", episodeId)
                .replaceAll("(?m)^--.*$", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Override
    public void load(Work work, List<Path> files) throws Exception {
        Path file = out();
        Files.deleteIfExists(file);
        writing.write(Work.episodeId(files.get(0)), file);
    }

    private static Path out() throws IOException {
        return Files.createDirectories(Benchmark.FILES).resolve("out");
    }

    /** Stores the episode unless it is there. */
    @Override
    public void empty() throws Exception {
        List<Path> files = Work.CSV_OUT.files(Benchmark.FILES);
        try {
            filled.requireStored(Work.CSV_OUT);
        } catch (IllegalStateException missing) {
            filled.empty();
            stored.load(Work.CSV_OUT, files);
        }
    }

    @Override
    public void requireStored(Work work) throws IOException {
        if (Files.size(out()) < FEWEST_BYTES) {
            throw new IllegalStateException("The file that was written has no rows");
        }
    }
}
