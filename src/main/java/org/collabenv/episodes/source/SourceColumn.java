package org.collabenv.episodes.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.TextColumn;
import org.jspecify.annotations.Nullable;

/** One target of a column of the file, and the count of its values so far. */
final class SourceColumn {

    private final String source;
    private final String target;
    private final ColumnRole role;
    private final @Nullable Coordinate coordinate;
    private final @Nullable PropertyColumn property;
    private long values;

    private SourceColumn(String source, String target, ColumnRole role, @Nullable PropertyColumn property) {
        this.source = source;
        this.target = target;
        this.role = role;
        this.coordinate = ColumnRole.coordinate(target);
        this.property = property;
    }

    /**
     * @param source the column's name in the file
     * @param target what it becomes
     * @param type if that is a property, its type where it is known
     * @param capacity rows in a batch
     */
    static SourceColumn of(String source, String target, @Nullable PropertyType type, int capacity) {
        ColumnRole role = ColumnRole.of(target);
        PropertyColumn property = role == ColumnRole.PROPERTY ? new PropertyColumn(target, type, capacity) : null;
        return new SourceColumn(source, target, role, property);
    }

    String source() {
        return source;
    }

    ColumnRole role() {
        return role;
    }

    Optional<PropertyColumn> property() {
        return Optional.ofNullable(property);
    }

    /** What reads one field of the file into its targets: none, one, or the elements of a list. */
    static FieldReader reader(List<SourceColumn> targets, RecordBatch batch) {
        if (targets.isEmpty()) {
            return new FieldReader.Ignored();
        } else if (targets.size() == 1) {
            return targets.get(0).reader(batch);
        }
        List<double[]> elements = new ArrayList<>();
        for (SourceColumn element : targets) {
            elements.add(element.property()
                    .orElseThrow(() -> new IllegalStateException("An element of a list becomes " + element.target))
                    .numbers());
        }
        return new FieldReader.NumberList(targets.get(0).source, elements.toArray(double[][]::new));
    }

    private FieldReader reader(RecordBatch batch) {
        if (property != null) {
            return new FieldReader.Property(source, property);
        } else if (coordinate != null) {
            return new FieldReader.Real(source, batch.coordinate(coordinate), coordinate.required());
        } else if (role == ColumnRole.AGENT_TYPE) {
            return new FieldReader.Type(source, batch.agentTypes(), batch.agentType());
        }
        // One more frame than the highest must still be a number of frames.
        return role == ColumnRole.TIME
                ? new FieldReader.WholeNumber(source, batch.timeIndex(), Integer.MAX_VALUE - 1)
                : new FieldReader.WholeNumber(source, batch.agentId(), Integer.MAX_VALUE);
    }

    /** Counts a full batch, and gives a new property its type by the first batch that holds a value of it. */
    void endBatch(RecordBatch batch) {
        if (property != null) {
            long inBatch = 0;
            for (int row = 0; row < batch.size(); row++) {
                inBatch += property.isMissing(row) ? 0 : 1;
            }
            values += inBatch;
            if (property.type() == null && inBatch > 0) {
                decideType(property, batch.size());
            }
        } else if (coordinate != null) {
            double[] numbers = batch.coordinate(coordinate);
            for (int row = 0; row < batch.size(); row++) {
                values += Double.isNaN(numbers[row]) ? 0 : 1;
            }
        } else {
            values += batch.size();
        }
    }

    private static void decideType(PropertyColumn property, int size) {
        TextColumn texts = property.texts();
        for (int row = 0; row < size; row++) {
            int start = texts.start(row);
            int length = texts.end(row) - start;
            if (length > 0 && !Numbers.isNumberByItself(texts.chars(), start, length)) {
                property.decide(PropertyType.STRING);
                return;
            }
        }
        for (int row = 0; row < size; row++) {
            int start = texts.start(row);
            property.numbers()[row] = Numbers.real(texts.chars(), start, texts.end(row) - start);
        }
        property.decide(PropertyType.FLOAT);
    }

    ColumnSummary summary(long rows) {
        return new ColumnSummary(source, target, role, type(), values, rows - values);
    }

    private @Nullable String type() {
        if (property != null) {
            PropertyType type = property.type();
            return type == null ? null : type.dataType();
        }
        return switch (role) {
            case TIME, AGENT -> "integer";
            case AGENT_TYPE -> PropertyType.STRING.dataType();
            case POSITION, VELOCITY, PROPERTY -> PropertyType.FLOAT.dataType();
        };
    }
}
