package org.collabenv.episodes.source;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Vocabulary;

/** Opens uploaded files, whatever format they are in. */
@Singleton
@Startup
public class Sources {

    private final ColumnAliases aliases;
    private final Spool spool;
    private final String parquetMemoryLimit;
    private final Limits limits;

    /** @throws IllegalStateException naming the lab's file of column names, if it cannot be read */
    public Sources(SourceConfig config) {
        this.aliases = ColumnAliases.load(config.columnAliases().orElse(null));
        this.spool = new Spool(
                config.spoolFolder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))),
                config.spoolLimit().asLongValue());
        this.parquetMemoryLimit = config.parquetMemoryLimit();
        this.limits = Limits.of(config.limits());
    }

    /**
     * Reads a file's header and first rows, and decides how its columns are read.
     *
     * @param file the file's bytes, read as they arrive; the caller closes them
     * @param vocabulary what is defined already
     * @param frameRate frames per second, with which times become frames
     * @return the source, which the caller closes
     * @throws IngestException if the format is not read, or the header does not describe what the destination needs
     * @throws IOException if the upload breaks
     */
    public RecordSource open(
            InputStream file, ReadingOptions options, Vocabulary vocabulary, double frameRate, Destination destination)
            throws IOException {
        RecordFeed feed = feed(file, options);
        boolean opened = false;
        try {
            Header header = new HeaderPlanner(aliases, options.mapping(), destination).plan(feed.columns());
            header.require(required(destination, header, options));
            TimeAxis axis = new TimeAxis(frameRate);
            if (options.timeOrigin() != null) {
                axis.startAt(options.timeOrigin());
            }
            RecordSource source = new RecordSource(feed, header, options, vocabulary, axis, destination, limits);
            opened = true;
            return source;
        } finally {
            if (!opened) {
                feed.close();
            }
        }
    }

    /**
     * The bytes behind a compression that the upload itself announces.
     *
     * @param compressed the caller closes it
     * @throws IngestException if the bytes are not compressed so, or over a limit
     * @throws IOException if the upload breaks
     */
    public InputStream decompressed(InputStream compressed, Compression compression) throws IOException {
        return compression.decompressed(compressed, limits);
    }

    @PreDestroy
    void close() {
        spool.close();
    }

    private RecordFeed feed(InputStream file, ReadingOptions options) throws IOException {
        TextFormat text = options.text();
        boolean utf8 = text.encoding().equals(StandardCharsets.UTF_8);
        // What is closed here are the decoders, never the upload.
        Formats.Recognised recognised = Formats.recognise(CloseShieldInputStream.wrap(file), utf8, limits);
        return switch (recognised.format()) {
            case CSV -> {
                RejectedLines rejected = options.skippableRows() == 0 ? null : rejectedLines(recognised, text);
                InputStream content = rejected == null ? recognised.content() : rejected.content();
                yield new CsvFeed(TextDecoding.reader(content, text.encoding()), text, limits, rejected);
            }
            case PARQUET -> {
                try (InputStream content = recognised.content()) {
                    yield ParquetFeed.open(content, spool, parquetMemoryLimit, limits, options.skippableRows() > 0);
                }
            }
        };
    }

    private RejectedLines rejectedLines(Formats.Recognised file, TextFormat text) {
        Character delimiter = text.delimiter();
        String type = delimiter != null && delimiter == '\t' ? "text/tab-separated-values" : "text/csv";
        return new RejectedLines(
                new LineTap(file.content(), file.mark(), text.encoding(), limits),
                type + "; charset=" + text.encoding().name(),
                limits.rejects());
    }

    private static List<String> required(Destination destination, Header header, ReadingOptions options) {
        List<String> required = new ArrayList<>(destination.required());
        if (options.agent() != null) {
            required.remove(ColumnRole.AGENT_TARGET);
        }
        if (!(header.position() instanceof PositionRule.Given)) {
            required.removeAll(List.of("x", "y"));
        }
        return required;
    }
}
