package org.collabenv.episodes.source.row;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.MappingSuggestion;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** One target of a column of the file, with the number of its values so far. */
public final class SourceColumn {

    private final Header.Column column;
    private final String target;
    private final ColumnRole role;
    private final @Nullable Coordinate coordinate;
    private final @Nullable PropertyColumn property;
    private String type;
    private long values;

    private SourceColumn(Header.Column column, String target, ColumnRole role, @Nullable PropertyColumn property) {
        this.column = column;
        this.target = target;
        this.role = role;
        this.coordinate = ColumnRole.coordinate(target);
        this.property = property;
        this.type = role == ColumnRole.AGENT_TYPE ? PropertyType.STRING.dataType() : PropertyType.FLOAT.dataType();
    }

    /**
     * Creates the target of a column.
     *
     * @param target the target, or the target of one element of its lists
     * @param defined the type of the property's definition; null if there is none, or if the target is not a property
     * @param capacity rows in a batch
     * @param mapping the mapping of the upload, for suggestions
     * @throws IngestException if the column cannot be read as the property's type
     */
    public static SourceColumn of(
            Header.Column column, String target, @Nullable PropertyType defined, int capacity, ColumnMapping mapping) {
        ColumnRole role = column.role(target);
        if (role != ColumnRole.PROPERTY) {
            requireDetected(column, target, role, mapping);
            return new SourceColumn(column, target, role, null);
        }
        PropertyType type = propertyType(column, target, defined, mapping);
        return new SourceColumn(column, target, role, new PropertyColumn(target, type, column.unit(), capacity));
    }

    /** Returns whether its cells are numbers because the mapping or a rule for positions says so. */
    boolean isAskedAsNumbers() {
        return column.readAs() == ReadAs.FLOAT;
    }

    private static @Nullable PropertyType propertyType(
            Header.Column column, String target, @Nullable PropertyType defined, ColumnMapping mapping) {
        PropertyType asked = column.targets().size() > 1 ? PropertyType.FLOAT : asked(column);
        if (asked != null && defined != null && asked != defined) {
            throw new IngestException(
                    Problem.PROPERTY_TYPE_MISMATCH,
                    "The column '%s' is read as %s and becomes the property '%s', which is defined as %s: map it to another name"
                            .formatted(column.name(), asked.dataType(), target, defined.dataType()),
                    List.of(MappingSuggestion.of(
                            mapping,
                            column.name(),
                            column.targets().size() > 1
                                    ? column.name() + "_list"
                                    : new ColumnMapping.Target(target + "_" + asked.dataType(), column.readAs())
                                            .text())));
        }
        return asked == null && defined == null ? declared(column.file().kind()) : asked == null ? defined : asked;
    }

    private static void requireDetected(Header.Column column, String target, ColumnRole role, ColumnMapping mapping) {
        boolean fixed =
                switch (role) {
                    case POSITION, VELOCITY, AGENT_TYPE, PROPERTY_ID, VALUE -> true;
                    case TIME, AGENT, PROPERTY -> false;
                };
        if (fixed && column.readAs() != null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The mapping says how to read the column '%s', but a column with the role %s can be read in one way only"
                            .formatted(column.name(), role.word()),
                    List.of(MappingSuggestion.of(mapping, column.name(), target)));
        }
    }

    private static @Nullable PropertyType asked(Header.Column column) {
        ReadAs readAs = column.readAs();
        if (readAs == null) {
            return null;
        }
        return switch (readAs) {
            case STRING -> PropertyType.STRING;
            case FLOAT -> PropertyType.FLOAT;
            case VECTOR -> PropertyType.VECTOR;
            case LABELS, FRAMES, SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS ->
                throw new IngestException(
                        Problem.INVALID_PARAMETER,
                        "The mapping reads the column '%s' as %s, but the column is a property: string, float and vector are possible"
                                .formatted(column.name(), readAs.word()));
        };
    }

    private static @Nullable PropertyType declared(FileColumn.Kind kind) {
        return switch (kind) {
            case UNDECLARED, PART, LEFT_OUT -> null;
            case NUMBER -> PropertyType.FLOAT;
            case NUMBERS -> PropertyType.VECTOR;
            case TEXT -> PropertyType.STRING;
        };
    }

    /** Returns whether the cells of a column can be handed out as numbers if the file stores them as numbers. */
    public static boolean takesNumbers(
            Header.Column column, Map<String, PropertyType> definitions, ColumnMapping mapping) {
        if (column.targets().size() != 1) {
            return column.targets().isEmpty();
        }
        String target = column.targets().get(0);
        return switch (column.role(target)) {
            case POSITION, VELOCITY -> true;
            case PROPERTY -> propertyType(column, target, definitions.get(target), mapping) == PropertyType.FLOAT;
            case TIME, AGENT, AGENT_TYPE, PROPERTY_ID, VALUE -> false;
        };
    }

    String source() {
        return column.name();
    }

    ColumnRole role() {
        return role;
    }

    @Nullable
    Coordinate coordinate() {
        return coordinate;
    }

    public Optional<PropertyColumn> property() {
        return Optional.ofNullable(property);
    }

    /** Sets the word with which the receipt says how a time or an agent is read. */
    void type(String word) {
        type = word;
    }

    /** Counts the values of a finished batch, which decide the type of a new property. */
    public void endBatch(RecordBatch batch) {
        if (property != null) {
            long inBatch = PropertyTypes.present(property, batch.size());
            values += inBatch;
            if (inBatch > 0) {
                PropertyTypes.noteValues(property, batch.size());
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

    /**
     * Returns what the column became.
     *
     * @param rows rows of the file that were accepted
     */
    public ColumnSummary summary(long rows) {
        return new ColumnSummary(source(), target, role, type(), values, rows - values, column.reason());
    }

    private @Nullable String type() {
        if (property != null) {
            PropertyType decided = property.type();
            return decided == null ? null : decided.dataType();
        }
        return type;
    }
}
