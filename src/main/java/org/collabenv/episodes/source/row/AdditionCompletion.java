package org.collabenv.episodes.source.row;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.options.BatchSize;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.PropertyReader;
import org.collabenv.episodes.source.value.RowNames;
import org.collabenv.episodes.source.value.RowReport;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.ObservationKeys.FrameRange;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.collabenv.episodes.trajectory.Warning;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Completes the rows of a file that adds property values to stored observations: replaces the labels of agents with
 * their numbers and, in a file of one value per line, gives the value to its property.
 */
public final class AdditionCompletion implements RowCompletion {

    private final RecordBatch batch;
    private final MissingValues missing;
    private final Vocabulary vocabulary;
    private final RowNames names;
    private final StoredEpisode stored;
    private final AgentLabels labels;
    private final boolean typeIsGiven;
    private final @Nullable String agentColumn;
    /** The column of values in a file of one value per line; null in any other file. */
    private final @Nullable String valueColumn;

    private final Map<String, PropertyReader> valuesOf = new HashMap<>();

    /**
     * @param names holds the label of the row's agent, and its property and value if the file has one value per line
     */
    public AdditionCompletion(
            RecordBatch batch,
            Header header,
            ReadingOptions options,
            Vocabulary vocabulary,
            RowNames names,
            StoredEpisode stored) {
        this.batch = batch;
        this.missing = options.missing();
        this.vocabulary = vocabulary;
        this.names = names;
        this.stored = stored;
        this.labels = stored.labels();
        Header.Column agent = header.of(ColumnRole.AGENT_TARGET);
        this.agentColumn = agent == null ? null : agent.name();
        this.typeIsGiven = header.of(ColumnRole.AGENT_TYPE_TARGET) != null;
        this.valueColumn = header.valueColumn();
        if (batch.properties().isEmpty() && valueColumn == null) {
            throw new IngestException(
                    Problem.INVALID_HEADER, "The file has no column that is a property of the observations");
        }
        if (!typeIsGiven) {
            batch.fillAgentType(RecordBatch.ANY_TYPE);
        }
        if (agent == null) {
            useAgent(Objects.requireNonNull(options.agent()));
        }
    }

    /** Sets the same agent in every row: a number is put into the batch at once, a label is looked up row by row. */
    private void useAgent(String agent) {
        long number = Numbers.integer(agent);
        if (labels.isEmpty() && number != Numbers.NOT_AN_INT) {
            batch.fillAgentId((int) number);
        } else {
            names.agent(agent);
        }
    }

    @Override
    public boolean complete(int row, RowReport report) {
        String label = names.agent();
        if (label != null) {
            findAgent(label, row, report);
        }
        String property = names.property();
        if (valueColumn != null && property != null) {
            takeValue(property, valueColumn, row, report);
        }
        return !report.rowIsBad();
    }

    /** A file of properties has no positions, so that every animal in it was seen. */
    @Override
    public UnseenRows unseen() {
        return new UnseenRows();
    }

    /** Values change no tracks. */
    @Override
    public List<Warning> warnings() {
        return List.of();
    }

    private void findAgent(String label, int row, RowReport report) {
        Set<String> types = labels.typesOf(label);
        if (!typeIsGiven && types.size() > 1) {
            throw new IngestException(
                    Problem.AMBIGUOUS_KEY,
                    "The agent '%s' (%s %d) exists with the types %s: add a column with the type to the file"
                            .formatted(label, report.errors().placeWord(), report.place(), types));
        }
        String type = typeIsGiven
                ? batch.agentTypes().id(batch.agentType()[row])
                : types.stream().findFirst().orElse("");
        Integer number = labels.find(type, label);
        if (number == null) {
            report.row(agentColumn, label, "unknown_key", "The episode has no agent with this label");
        } else {
            // The same number may stand for another agent in another type.
            batch.agentType()[row] = batch.agentTypes().code(type);
            batch.agentId()[row] = number;
        }
    }

    private void takeValue(String propertyId, String column, int row, RowReport report) {
        PropertyReader reader = valuesOf.computeIfAbsent(propertyId, id -> newProperty(id, column));
        for (PropertyReader other : valuesOf.values()) {
            other.target().numbers()[row] = Double.NaN;
            other.target().texts().setMissing(row);
        }
        names.readValue(reader, row, report);
    }

    private PropertyReader newProperty(String propertyId, String column) {
        Header.requireUsable(propertyId);
        if (ColumnRole.of(propertyId) != ColumnRole.PROPERTY) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "No property can be called '%s', as a column of the observations is".formatted(propertyId));
        }
        int most = Math.max(1, BatchSize.VALUES / batch.capacity());
        if (valuesOf.size() == most) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "A file of one value per line can name at most %d properties: send it in parts".formatted(most));
        }
        PropertyType defined = vocabulary.propertyTypes(List.of(propertyId)).get(propertyId);
        PropertyColumn added = new PropertyColumn(propertyId, defined, null, batch.capacity());
        Arrays.fill(added.numbers(), Double.NaN);
        batch.add(added);
        return new PropertyReader(column, missing, added, false);
    }

    @Override
    public void endBatch(int size) {
        for (PropertyReader ofValues : valuesOf.values()) {
            PropertyColumn column = ofValues.target();
            if (PropertyTypes.present(column, size) > 0) {
                PropertyTypes.noteValues(column, size);
            }
        }
    }

    /** Values change no frames. */
    @Override
    public @Nullable FrameRange frames() {
        return null;
    }

    @Override
    public EpisodeFacts facts() {
        return new EpisodeFacts(stored.numFrames(), stored.numAgents(), stored.timeOrigin(), 0, List.of());
    }

    @Override
    public @Nullable String placeOf(long rowsBefore, String placeWord) {
        return null;
    }
}
