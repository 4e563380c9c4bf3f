package org.collabenv.episodes.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.collabenv.episodes.source.check.CheckThresholds;
import org.collabenv.episodes.source.check.Checks;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.header.ColumnAliases;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.HeaderPlanner;
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
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Decides how a file is read, from its header and first records; keeps what is decided for a preview of what is refused. */
final class Opening {

    private final RecordFeed feed;
    private final ReadingOptions options;
    private final Vocabulary vocabulary;
    private final Destination destination;
    private final ColumnAliases aliases;
    private final Limits limits;
    private final CheckThresholds thresholds;

    private @Nullable Header header;
    private @Nullable Sample sample;
    private List<String> missing = List.of();

    /**
     * @param feed the file, which the caller closes until {@link #source} has returned
     * @param vocabulary the definitions that exist
     */
    Opening(
            RecordFeed feed,
            ReadingOptions options,
            Vocabulary vocabulary,
            Destination destination,
            ColumnAliases aliases,
            Limits limits,
            CheckThresholds thresholds) {
        this.thresholds = thresholds;
        this.feed = feed;
        this.options = options;
        this.vocabulary = vocabulary;
        this.destination = destination;
        this.aliases = aliases;
        this.limits = limits;
    }

    /** Returns the header as far as it is decided; null if it cannot be read. */
    @Nullable
    Header header() {
        return header;
    }

    /** Returns the first records; null if none were read. */
    @Nullable
    Sample sample() {
        return sample;
    }

    /** Returns the targets that no column gives. */
    List<String> missing() {
        return missing;
    }

    /**
     * Returns the source of the file's rows.
     *
     * @throws IngestException if the header lacks what the destination needs, or the first records do not tell how to read
     *     the others
     * @throws IOException if the upload breaks
     */
    RecordSource source() throws IOException {
        Header plan =
                new HeaderPlanner(aliases, options.mapping(), destination, options.keypoints()).plan(feed.columns());
        header = plan;
        missing = plan.missing(destination, options.agent() != null);
        if (!missing.isEmpty()) {
            throw refusal(plan);
        }
        Map<String, PropertyType> definitions = definitions(plan);
        int width = Math.max(1, plan.columns().size());
        int most = Math.max(1, Math.min(BatchSize.ROWS, BatchSize.VALUES / width));
        boolean[] asNumbers = asNumbers(plan, definitions);
        feed.begin(asNumbers);
        Sample first = Sample.of(feed, asNumbers, most, BatchSize.CHARS);
        sample = first;
        int capacity = first.isWholeFile() ? Math.max(1, first.records()) : most;
        Header decided = withHeaderRows(plan, first);
        header = decided;

        TimeFormat format = Timestamps.format(decided, first, options);
        first.findData(decided, options.missing(), format);
        List<SourceColumn> columns = columns(decided, definitions, capacity);
        RecordBatch batch = batch(columns, capacity);
        TimeAxis axis = new TimeAxis(options.effectiveFrameRate());
        if (options.timeOrigin() != null) {
            axis.startAt(options.timeOrigin());
        }
        RowNames names = new RowNames();
        ColumnReaders columnReaders =
                new ColumnReaders(decided, batch, options, first, format, axis, names, destination, limits);
        FieldReader[] readers = columnReaders.of(columns);
        RowReport report = new RowReport(new RowErrors(feed.place() == RecordPlace.ROW), this::nameOf);
        Checks checks = new Checks(thresholds, report.errors().placeWord(), columnReaders.rate());
        RowCompletion completion = destination instanceof Destination.PropertyValues values
                ? new AdditionCompletion(batch, decided, options, vocabulary, names, values.stored())
                : new ObservationCompletion(batch, decided, options, names, destination.stored(), axis, limits, checks);
        RowSink rows = new RowSink(feed, readers, completion, batch, report);
        return new RecordSource(feed, decided, options, vocabulary, first, columns, batch, completion, report, rows);
    }

    private String nameOf(String column, long place, int part) {
        List<String> names = feed.columns().stream().map(FileColumn::name).toList();
        return names.contains(column) ? feed.nameOf(names.indexOf(column), place, part) : column;
    }

    /** Returns the refusal of a file that lacks columns, after a look at its first rows. */
    private IngestException refusal(Header plan) throws IOException {
        boolean[] asText = new boolean[plan.columns().size()];
        feed.begin(asText);
        Sample first = Sample.of(feed, asText, MissingColumns.SAMPLE, BatchSize.CHARS);
        first.skip(new HeaderRows(plan, first, options.missing()).count());
        first.findData(plan, options.missing(), TimeFormat.ISO);
        sample = first;
        return new MissingColumns(plan, first, options).refusal(missing);
    }

    /** Returns the types of those of the file's properties that are defined. */
    private Map<String, PropertyType> definitions(Header plan) {
        Set<String> properties = new TreeSet<>();
        for (Header.Column column : plan.columns()) {
            column.targets().stream()
                    .filter(target -> column.role(target) == ColumnRole.PROPERTY)
                    .forEach(properties::add);
        }
        return properties.isEmpty() ? Map.of() : vocabulary.propertyTypes(properties);
    }

    private boolean[] asNumbers(Header plan, Map<String, PropertyType> definitions) {
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
    private Header withHeaderRows(Header plan, Sample first) {
        HeaderRows headerRows = new HeaderRows(plan, first, options.missing());
        int below = headerRows.count();
        first.skip(below);
        if (first.records() > below) {
            feed.header(first.line(below));
        }
        return plan.withUnits(headerRows.units(below));
    }

    private List<SourceColumn> columns(Header decided, Map<String, PropertyType> definitions, int capacity) {
        List<SourceColumn> columns = new ArrayList<>();
        for (Header.Column column : decided.columns()) {
            for (String target : column.targets()) {
                columns.add(SourceColumn.of(column, target, definitions.get(target), capacity, options.mapping()));
            }
        }
        return columns;
    }

    private RecordBatch batch(List<SourceColumn> columns, int capacity) {
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
}
