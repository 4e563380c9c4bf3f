package org.collabenv.episodes.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Completes the rows of a file that adds property values to stored observations: agents from labels, and in a file of
 * one value per line the property that the value is of.
 */
final class AdditionRows implements RowEnd {

    private final RecordBatch batch;
    private final MissingValues missing;
    private final Vocabulary vocabulary;
    private final FieldReader.@Nullable Name label;
    private final FieldReader.@Nullable Name property;
    private final FieldReader.@Nullable Value value;
    private final AgentLabels labels;
    private final boolean typeIsGiven;
    private final @Nullable String constantLabel;
    private final @Nullable String agentColumn;
    private final Map<String, FieldReader.Property> valuesOf = new HashMap<>();

    AdditionRows(
            RecordBatch batch,
            Header header,
            ReadingOptions options,
            Vocabulary vocabulary,
            FieldReader.@Nullable Name label,
            FieldReader.@Nullable Name property,
            FieldReader.@Nullable Value value,
            AgentLabels labels) {
        this.batch = batch;
        this.missing = options.missing();
        this.vocabulary = vocabulary;
        this.label = label;
        this.property = property;
        this.value = value;
        this.labels = labels;
        Header.Column agent = header.of(ColumnRole.AGENT_TARGET);
        this.agentColumn = agent == null ? null : agent.name();
        this.constantLabel = agent == null ? constantAgent(options.agent()) : null;
        this.typeIsGiven = header.of(ColumnRole.AGENT_TYPE_TARGET) != null;
        if (!typeIsGiven) {
            Arrays.fill(batch.agentType(), RecordBatch.ANY_TYPE);
        }
        if (batch.properties().isEmpty() && property == null) {
            throw new IngestException(
                    Problem.INVALID_HEADER, "The file has no column that is a property of the observations");
        }
    }

    private @Nullable String constantAgent(@Nullable String agent) {
        if (agent == null || !labels.isEmpty()) {
            return agent;
        }
        long number = Numbers.integer(agent.toCharArray(), 0, agent.length());
        if (number == Numbers.NOT_AN_INT) {
            return agent;
        }
        Arrays.fill(batch.agentId(), (int) number);
        return null;
    }

    @Override
    public void end(int row, RowReport report) {
        String named = label == null ? constantLabel : label.value();
        if (named != null) {
            findAgent(named, row, report);
        }
        if (property != null && value != null && property.value() != null) {
            takeValue(property.value(), value, row, report);
        }
    }

    private void findAgent(String named, int row, RowReport report) {
        Set<String> types = labels.typesOf(named);
        if (!typeIsGiven && types.size() > 1) {
            throw new IngestException(
                    Problem.AMBIGUOUS_KEY,
                    "The agent '%s' (%s %d) is there with the types %s: give the file a column with the type"
                            .formatted(named, report.errors().placeWord(), report.place(), types));
        }
        String type = typeIsGiven
                ? batch.agentTypes().id(batch.agentType()[row])
                : types.stream().findFirst().orElse("");
        Integer number = labels.find(type, named);
        if (number == null) {
            report.row(agentColumn, named, "unknown_key", "The episode has no agent of this label");
        } else {
            // The same number may stand for another agent in another type.
            batch.agentType()[row] = batch.agentTypes().code(type);
            batch.agentId()[row] = number;
        }
    }

    private void takeValue(String propertyId, FieldReader.Value cell, int row, RowReport report) {
        FieldReader.Property reader = valuesOf.computeIfAbsent(propertyId, id -> newProperty(id, cell.column()));
        for (FieldReader.Property other : valuesOf.values()) {
            other.target().numbers()[row] = Double.NaN;
            other.target().texts().setMissing(row);
        }
        cell.cell().readInto(reader, row, report);
    }

    private FieldReader.Property newProperty(String propertyId, String column) {
        int most = Math.max(1, RecordSource.MOST_VALUES / batch.capacity());
        if (valuesOf.size() == most) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "A file of one value per line names at most %d properties: send it in parts".formatted(most));
        }
        PropertyColumn added =
                new PropertyColumn(propertyId, vocabulary.propertyTypes().get(propertyId), null, batch.capacity());
        Arrays.fill(added.numbers(), Double.NaN);
        batch.add(added);
        return new FieldReader.Property(column, missing, added);
    }

    @Override
    public void endBatch(int size) {
        for (FieldReader.Property ofValues : valuesOf.values()) {
            PropertyColumn column = ofValues.target();
            if (SourceColumn.present(column, size) > 0) {
                SourceColumn.noteValues(column, size);
            }
        }
    }
}
