package org.collabenv.episodes.source;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.collabenv.episodes.source.Format.FeedResources;
import org.collabenv.episodes.source.FormatDetection.DetectedFile;
import org.collabenv.episodes.source.bytes.Compression;
import org.collabenv.episodes.source.bytes.FileHead;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.bytes.WholeLines;
import org.collabenv.episodes.source.check.CheckThresholds;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.header.ColumnAliases;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.HeaderPlanner;
import org.collabenv.episodes.source.header.JoinedColumns;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Vocabulary;

/** Opens uploaded files of every format. */
@Singleton
@Startup
public class Sources {

    /** A file's reader and the options with which it is read. */
    private record OpenFile(RecordFeed feed, ReadingOptions options) {}

    private final ColumnAliases aliases;
    private final FeedResources resources;
    private final Limits limits;
    private final CheckThresholds thresholds;

    /**
     * @throws IllegalStateException if the lab's file of column names or a limit cannot be used; the message names it
     */
    public Sources(SourceConfig config) {
        this.aliases = ColumnAliases.load(config.columnAliases().orElse(null));
        this.limits = limits(config.limits());
        this.thresholds = thresholds(config.checks());
        Spool spool = new Spool(
                config.spoolFolder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))),
                config.spoolLimit().asLongValue());
        this.resources = new FeedResources(spool, config.parquetMemoryLimit(), limits);
    }

    private static CheckThresholds thresholds(SourceConfig.ChecksConfig config) {
        return new CheckThresholds(
                config.jump(),
                config.regularity(),
                config.timeTolerance(),
                config.timeShare(),
                config.velocityTolerance(),
                config.shortTrack(),
                config.constantValues());
    }

    private static Limits limits(SourceConfig.LimitsConfig config) {
        return new Limits(
                config.columns(),
                config.cellLength(),
                config.lineLength(),
                config.agents(),
                config.agentTypes(),
                config.keyMemory().asLongValue(),
                config.decompressedSize().asLongValue(),
                config.compressionRatio(),
                config.zstdWindow().asLongValue(),
                config.rejects().asLongValue());
    }

    /**
     * Reads a file's header and first rows, and decides how its columns are read.
     *
     * @param file the file's bytes, read as they arrive; closed by the caller
     * @param vocabulary the definitions that exist
     * @return the source, which the caller closes
     * @throws IngestException if the format is not supported, or the header lacks what the destination needs
     * @throws IOException if the upload breaks
     */
    public RecordSource open(InputStream file, ReadingOptions options, Vocabulary vocabulary, Destination destination)
            throws IOException {
        OpenFile opened = opened(detect(file, options), options);
        boolean isOpen = false;
        try {
            RecordSource source = new Opening(
                            opened.feed(), opened.options(), vocabulary, destination, aliases, limits, thresholds)
                    .source();
            isOpen = true;
            return source;
        } finally {
            if (!isOpen) {
                opened.feed().close();
            }
        }
    }

    /**
     * Reads the head of a file as {@link #open} would read the file. A record that is cut off at its end is left out, and so
     * is compressed data that ends early; a Parquet file has to be whole.
     *
     * @param head the bytes of the head, of which only the first rows are read; closed by the caller
     * @param vocabulary the definitions that exist
     * @throws IOException if the upload breaks
     */
    public FilePreview preview(InputStream head, ReadingOptions options, Vocabulary vocabulary) throws IOException {
        DetectedFile file;
        OpenFile opened;
        try {
            file = cut(detect(head, options), options);
            opened = opened(file, options);
        } catch (IngestException refusal) {
            return FilePreview.refused(refusal);
        }
        try (RecordFeed feed = opened.feed()) {
            Destination destination = new Destination.Observations(null);
            Opening opening = new Opening(feed, opened.options(), vocabulary, destination, aliases, limits, thresholds);
            return new Previewing(file.format(), opening).preview();
        }
    }

    private DetectedFile detect(InputStream file, ReadingOptions options) throws IOException {
        boolean utf8 = options.text().encoding().equals(StandardCharsets.UTF_8);
        // Closing the decoders must not close the upload, which belongs to the caller.
        return FormatDetection.detect(CloseShieldInputStream.wrap(file), utf8, limits);
    }

    /** Returns the file without what is cut off at its end. */
    private static DetectedFile cut(DetectedFile file, ReadingOptions options) {
        if (!file.format().isText()) {
            return file;
        }
        InputStream head = new FileHead(file.content());
        boolean hasBytesForLineEnds = !options.text().encoding().name().startsWith("UTF-16")
                && !options.text().encoding().name().startsWith("UTF-32");
        return new DetectedFile(file.format(), hasBytesForLineEnds ? new WholeLines(head) : head, file.mark(), true);
    }

    /**
     * Opens a file, which may itself say how it is read. The caller closes its feed.
     */
    private OpenFile opened(DetectedFile file, ReadingOptions given) throws IOException {
        RecordFeed feed = Format.open(file, given, resources);
        ReadingOptions options =
                feed.note().map(note -> note.completed(given, names(feed))).orElse(given);
        JoinedColumns joined = JoinedColumns.of(feed.columns(), options.mapping(), aliases);
        return new OpenFile(joined.joins().isEmpty() ? feed : new JoinedFeed(feed, joined, options.missing()), options);
    }

    private static Set<String> names(RecordFeed feed) {
        return feed.columns().stream().map(FileColumn::name).collect(Collectors.toSet());
    }

    /**
     * Returns whether columns of a file, by their names alone, have just these targets.
     *
     * @param targets the target of each column
     */
    public boolean understand(List<String> names, List<String> targets) {
        try {
            HeaderPlanner planner =
                    new HeaderPlanner(aliases, ColumnMapping.NONE, new Destination.Observations(null), Keypoints.ALL);
            return planner
                    .plan(names.stream()
                            .map(name -> new FileColumn(name, FileColumn.Kind.UNDECLARED))
                            .toList())
                    .columns()
                    .stream()
                    .map(Header.Column::targets)
                    .toList()
                    .equals(targets.stream().map(List::of).toList());
        } catch (IngestException refused) {
            return false;
        }
    }

    /**
     * Returns the decompressed bytes of a body whose compression the request announces.
     *
     * @param compressed closed by the caller
     * @throws IngestException if the bytes are not compressed as announced, or exceed a limit
     * @throws IOException if the upload breaks
     */
    public InputStream decompressed(InputStream compressed, Compression compression) throws IOException {
        return compression.decompressed(compressed, limits);
    }

    /** Returns the folder for files that must be complete before they can be read or sent. */
    public Spool spool() {
        return resources.spool();
    }

    @PreDestroy
    void close() {
        resources.spool().close();
    }
}
