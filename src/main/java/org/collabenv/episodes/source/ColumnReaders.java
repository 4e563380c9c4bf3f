package org.collabenv.episodes.source;

import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jspecify.annotations.Nullable;

/** Makes the reader of each column of the file. */
final class ColumnReaders {

    private final Header header;
    private final List<SourceColumn> columns;
    private final RecordBatch batch;
    private final ReadingOptions options;
    private final Sample sample;
    private final TimeAxis axis;
    private final Limits limits;
    private final Destination.@Nullable Stored stored;

    /** Whether its agents must be what those of the stored episode are: all whole numbers, or all labels. */
    private final boolean appends;

    private FieldReader.@Nullable Name agent;
    private FieldReader.@Nullable Name property;
    private FieldReader.@Nullable Value value;

    /**
     * @param columns the header's targets in order
     * @param sample the first records, by which times and agents are told apart
     * @param axis turns times into frames
     * @param destination what is known of a stored episode says how its agents and times are read
     */
    ColumnReaders(
            Header header,
            List<SourceColumn> columns,
            RecordBatch batch,
            ReadingOptions options,
            Sample sample,
            TimeAxis axis,
            Destination destination,
            Limits limits) {
        this.limits = limits;
        this.header = header;
        this.columns = columns;
        this.batch = batch;
        this.options = options;
        this.sample = sample;
        this.axis = axis;
        this.stored = destination.stored();
        this.appends = stored != null && destination instanceof Destination.Observations;
    }

    /** A reader for each column of the file, in its order. */
    List<FieldReader> all() {
        List<FieldReader> readers = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < header.columns().size(); i++) {
            int targets = header.columns().get(i).targets().size();
            List<SourceColumn> ofField = columns.subList(next, next + targets);
            next += targets;
            readers.add(targets == 0 ? new FieldReader.Ignored() : reader(i, ofField));
        }
        return readers;
    }

    private FieldReader reader(int index, List<SourceColumn> targets) {
        SourceColumn column = targets.get(0);
        return switch (column.role()) {
            case TIME -> time(index, column);
            case AGENT -> agent(index, column);
            case AGENT_TYPE ->
                new FieldReader.Type(
                        new FieldReader.Name(column.source(), options.missing(), "An agent type"),
                        batch.agentTypes(),
                        batch.agentType(),
                        limits.agents());
            case PROPERTY_ID -> {
                property = new FieldReader.Name(column.source(), options.missing(), "A property's id");
                yield property;
            }
            case VALUE -> {
                value = new FieldReader.Value(column.source(), new ValueCell());
                yield value;
            }
            case POSITION, VELOCITY, PROPERTY -> SourceColumn.reader(targets, batch, options.missing());
        };
    }

    private FieldReader time(int index, SourceColumn column) {
        TimeColumn times = new TimeColumn(
                header.columns().get(index), index, sample, options, stored != null && stored.loadedByTimes());
        TimeColumn.Kind kind = times.decide();
        if (kind == TimeColumn.Kind.FRAMES && stored == null && options.timeOrigin() != null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "time_origin is given, but the column '%s' holds whole frames: pass mapping=%s=time_index:seconds if they are seconds"
                            .formatted(column.source(), column.source()));
        }
        if (stored != null && kind != TimeColumn.Kind.FRAMES && axis.origin() == null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The column '%s' gives times, but the episode was loaded by frame numbers: pass time_origin, the time of its frame 0"
                            .formatted(column.source()));
        }
        column.type(kind.word());
        return switch (kind) {
            case FRAMES -> new FieldReader.FrameNumber(column.source(), options.missing(), batch.timeIndex());
            case SECONDS ->
                new FieldReader.Seconds(
                        column.source(), options.missing(), batch.timeIndex(), axis, times.secondsPerUnit());
            case TIMESTAMPS -> new FieldReader.Timestamps(column.source(), options.missing(), batch.timeIndex(), axis);
        };
    }

    private FieldReader agent(int index, SourceColumn column) {
        boolean labelsAreKnown = stored != null && !stored.labels().isEmpty();
        boolean labelsAreNew =
                !appends && AgentColumn.holdsLabels(header.columns().get(index), index, sample, options.missing());
        if (labelsAreKnown || labelsAreNew) {
            column.type("label");
            agent = new FieldReader.Name(column.source(), options.missing(), "The label of an agent");
            return agent;
        }
        column.type("integer");
        return new FieldReader.AgentNumber(column.source(), options.missing(), batch.agentId());
    }

    /** What completes the rows that the readers have read; asked after {@link #all}. */
    RowEnd rowEnd(Destination destination, Vocabulary vocabulary) {
        if (destination instanceof Destination.Observations observations) {
            return new ObservationRows(batch, header, options, agent, observations, axis, limits.agents());
        }
        AgentLabels labels = ((Destination.PropertyValues) destination).stored().labels();
        return new AdditionRows(batch, header, options, vocabulary, agent, property, value, labels);
    }
}
