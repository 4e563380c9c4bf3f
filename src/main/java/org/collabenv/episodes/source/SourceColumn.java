package org.collabenv.episodes.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.TextColumn;
import org.jspecify.annotations.Nullable;

/** One target of a column of the file, and the count of its values so far. */
final class SourceColumn {

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
     * @param target what the column becomes, or one of the elements of its lists
     * @param defined if that is a property, the type of its definition; null if there is none
     * @param capacity rows in a batch
     * @throws IngestException if the column cannot be read as what the property is defined as
     */
    static SourceColumn of(Header.Column column, String target, @Nullable PropertyType defined, int capacity) {
        ColumnRole role = column.role(target);
        if (role != ColumnRole.PROPERTY) {
            requireNoReading(column, role);
            return new SourceColumn(column, target, role, null);
        }
        PropertyType type = propertyType(column, target, defined);
        return new SourceColumn(column, target, role, new PropertyColumn(target, type, column.unit(), capacity));
    }

    private static @Nullable PropertyType propertyType(
            Header.Column column, String target, @Nullable PropertyType defined) {
        PropertyType asked = column.targets().size() > 1 ? PropertyType.FLOAT : asked(column);
        if (asked != null && defined != null && asked != defined) {
            throw new IngestException(
                    Problem.PROPERTY_TYPE_MISMATCH,
                    "The column '%s' is read as %s and becomes the property '%s', which is defined as %s: map it to another name"
                            .formatted(column.name(), asked.dataType(), target, defined.dataType()));
        }
        return asked == null && defined == null ? declared(column.file().kind()) : asked == null ? defined : asked;
    }

    private static void requireNoReading(Header.Column column, ColumnRole role) {
        boolean fixed =
                switch (role) {
                    case POSITION, VELOCITY, AGENT_TYPE, PROPERTY_ID, VALUE -> true;
                    case TIME, AGENT, PROPERTY -> false;
                };
        if (fixed && column.reading() != null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The mapping says how to read the column '%s', but a %s is read in one way only"
                            .formatted(column.name(), role.word()));
        }
    }

    private static @Nullable PropertyType asked(Header.Column column) {
        ColumnMapping.Reading reading = column.reading();
        if (reading == null) {
            return null;
        }
        return switch (reading) {
            case STRING -> PropertyType.STRING;
            case FLOAT -> PropertyType.FLOAT;
            case VECTOR -> PropertyType.VECTOR;
            case LABELS, FRAMES, SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS ->
                throw new IngestException(
                        Problem.INVALID_PARAMETER,
                        "The mapping reads the column '%s' as %s, but it is a property: string, float and vector are possible"
                                .formatted(column.name(), reading.name().toLowerCase(Locale.ROOT)));
        };
    }

    private static @Nullable PropertyType declared(FileColumn.Kind kind) {
        return switch (kind) {
            case UNDECLARED -> null;
            case NUMBER -> PropertyType.FLOAT;
            case NUMBERS -> PropertyType.VECTOR;
            case TEXT -> PropertyType.STRING;
        };
    }

    String source() {
        return column.name();
    }

    ColumnRole role() {
        return role;
    }

    Optional<PropertyColumn> property() {
        return Optional.ofNullable(property);
    }

    /** Whether a column's cells may come as numbers, if the file keeps them so. */
    static boolean takesNumbers(Header.Column column, Map<String, PropertyType> definitions) {
        if (column.targets().size() != 1) {
            return column.targets().isEmpty();
        }
        String target = column.targets().get(0);
        return switch (column.role(target)) {
            case POSITION, VELOCITY -> true;
            case PROPERTY -> propertyType(column, target, definitions.get(target)) == PropertyType.FLOAT;
            case TIME, AGENT, AGENT_TYPE, PROPERTY_ID, VALUE -> false;
        };
    }

    /** Says how a time or an agent is read, in the receipt's words. */
    void type(String word) {
        type = word;
    }

    /** What reads the cells of a property, a coordinate or the elements of a list. */
    static FieldReader reader(List<SourceColumn> targets, RecordBatch batch, MissingValues missing) {
        if (targets.size() == 1) {
            return targets.get(0).reader(batch, missing);
        }
        List<double[]> elements = new ArrayList<>();
        for (SourceColumn element : targets) {
            elements.add(element.property()
                    .orElseThrow(() -> new IllegalStateException("An element of a list becomes " + element.target))
                    .numbers());
        }
        return new FieldReader.NumberList(targets.get(0).source(), missing, elements.toArray(double[][]::new));
    }

    private FieldReader reader(RecordBatch batch, MissingValues missing) {
        if (property != null) {
            return new FieldReader.Property(source(), missing, property);
        } else if (coordinate != null) {
            return new FieldReader.Real(source(), missing, batch.coordinate(coordinate), coordinate.required());
        }
        throw new IllegalStateException("A column of the role " + role + " has a reader of its own");
    }

    /** Counts a full batch, and gives a new property its type by the first batch that holds a value of it. */
    void endBatch(RecordBatch batch) {
        if (property != null) {
            long inBatch = present(property, batch.size());
            values += inBatch;
            if (inBatch > 0) {
                noteValues(property, batch.size());
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

    /** Notes that a batch holds values of a property, by which a new one gets its type. */
    static void noteValues(PropertyColumn property, int size) {
        property.noteValues();
        if (property.type() == null) {
            decideType(property, size);
        }
    }

    static long present(PropertyColumn property, int size) {
        long present = 0;
        for (int row = 0; row < size; row++) {
            present += property.isMissing(row) ? 0 : 1;
        }
        return present;
    }

    /** Numbers if every value is one, lists if every value is one, text otherwise. */
    private static void decideType(PropertyColumn property, int size) {
        TextColumn texts = property.texts();
        boolean numbers = true;
        boolean lists = true;
        for (int row = 0; row < size; row++) {
            int start = texts.start(row);
            int length = texts.end(row) - start;
            if (length > 0) {
                numbers = numbers && Numbers.isNumberByItself(texts.chars(), start, length);
                lists = lists && NumberLists.json(texts.chars(), start, length) != null;
            }
        }
        if (numbers) {
            for (int row = 0; row < size; row++) {
                int start = texts.start(row);
                property.numbers()[row] = Numbers.real(texts.chars(), start, texts.end(row) - start);
            }
            property.decide(PropertyType.FLOAT);
        } else if (lists) {
            writeAsJson(texts, size);
            property.decide(PropertyType.VECTOR);
        } else {
            property.decide(PropertyType.STRING);
        }
    }

    private static void writeAsJson(TextColumn texts, int size) {
        List<Optional<String>> lists = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            int start = texts.start(row);
            int length = texts.end(row) - start;
            lists.add(
                    length == 0
                            ? Optional.empty()
                            : Optional.ofNullable(NumberLists.json(texts.chars(), start, length)));
        }
        for (int row = 0; row < size; row++) {
            char[] list = lists.get(row).orElse("").toCharArray();
            texts.set(row, list, 0, list.length);
        }
    }

    ColumnSummary summary(long rows) {
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
