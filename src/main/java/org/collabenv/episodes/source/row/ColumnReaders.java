package org.collabenv.episodes.source.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.MappingSuggestion;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.value.AgentLabelReader;
import org.collabenv.episodes.source.value.AgentNumberReader;
import org.collabenv.episodes.source.value.AgentTypeReader;
import org.collabenv.episodes.source.value.CoordinateReader;
import org.collabenv.episodes.source.value.FieldReader;
import org.collabenv.episodes.source.value.FrameNumberReader;
import org.collabenv.episodes.source.value.IgnoredReader;
import org.collabenv.episodes.source.value.NameParser;
import org.collabenv.episodes.source.value.NumberListReader;
import org.collabenv.episodes.source.value.PropertyIdReader;
import org.collabenv.episodes.source.value.PropertyReader;
import org.collabenv.episodes.source.value.RowNames;
import org.collabenv.episodes.source.value.SecondsReader;
import org.collabenv.episodes.source.value.TimeAxis;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.source.value.TimestampReader;
import org.collabenv.episodes.source.value.ValueReader;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Suggestion;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Creates the reader of each column of the file. */
public final class ColumnReaders {

    private @Nullable Suggestion rate;
    private final Header header;
    private final RecordBatch batch;
    private final ReadingOptions options;
    private final Sample sample;
    private final TimeFormat format;
    private final TimeAxis axis;
    private final RowNames names;
    private final Limits limits;
    private final @Nullable StoredEpisode stored;

    /** True if the agents must be like those of the stored episode: all whole numbers, or all labels. */
    private final boolean appends;

    /**
     * @param sample the first records, which decide how times and agents are read
     * @param format the format of timestamps
     * @param axis converts times to frames
     * @param names receives the names in a row, such as the label of its agent
     * @param destination its stored episode, if it has one, decides how agents and times are read
     */
    public ColumnReaders(
            Header header,
            RecordBatch batch,
            ReadingOptions options,
            Sample sample,
            TimeFormat format,
            TimeAxis axis,
            RowNames names,
            Destination destination,
            Limits limits) {
        this.header = header;
        this.batch = batch;
        this.options = options;
        this.sample = sample;
        this.format = format;
        this.axis = axis;
        this.names = names;
        this.limits = limits;
        this.stored = destination.stored();
        this.appends = stored != null && destination instanceof Destination.Observations;
    }

    /**
     * Returns a reader for each column of the file, in its order.
     *
     * @param columns the header's targets in order; the type of each time and agent is set here
     */
    public FieldReader[] of(List<SourceColumn> columns) {
        List<FieldReader> readers = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < header.columns().size(); i++) {
            int targets = header.columns().get(i).targets().size();
            List<SourceColumn> ofField = columns.subList(next, next + targets);
            next += targets;
            readers.add(targets == 0 ? new IgnoredReader() : reader(i, ofField));
        }
        return readers.toArray(FieldReader[]::new);
    }

    /** Returns the frame rate that the times of the sample have themselves; null if they do not tell, or give frames. */
    public @Nullable Suggestion rate() {
        return rate;
    }

    private FieldReader reader(int index, List<SourceColumn> targets) {
        SourceColumn column = targets.get(0);
        return switch (column.role()) {
            case TIME -> time(index, column);
            case AGENT -> agent(index, column);
            case AGENT_TYPE ->
                new AgentTypeReader(
                        parser(column, "An agent type"), batch.agentTypes(), batch.agentType(), limits.agentTypes());
            case PROPERTY_ID -> new PropertyIdReader(parser(column, "A property id"), names);
            case VALUE -> new ValueReader(names);
            case POSITION, VELOCITY -> coordinate(column);
            case PROPERTY -> property(targets);
        };
    }

    private NameParser parser(SourceColumn column, String what) {
        return new NameParser(column.source(), options.missing(), what);
    }

    private FieldReader coordinate(SourceColumn column) {
        var coordinate = Objects.requireNonNull(column.coordinate());
        return new CoordinateReader(
                column.source(), options.missing(), batch.coordinate(coordinate), coordinate.required());
    }

    private FieldReader property(List<SourceColumn> targets) {
        String source = targets.get(0).source();
        if (targets.size() == 1) {
            return new PropertyReader(
                    source,
                    options.missing(),
                    column(targets.get(0)),
                    targets.get(0).isAskedAsNumbers());
        }
        double[][] elements =
                targets.stream().map(target -> column(target).numbers()).toArray(double[][]::new);
        return new NumberListReader(source, options.missing(), elements);
    }

    private static PropertyColumn column(SourceColumn property) {
        return property.property().orElseThrow(() -> new IllegalStateException("A property has no column"));
    }

    private FieldReader time(int index, SourceColumn column) {
        boolean storedByTimes = stored != null && stored.loadedByTimes();
        TimeColumn times = new TimeColumn(header, index, sample, options, format, storedByTimes);
        TimeColumn.Kind kind = times.decide();
        if (kind == TimeColumn.Kind.FRAMES && stored == null && options.timeOrigin() != null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "time_origin is given, but the column '%s' holds whole frames: pass mapping=%s=time_index:seconds if the values are seconds"
                            .formatted(column.source(), column.source()),
                    List.of(MappingSuggestion.of(
                            options.mapping(), column.source(), ColumnRole.TIME_TARGET + ":seconds")));
        }
        if (stored != null && kind != TimeColumn.Kind.FRAMES && axis.origin() == null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The column '%s' gives times, but the episode was loaded by frame numbers: pass time_origin, the time of its frame 0"
                            .formatted(column.source()));
        }
        column.type(kind.word());
        if (kind != TimeColumn.Kind.FRAMES && stored == null) {
            rate = times.rate().orElse(null);
        }
        return switch (kind) {
            case FRAMES -> new FrameNumberReader(column.source(), options.missing(), batch.timeIndex());
            case SECONDS ->
                new SecondsReader(column.source(), options.missing(), batch.timeIndex(), axis, times.secondsPerUnit());
            case TIMESTAMPS -> new TimestampReader(column.source(), options.missing(), batch.timeIndex(), axis, format);
        };
    }

    private FieldReader agent(int index, SourceColumn column) {
        boolean labelsAreKnown = stored != null && !stored.labels().isEmpty();
        if (appends && !labelsAreKnown && header.columns().get(index).readAs() == ReadAs.LABELS) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The agents of the stored episode are whole numbers, so those of the column '%s' cannot be labels: store the rows as an episode of their own, or give the agents numbers"
                            .formatted(column.source()));
        }
        boolean labelsAreNew = !appends && AgentColumn.holdsLabels(header, index, sample, options);
        if (labelsAreKnown || labelsAreNew) {
            column.type("label");
            return new AgentLabelReader(parser(column, "The label of an agent"), names);
        }
        column.type("integer");
        return new AgentNumberReader(column.source(), options.missing(), batch.agentId());
    }
}
