package org.collabenv.episodes.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A file's header and what each of its columns becomes.
 *
 * @param columns in the file's order
 * @param position where the position of a row comes from
 */
record Header(List<Column> columns, PositionRule position) {

    /** Columns of a file. Each costs some kilobytes while it loads, so a header must not have any number of them. */
    static final int MOST_COLUMNS = 4096;

    private static final int LONGEST_NAME = 200;

    /**
     * A column and what it becomes.
     *
     * @param targets none if it is read over, one, or several for a list of numbers
     * @param group of the names that matched: 0 for a frame number, more for a time
     * @param reading how its cells are read; null to tell it by them
     * @param unit what its name says that it is measured in; null if it says nothing
     * @param ofValueFile what it is in a file of one value per line; null for its key columns and in any other file
     * @param reason why it becomes that, for people
     */
    record Column(
            FileColumn file,
            List<String> targets,
            int group,
            ColumnMapping.@Nullable Reading reading,
            @Nullable String unit,
            @Nullable ColumnRole ofValueFile,
            String reason) {

        private Column(
                FileColumn file,
                List<String> targets,
                int group,
                ColumnMapping.@Nullable Reading reading,
                @Nullable String unit,
                String reason) {
            this(file, targets, group, reading, unit, null, reason);
        }

        /** What one of its targets is. */
        ColumnRole role(String target) {
            return ofValueFile == null ? ColumnRole.of(target) : ofValueFile;
        }

        String name() {
            return file.name();
        }

        Column ownProperty(String because) {
            return new Column(file, List.of(name()), 0, reading, null, because);
        }

        /** The same, read as numbers whatever its first values look like. */
        Column numbers(String target, String because) {
            return new Column(file, List.of(target), 0, ColumnMapping.Reading.FLOAT, unit, because);
        }

        Column readOver(String because) {
            return new Column(file, List.of(), 0, null, null, because);
        }

        Column with(@Nullable String unitOfItsRow) {
            return unit != null || unitOfItsRow == null
                    ? this
                    : new Column(file, targets, group, reading, unitOfItsRow, ofValueFile, reason);
        }
    }

    /** The column that becomes a target; null if there is none. */
    @Nullable
    Column of(String target) {
        return columns.stream()
                .filter(column -> column.targets().equals(List.of(target)))
                .findFirst()
                .orElse(null);
    }

    /** Whether the file itself gives a velocity. */
    boolean givesVelocity() {
        return columns.stream()
                .anyMatch(column -> column.targets().size() == 1
                        && ColumnRole.of(column.targets().get(0)) == ColumnRole.VELOCITY);
    }

    /** The names of the columns that are read over, such as the row index that a data frame writes. */
    List<String> ignored() {
        return columns.stream()
                .filter(column -> column.targets().isEmpty())
                .map(Column::name)
                .toList();
    }

    /** The header with the units of a row of units below it. */
    Header withUnits(List<@Nullable String> units) {
        List<Column> with = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            with.add(columns.get(i).with(units.get(i)));
        }
        return new Header(List.copyOf(with), position);
    }

    /** Decides what each column becomes. */
    static final class Planner {
        private static final String PROPERTY_ID = "propertyid";
        private static final String VALUE = "value";
        private static final Map<String, ColumnRole> VALUE_FILE =
                Map.of(PROPERTY_ID, ColumnRole.PROPERTY_ID, VALUE, ColumnRole.VALUE);

        private final ColumnAliases aliases;
        private final ColumnMapping mapping;
        private final Destination destination;

        Planner(ColumnAliases aliases, ColumnMapping mapping, Destination destination) {
            this.aliases = aliases;
            this.mapping = mapping;
            this.destination = destination;
        }

        /**
         * Reads a header.
         *
         * @throws IngestException naming the columns if one is missing, or two would fill one role
         */
        Header plan(List<FileColumn> fileColumns) {
            fileColumns.forEach(column -> requireUsable(column.name()));
            List<FileColumn> once = withoutRepetition(fileColumns);
            Map<String, ColumnMapping.Target> mapped = mappedColumns(once);
            List<Column> columns = new ArrayList<>();
            Set<Column> fixed = new HashSet<>();
            boolean valuePerLine =
                    destination instanceof Destination.StoredObservations && hasValuePerLine(fileColumns);
            for (FileColumn file : once) {
                ColumnMapping.Target target = mapped.get(file.name());
                Column column = target == null ? known(file, valuePerLine) : mapped(file, target);
                columns.add(column);
                if (target != null) {
                    fixed.add(column);
                }
            }
            resolve(columns, fixed::contains);
            boolean newEpisode = destination instanceof Destination.NewEpisode;
            if (!newEpisode) {
                columns.replaceAll(Planner::withoutCoordinates);
            }
            PositionRule position = newEpisode ? Positions.rule(columns) : new PositionRule.Given();
            columns.replaceAll(column -> Positions.adapted(column, position));
            return new Header(List.copyOf(columns), position);
        }

        private static Column withoutCoordinates(Column column) {
            boolean coordinate = column.targets().size() == 1
                    && ColumnRole.coordinate(column.targets().get(0)) != null;
            return coordinate ? column.readOver("the positions and velocities stay as they are") : column;
        }

        /** TRex has written its column of frames twice. */
        private static List<FileColumn> withoutRepetition(List<FileColumn> columns) {
            if (columns.stream().noneMatch(column -> column.name().contains("#"))) {
                return columns;
            }
            List<FileColumn> kept = new ArrayList<>();
            boolean frameSeen = false;
            for (FileColumn column : columns) {
                boolean frame = column.name().equals("frame");
                kept.add(frame && frameSeen ? new FileColumn("", column.kind()) : column);
                frameSeen |= frame;
            }
            return kept;
        }

        /** Such a file has both columns; one without the other would be misread. */
        private static boolean hasValuePerLine(List<FileColumn> columns) {
            List<String> plain = columns.stream()
                    .map(column -> ColumnName.plain(column.name()))
                    .toList();
            if (plain.contains(PROPERTY_ID) && !plain.contains(VALUE)) {
                throw refused("The file has a column property_id, but none named value");
            }
            return plain.contains(PROPERTY_ID);
        }

        private Column known(FileColumn file, boolean valuePerLine) {
            if (file.name().isEmpty()) {
                return new Column(file, List.of(), 0, null, null, "it has no name");
            }
            ColumnRole ofValueFile = valuePerLine ? VALUE_FILE.get(ColumnName.plain(file.name())) : null;
            if (ofValueFile != null) {
                return new Column(
                        file, List.of(file.name()), 0, null, null, ofValueFile, "a file of one value per line");
            }
            for (ColumnName.Reading name : ColumnName.readings(file.name())) {
                var alias = aliases.find(name.plain());
                if (alias.isPresent()) {
                    String unit = name.unit();
                    return new Column(
                            file,
                            alias.get().targets(),
                            alias.get().group(),
                            null,
                            unit,
                            unit == null ? "known name" : "known name with the unit " + unit);
                }
            }
            return new Column(file, List.of(file.name()), 0, null, null, "own name: no known name matches");
        }

        private Column mapped(FileColumn file, ColumnMapping.Target target) {
            if (target.drops()) {
                return new Column(file, List.of(), 0, null, null, "dropped by the mapping");
            }
            String name = target.name().isEmpty() ? file.name() : target.name();
            requireUsable(name);
            List<String> targets = List.of(target.name().isEmpty() ? name : mappedTarget(name, target));
            // A time that the mapping names may be frames or times whatever the column is called.
            return new Column(file, targets, 1, target.reading(), unitOf(file.name()), "mapping");
        }

        /** One of the names for a column of observations means that column; any other is a property's. */
        private String mappedTarget(String name, ColumnMapping.Target target) {
            boolean property = target.reading() != null && target.reading().isOfAProperty();
            return aliases.find(ColumnName.plain(name))
                    .map(ColumnAliases.Alias::targets)
                    .filter(targets -> targets.size() == 1 && !property)
                    .map(targets -> targets.get(0))
                    .filter(known -> ColumnRole.of(known) != ColumnRole.PROPERTY)
                    .orElse(name);
        }

        private static @Nullable String unitOf(String name) {
            List<ColumnName.Reading> readings = ColumnName.readings(name);
            return readings.get(readings.size() - 1).unit();
        }

        private Map<String, ColumnMapping.Target> mappedColumns(List<FileColumn> columns) {
            Map<String, ColumnMapping.Target> mapped = new LinkedHashMap<>();
            mapping.targets().forEach((source, target) -> {
                List<String> matches = columns.stream()
                        .map(FileColumn::name)
                        .filter(name -> name.equals(source))
                        .toList();
                if (matches.isEmpty()) {
                    matches = columns.stream()
                            .map(FileColumn::name)
                            .filter(name -> ColumnName.readings(name).stream()
                                    .anyMatch(reading -> reading.plain().equals(ColumnName.plain(source))))
                            .toList();
                }
                if (matches.size() != 1 || mapped.put(matches.get(0), target) != null) {
                    throw new IngestException(
                            Problem.INVALID_PARAMETER,
                            "The mapping names the column '%s', which is there %s; the columns seen are: %s"
                                    .formatted(
                                            shown(source),
                                            matches.isEmpty() ? "under no such name" : "more than once",
                                            names(columns)));
                }
            });
            return mapped;
        }

        /** Gives each target to one column. */
        private static void resolve(List<Column> columns, Predicate<Column> fixed) {
            Map<String, Integer> holders = new LinkedHashMap<>();
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < columns.size(); i++) {
                    if (fixed.test(columns.get(i)) == (pass == 0)) {
                        claim(columns, i, holders, fixed);
                    }
                }
            }
        }

        private static void claim(List<Column> columns, int i, Map<String, Integer> holders, Predicate<Column> fixed) {
            Column column = columns.get(i);
            for (String target : column.targets()) {
                Integer holder = holders.putIfAbsent(target, i);
                if (holder == null) {
                    continue;
                }
                Column other = columns.get(holder);
                boolean lists = column.targets().size() + other.targets().size() > 2;
                int rank = rank(column, fixed);
                int otherRank = rank(other, fixed);
                if (rank == otherRank || lists) {
                    throw refused(
                            "The columns '%s' and '%s' would both become %s: name one in mapping, or drop it there"
                                    .formatted(shown(other.name()), shown(column.name()), shown(target)));
                }
                int winner = rank < otherRank ? i : holder;
                int loser = rank < otherRank ? holder : i;
                holders.put(target, winner);
                requireFree(columns.get(loser), holders, target, columns.get(winner));
                columns.set(
                        loser,
                        columns.get(loser)
                                .ownProperty("own name: %s is given by '%s'"
                                        .formatted(target, columns.get(winner).name())));
                holders.put(columns.get(loser).name(), loser);
            }
        }

        /** The lower one wins: what the mapping says, then the groups of the table in order. */
        private static int rank(Column column, Predicate<Column> fixed) {
            return fixed.test(column) ? -1 : column.group();
        }

        private static void requireFree(Column loser, Map<String, Integer> holders, String target, Column winner) {
            if (ColumnRole.of(loser.name()) != ColumnRole.PROPERTY || holders.containsKey(loser.name())) {
                throw refused("The columns '%s' and '%s' would both become %s: map one to another name, or drop it with"
                                .formatted(shown(winner.name()), shown(loser.name()), shown(target))
                        + " mapping");
            }
        }
    }

    /** @throws IngestException if the header lacks a target that is required, naming the columns that were seen */
    void require(List<String> targets) {
        List<String> missing =
                targets.stream().filter(target -> of(target) == null).toList();
        if (!missing.isEmpty()) {
            throw refused("No column gives %s; the columns seen are: %s%s"
                    .formatted(
                            String.join(", ", missing),
                            names(columns.stream().map(Column::file).toList()),
                            advice(missing)));
        }
    }

    private String advice(List<String> missing) {
        boolean noNames = columns.stream()
                .allMatch(column -> column.name().isEmpty()
                        || Numbers.isNumberByItself(
                                column.name().toCharArray(), 0, column.name().length()));
        if (noNames) {
            return ". They are numbers: the file seems to have no header line";
        }
        return missing.contains(ColumnRole.AGENT_TARGET)
                ? ". Name the columns with mapping=<column>=<target>, or pass agent_id if the file is of one agent"
                : ". Name the columns with mapping=<column>=<target>";
    }

    private static void requireUsable(String name) {
        if (name.length() > LONGEST_NAME) {
            throw refused("A column name has %d characters, at most %d are taken: %s"
                    .formatted(name.length(), LONGEST_NAME, shown(name)));
        }
        boolean storable = TextDecoding.isStorable(name.toCharArray(), 0, name.length());
        if (!storable || name.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    "The column name '%s' holds a control character or is not UTF-8 (pass encoding if it is another)"
                            .formatted(shown(name)));
        }
    }

    private static String names(List<FileColumn> columns) {
        return shown(String.join(", ", columns.stream().map(FileColumn::name).toList()));
    }

    private static String shown(String text) {
        String printable = TextDecoding.printable(text).replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST_NAME * 2 ? printable : printable.substring(0, LONGEST_NAME * 2) + "…";
    }

    private static IngestException refused(String detail) {
        return new IngestException(Problem.INVALID_HEADER, detail);
    }
}
