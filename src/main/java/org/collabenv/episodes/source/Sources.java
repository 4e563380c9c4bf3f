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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.collabenv.episodes.source.Format.FeedResources;
import org.collabenv.episodes.source.bytes.Compression;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.header.ColumnAliases;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.HeaderPlanner;
import org.collabenv.episodes.source.header.JoinedColumns;
import org.collabenv.episodes.source.options.BatchSize;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.row.AdditionCompletion;
import org.collabenv.episodes.source.row.ColumnReaders;
import org.collabenv.episodes.source.row.HeaderRows;
import org.collabenv.episodes.source.row.MissingColumns;
import org.collabenv.episodes.source.row.ObservationCompletion;
import org.collabenv.episodes.source.row.RowCompletion;
import org.collabenv.episodes.source.row.RowSink;
import org.collabenv.episodes.source.row.Sample;
import org.collabenv.episodes.source.row.SourceColumn;
import org.collabenv.episodes.source.row.Timestamps;
import org.collabenv.episodes.source.value.FieldReader;
import org.collabenv.episodes.source.value.RowNames;
import org.collabenv.episodes.source.value.RowReport;
import org.collabenv.episodes.source.value.TimeAxis;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Vocabulary;

/** Opens uploaded files of every format. */
@Singleton
@Startup
public class Sources {

    private final ColumnAliases aliases;
    private final FeedResources resources;
    private final Limits limits;

    /**
     * @throws IllegalStateException if the lab's file of column names or a limit cannot be used; the message names it
     */
    public Sources(SourceConfig config) {
        this.aliases = ColumnAliases.load(config.columnAliases().orElse(null));
        this.limits = limits(config.limits());
        Spool spool = new Spool(
                config.spoolFolder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))),
                config.spoolLimit().asLongValue());
        this.resources = new FeedResources(spool, config.parquetMemoryLimit(), limits);
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
        boolean utf8 = options.text().encoding().equals(StandardCharsets.UTF_8);
        // Closing the decoders must not close the upload, which belongs to the caller.
        InputStream upload = CloseShieldInputStream.wrap(file);
        RecordFeed opening = Format.open(FormatDetection.detect(upload, utf8, limits), options, resources);
        JoinedColumns joined = JoinedColumns.of(opening.columns(), options.mapping(), aliases);
        RecordFeed feed = joined.joins().isEmpty() ? opening : new JoinedFeed(opening, joined, options.missing());
        boolean opened = false;
        try {
            RecordSource source = read(feed, options, vocabulary, destination);
            opened = true;
            return source;
        } finally {
            if (!opened) {
                feed.close();
            }
        }
    }

    private RecordSource read(RecordFeed feed, ReadingOptions options, Vocabulary vocabulary, Destination destination)
            throws IOException {
        Header plan = new HeaderPlanner(aliases, options.mapping(), destination).plan(feed.columns());
        List<String> missing = plan.missing(destination, options.agent() != null);
        if (!missing.isEmpty()) {
            throw refusal(missing, plan, feed, options);
        }
        Map<String, PropertyType> definitions = definitions(plan, vocabulary);
        int width = Math.max(1, plan.columns().size());
        int most = Math.max(1, Math.min(BatchSize.ROWS, BatchSize.VALUES / width));
        boolean[] asNumbers = asNumbers(plan, options, definitions);
        feed.begin(asNumbers);
        Sample sample = Sample.of(feed, asNumbers, most, BatchSize.CHARS);
        int capacity = sample.isWholeFile() ? Math.max(1, sample.records()) : most;
        Header header = withHeaderRows(plan, sample, options, feed);

        TimeFormat format = Timestamps.format(header, sample, options);
        sample.findData(header, options.missing(), format);
        List<SourceColumn> columns = columns(header, definitions, capacity, options);
        RecordBatch batch = batch(columns, destination, capacity);
        TimeAxis axis = new TimeAxis(options.effectiveFrameRate());
        if (options.timeOrigin() != null) {
            axis.startAt(options.timeOrigin());
        }
        RowNames names = new RowNames();
        FieldReader[] readers =
                new ColumnReaders(header, batch, options, sample, format, axis, names, destination, limits).of(columns);
        RowCompletion completion = destination instanceof Destination.PropertyValues values
                ? new AdditionCompletion(batch, header, options, vocabulary, names, values.stored())
                : new ObservationCompletion(batch, header, options, names, destination.stored(), axis, limits);
        RowReport report = new RowReport(new RowErrors(feed.place() == RecordPlace.ROW));
        RowSink rows = new RowSink(feed, readers, completion, batch, report);
        return new RecordSource(feed, header, options, vocabulary, sample, columns, batch, completion, report, rows);
    }

    /** Returns the refusal of a file that lacks columns, after a look at its first rows. */
    private static IngestException refusal(List<String> missing, Header plan, RecordFeed feed, ReadingOptions options)
            throws IOException {
        boolean[] asText = new boolean[plan.columns().size()];
        feed.begin(asText);
        Sample sample = Sample.of(feed, asText, MissingColumns.SAMPLE, BatchSize.CHARS);
        sample.skip(new HeaderRows(plan, sample, options.missing()).count());
        sample.findData(plan, options.missing(), TimeFormat.ISO);
        return new MissingColumns(plan, sample, options).refusal(missing);
    }

    /** Returns the types of those of the file's properties that are defined. */
    private static Map<String, PropertyType> definitions(Header plan, Vocabulary vocabulary) {
        Set<String> properties = new TreeSet<>();
        for (Header.Column column : plan.columns()) {
            column.targets().stream()
                    .filter(target -> column.role(target) == ColumnRole.PROPERTY)
                    .forEach(properties::add);
        }
        return properties.isEmpty() ? Map.of() : vocabulary.propertyTypes(properties);
    }

    private static boolean[] asNumbers(Header plan, ReadingOptions options, Map<String, PropertyType> definitions) {
        boolean[] asNumbers = new boolean[plan.columns().size()];
        for (int i = 0; i < asNumbers.length; i++) {
            Header.Column column = plan.columns().get(i);
            asNumbers[i] = column.file().kind() == FileColumn.Kind.NUMBER
                    && !options.missing().mayBeNumbers()
                    && SourceColumn.takesNumbers(column, definitions, options.mapping());
        }
        return asNumbers;
    }

    /** Moves rows that belong to the header, such as a row of units, from the sample to the header. */
    private static Header withHeaderRows(Header plan, Sample sample, ReadingOptions options, RecordFeed feed) {
        HeaderRows headerRows = new HeaderRows(plan, sample, options.missing());
        int below = headerRows.count();
        sample.skip(below);
        if (sample.records() > below) {
            feed.header(sample.line(below));
        }
        return plan.withUnits(headerRows.units(below));
    }

    private static List<SourceColumn> columns(
            Header header, Map<String, PropertyType> definitions, int capacity, ReadingOptions options) {
        List<SourceColumn> columns = new ArrayList<>();
        for (Header.Column column : header.columns()) {
            for (String target : column.targets()) {
                columns.add(SourceColumn.of(column, target, definitions.get(target), capacity, options.mapping()));
            }
        }
        return columns;
    }

    private static RecordBatch batch(List<SourceColumn> columns, Destination destination, int capacity) {
        StoredEpisode stored = destination.stored();
        AgentTypes types = stored == null ? new AgentTypes() : stored.keys().agentTypes();
        return new RecordBatch(
                capacity,
                types,
                columns.stream()
                        .map(SourceColumn::property)
                        .flatMap(Optional::stream)
                        .toList());
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

    @PreDestroy
    void close() {
        resources.spool().close();
    }
}
