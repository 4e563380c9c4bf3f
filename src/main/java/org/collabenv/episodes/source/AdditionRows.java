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
        if (header.of(ColumnRole.AGENT_TYPE_TARGET) == null) {
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
        int given = batch.agentType()[row];
        if (given == RecordBatch.ANY_TYPE && types.size() > 1) {
            throw new IngestException(
                    Problem.AMBIGUOUS_KEY,
                    "The agent '%s' (%s %d) is there with the types %s: give the file a column with the type"
                            .formatted(named, report.errors().ofRows() ? "row" : "line", report.place(), types));
        }
        String type = given != RecordBatch.ANY_TYPE
                ? batch.agentTypes().id(given)
                : types.stream().findFirst().orElse("");
        Integer number = labels.find(type, named);
        if (number == null) {
            report.row(agentColumn, named, "unknown_key", "The episode has no agent of this label");
        } else {
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
        if (valuesOf.size() == Header.MOST_COLUMNS) {
            throw new IngestException(
                    Problem.INVALID_HEADER, "The file names more than %d properties".formatted(Header.MOST_COLUMNS));
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
            if (column.type() == null && SourceColumn.present(column, size) > 0) {
                SourceColumn.decideType(column, size);
            }
        }
    }
}
