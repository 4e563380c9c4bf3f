package org.collabenv.episodes.source.header;

import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.Texts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * A file's header, with the targets of each column.
 *
 * @param columns the columns in the file's order
 * @param position the rule that gives the position of a row
 */
public record Header(List<Column> columns, PositionRule position) {

    private static final int LONGEST_NAME = 200;

    /**
     * A column and its targets.
     *
     * @param targets the targets: none if the column is ignored, one, or several for a list of numbers
     * @param group the group of the names that matched: 0 for a frame number, more for a time
     * @param readAs how its cells are read; null to detect it from them
     * @param unit the unit of its values; null if the header gives none
     * @param ofValueFile its role in a file of one value per line; null for the key columns of such a file and in any
     *     other file
     * @param reason the reason for its targets, for people
     */
    public record Column(
            FileColumn file,
            List<String> targets,
            int group,
            @Nullable ReadAs readAs,
            @Nullable String unit,
            @Nullable ColumnRole ofValueFile,
            String reason) {

        /** Creates a column whose role follows from its target. */
        public Column(
                FileColumn file,
                List<String> targets,
                int group,
                @Nullable ReadAs readAs,
                @Nullable String unit,
                String reason) {
            this(file, targets, group, readAs, unit, null, reason);
        }

        /** Returns the role of one of its targets. */
        public ColumnRole role(String target) {
            return ofValueFile == null ? ColumnRole.of(target) : ofValueFile;
        }

        public String name() {
            return file.name();
        }

        /** Returns its name without case and separators. */
        public String plainName() {
            return ColumnName.plain(name());
        }

        /** Returns whether its target follows from its name, and not from the mapping. */
        public boolean isGuessed() {
            return !reason.equals(HeaderPlanner.MAPPED);
        }

        Column ownProperty(String because) {
            return new Column(file, List.of(name()), 0, readAs, null, because);
        }

        /** Returns this column with another target, read as numbers whatever its first values look like. */
        Column numbers(String target, String because) {
            return new Column(file, List.of(target), 0, ReadAs.FLOAT, unit, because);
        }

        Column readOver(String because) {
            return new Column(file, List.of(), 0, null, null, because);
        }

        Column with(@Nullable String unitOfItsRow) {
            return unit != null || unitOfItsRow == null
                    ? this
                    : new Column(file, targets, group, readAs, unitOfItsRow, ofValueFile, reason);
        }
    }

    /** Returns the column that has only this target; null if there is none. */
    @Nullable
    public Column of(String target) {
        return columns.stream()
                .filter(column -> column.targets().equals(List.of(target)))
                .findFirst()
                .orElse(null);
    }

    /** Returns the name of the column of values in a file of one value per line; null for any other file. */
    public @Nullable String valueColumn() {
        return columns.stream()
                .filter(column -> column.ofValueFile() == ColumnRole.VALUE)
                .map(Column::name)
                .findFirst()
                .orElse(null);
    }

    /** Returns whether the file itself gives a velocity. */
    public boolean givesVelocity() {
        return columns.stream()
                .anyMatch(column -> column.targets().size() == 1
                        && ColumnRole.of(column.targets().get(0)) == ColumnRole.VELOCITY);
    }

    /** Returns the names of the columns that are ignored, such as the row index that a data frame writes. */
    public List<String> ignored() {
        return columns.stream()
                .filter(column -> column.targets().isEmpty())
                .map(Column::name)
                .toList();
    }

    /** Returns the header with the units from a row below it. */
    public Header withUnits(List<@Nullable String> units) {
        List<Column> with = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            with.add(columns.get(i).with(units.get(i)));
        }
        return new Header(List.copyOf(with), position);
    }

    /**
     * Returns the targets that the rows need and no column gives.
     *
     * @param agentIsGiven whether the upload names the agent of every row
     */
    public List<String> missing(Destination destination, boolean agentIsGiven) {
        List<String> required = new ArrayList<>(List.of(ColumnRole.TIME_TARGET));
        if (!agentIsGiven) {
            required.add(ColumnRole.AGENT_TARGET);
        }
        if (destination instanceof Destination.Observations && position instanceof PositionRule.Given) {
            required.addAll(List.of("x", "y"));
        }
        return required.stream().filter(target -> of(target) == null).toList();
    }

    /** Returns the position of the column that has only this target; -1 if there is none. */
    public int indexOf(String target) {
        Column column = of(target);
        return column == null ? -1 : columns.indexOf(column);
    }

    /**
     * Returns whether a column is one property, and only so since its name says nothing else; a mapping that names it means no
     * other column.
     */
    public boolean isGuessedProperty(Column column) {
        return column.targets().size() == 1
                && column.isGuessed()
                && column.role(column.targets().get(0)) == ColumnRole.PROPERTY
                && isUnique(column.name());
    }

    private boolean isUnique(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).count() == 1;
    }

    /** Returns the names of all columns, for a message. */
    public String names() {
        return names(columns.stream().map(Column::file).toList());
    }

    /** Returns a sentence that says how to name what is missing. */
    public String advice(List<String> missing) {
        boolean noNames = columns.stream()
                .allMatch(column -> column.name().isEmpty()
                        || Numbers.isNumberByItself(
                                column.name().toCharArray(), 0, column.name().length()));
        if (noNames) {
            return ". The column names are numbers: the file seems to have no header line";
        }
        return missing.contains(ColumnRole.AGENT_TARGET)
                ? ". Name the columns with mapping=<column>=<target>, or pass agent_id if the file has only one agent"
                : ". Name the columns with mapping=<column>=<target>";
    }

    static void requireShort(String name) {
        if (name.length() > LONGEST_NAME) {
            throw refused("A column name has %d characters, but at most %d are allowed: %s"
                    .formatted(name.length(), LONGEST_NAME, shown(name)));
        }
    }

    /** Refuses a name that no column or property can have. */
    public static void requireUsable(String name) {
        requireShort(name);
        boolean storable = Texts.isStorable(name);
        if (!storable || name.chars().anyMatch(Character::isISOControl)) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "The column name '%s' holds a control character or is not UTF-8 (pass encoding if the file has another encoding)"
                            .formatted(shown(name)),
                    name.indexOf(Texts.MALFORMED) >= 0
                            ? List.of(Suggestion.of("encoding", "windows-1252"))
                            : List.of());
        }
    }

    static String names(List<FileColumn> columns) {
        return shown(String.join(", ", columns.stream().map(FileColumn::name).toList()));
    }

    static String shown(String text) {
        String printable = Texts.printable(text).replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST_NAME * 2 ? printable : printable.substring(0, LONGEST_NAME * 2) + "…";
    }

    static IngestException refused(String detail) {
        return new IngestException(Problem.INVALID_HEADER, detail);
    }
}
