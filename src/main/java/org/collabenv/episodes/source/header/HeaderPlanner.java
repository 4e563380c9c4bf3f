package org.collabenv.episodes.source.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Decides the targets of each column. */
public final class HeaderPlanner {
    /** The names of longitude and latitude in their plain form. */
    private static final Set<String> GEOGRAPHIC =
            Set.of("longitude", "lon", "locationlong", "locationlon", "latitude", "lat", "locationlat");

    /** The reason for a target that the mapping gives. */
    static final String MAPPED = "mapping";

    private static final String PROPERTY_ID = "propertyid";
    private static final String VALUE = "value";
    private static final Map<String, ColumnRole> VALUE_FILE =
            Map.of(PROPERTY_ID, ColumnRole.PROPERTY_ID, VALUE, ColumnRole.VALUE);

    private final ColumnAliases aliases;
    private final ColumnMapping mapping;
    private final Destination destination;

    public HeaderPlanner(ColumnAliases aliases, ColumnMapping mapping, Destination destination) {
        this.aliases = aliases;
        this.mapping = mapping;
        this.destination = destination;
    }

    /**
     * Assigns targets to the columns of a file.
     *
     * @throws IngestException if a column cannot be used, or if two columns would have the same target; the message
     *     names them
     */
    public Header plan(List<FileColumn> fileColumns) {
        fileColumns.forEach(column -> Header.requireUsable(column.name()));
        List<FileColumn> once = withoutRepetition(fileColumns);
        Map<String, ColumnMapping.Target> mapped = mappedColumns(once);
        List<Header.Column> columns = new ArrayList<>();
        Set<Header.Column> fixed = new HashSet<>();
        boolean valuePerLine = destination instanceof Destination.PropertyValues && hasValuePerLine(fileColumns);
        for (FileColumn file : once) {
            ColumnMapping.Target target = mapped.get(file.name());
            Header.Column column = target == null ? known(file, valuePerLine) : mapped(file, target);
            columns.add(column);
            if (target != null) {
                fixed.add(column);
            }
        }
        resolve(columns, fixed::contains);
        boolean observations = destination instanceof Destination.Observations;
        if (!observations) {
            columns.replaceAll(HeaderPlanner::withoutCoordinates);
        }
        if (valuePerLine) {
            columns.replaceAll(HeaderPlanner::withoutProperties);
        }
        PositionRule position = observations ? Positions.rule(columns) : new PositionRule.Given();
        columns.replaceAll(column -> Positions.adapted(column, position));
        return new Header(List.copyOf(columns), position);
    }

    private static Header.Column withoutCoordinates(Header.Column column) {
        boolean coordinate = column.targets().size() == 1
                && ColumnRole.coordinate(column.targets().get(0)) != null;
        return coordinate ? column.readOver("the positions and velocities stay as they are") : column;
    }

    private static Header.Column withoutProperties(Header.Column column) {
        boolean property = column.targets().stream().anyMatch(target -> column.role(target) == ColumnRole.PROPERTY);
        return property ? column.readOver("a file of one value per line has no other properties") : column;
    }

    /** Removes the name of a repeated column of frames, so that it is ignored: TRex has written that column twice. */
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

    /**
     * Returns whether the file has one value per line; refuses a file with a column of property ids and no column of
     * values, which would be misread.
     */
    private static boolean hasValuePerLine(List<FileColumn> columns) {
        List<String> plain =
                columns.stream().map(column -> ColumnName.plain(column.name())).toList();
        if (plain.contains(PROPERTY_ID) && !plain.contains(VALUE)) {
            throw Header.refused("The file has a column property_id, but none named value");
        }
        return plain.contains(PROPERTY_ID);
    }

    private Header.Column known(FileColumn file, boolean valuePerLine) {
        if (file.name().isEmpty()) {
            return new Header.Column(file, List.of(), 0, null, null, "it has no name");
        }
        ColumnRole ofValueFile = valuePerLine ? VALUE_FILE.get(ColumnName.plain(file.name())) : null;
        if (ofValueFile != null) {
            return new Header.Column(
                    file, List.of(file.name()), 0, null, null, ofValueFile, "a file of one value per line");
        }
        for (ColumnName.Form name : ColumnName.forms(file.name())) {
            String unit = name.unit();
            var alias = aliases.find(name.plain())
                    .filter(found -> unit == null
                            || found.targets().stream().allMatch(target -> Unit.canBeSaidOf(target, unit)));
            if (alias.isPresent()) {
                return new Header.Column(
                        file,
                        alias.get().targets(),
                        alias.get().group(),
                        null,
                        unit == null ? file.unit() : unit,
                        unit == null ? "known name" : "known name with the unit " + unit);
            }
        }
        return new Header.Column(file, List.of(file.name()), 0, null, file.unit(), "own name: no known name matches");
    }

    private Header.Column mapped(FileColumn file, ColumnMapping.Target target) {
        if (target.drops()) {
            return new Header.Column(file, List.of(), 0, null, null, "dropped by the mapping");
        }
        String name = target.name().isEmpty() ? file.name() : target.name();
        Header.requireUsable(name);
        List<String> targets = List.of(target.name().isEmpty() ? name : mappedTarget(name, target));
        // Not group 0: a time that the mapping names may be frames or times, whatever the name of the column is.
        return new Header.Column(file, targets, 1, target.readAs(), unitOf(file), MAPPED);
    }

    /**
     * Returns the target that the mapping means: a column of {@code observations} if the name is one of the names for
     * it, otherwise a property of that name.
     */
    private String mappedTarget(String name, ColumnMapping.Target target) {
        boolean property = target.readAs() != null && target.readAs().isOfAProperty();
        return aliases.find(ColumnName.plain(name))
                .map(ColumnAliases.Alias::targets)
                .filter(targets -> targets.size() == 1 && !property)
                .map(targets -> targets.get(0))
                .filter(known -> ColumnRole.of(known) != ColumnRole.PROPERTY)
                .orElse(name);
    }

    private static @Nullable String unitOf(FileColumn file) {
        List<ColumnName.Form> readings = ColumnName.forms(file.name());
        String inTheName = readings.get(readings.size() - 1).unit();
        return inTheName == null ? file.unit() : inTheName;
    }

    private Map<String, ColumnMapping.Target> mappedColumns(List<FileColumn> columns) {
        if (mapping.targets().isEmpty()) {
            return Map.of();
        }
        // Each name is taken apart once: a file may have thousands of columns, and its mapping as many pairs.
        Map<String, List<String>> byName = new HashMap<>();
        Map<String, List<String>> byForm = new HashMap<>();
        for (FileColumn column : columns) {
            byName.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(column.name());
            ColumnName.forms(column.name()).stream()
                    .map(ColumnName.Form::plain)
                    .distinct()
                    .forEach(form -> byForm.computeIfAbsent(form, name -> new ArrayList<>())
                            .add(column.name()));
        }
        Map<String, ColumnMapping.Target> mapped = new LinkedHashMap<>();
        mapping.targets().forEach((source, target) -> {
            List<String> matches =
                    byName.getOrDefault(source, byForm.getOrDefault(ColumnName.plain(source), List.of()));
            boolean repeated = target.drops() && Set.copyOf(matches).size() == 1;
            if ((matches.size() != 1 && !repeated) || mapped.put(matches.get(0), target) != null) {
                throw new IngestException(
                        Problem.INVALID_PARAMETER,
                        "The mapping names the column '%s', which is there %s; the columns seen are: %s"
                                .formatted(
                                        Header.shown(source),
                                        matches.isEmpty() ? "under no such name" : "more than once",
                                        Header.names(columns)));
            }
        });
        return mapped;
    }

    /** Assigns each target to one column; the columns in the mapping come first. */
    private static void resolve(List<Header.Column> columns, Predicate<Header.Column> fixed) {
        Map<String, Integer> holders = new LinkedHashMap<>();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < columns.size(); i++) {
                if (fixed.test(columns.get(i)) == (pass == 0)) {
                    claim(columns, i, holders, fixed);
                }
            }
        }
    }

    private static void claim(
            List<Header.Column> columns, int i, Map<String, Integer> holders, Predicate<Header.Column> fixed) {
        Header.Column column = columns.get(i);
        for (String target : column.targets()) {
            Integer holder = holders.putIfAbsent(target, i);
            if (holder == null) {
                continue;
            }
            Header.Column other = columns.get(holder);
            boolean lists = column.targets().size() + other.targets().size() > 2;
            int rank = rank(column, fixed);
            int otherRank = rank(other, fixed);
            if (rank == otherRank || lists) {
                throw Header.refused(
                        "The columns '%s' and '%s' would both become %s: name one of them in mapping, or drop one there"
                                .formatted(
                                        Header.shown(other.name()), Header.shown(column.name()), Header.shown(target)));
            }
            int winner = rank < otherRank ? i : holder;
            int loser = rank < otherRank ? holder : i;
            requireOnePosition(columns.get(winner), columns.get(loser), target, fixed);
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

    /**
     * Refuses a file with plain coordinates beside longitude and latitude: the plain ones may be the same place in another
     * projection, or accelerations.
     */
    private static void requireOnePosition(
            Header.Column winner, Header.Column loser, String target, Predicate<Header.Column> fixed) {
        if (GEOGRAPHIC.contains(ColumnName.plain(loser.name()))
                && !fixed.test(winner)
                && winner.targets().size() == 1) {
            throw Header.refused(
                    "Both '%s' and '%s' could be %s: pass mapping=%s=%s to take this one, or mapping=%s=%s to take the other"
                            .formatted(
                                    Header.shown(winner.name()),
                                    Header.shown(loser.name()),
                                    target,
                                    Header.shown(winner.name()),
                                    target,
                                    Header.shown(loser.name()),
                                    target));
        }
    }

    /**
     * Returns the rank of a column, of which the lowest wins: first the mapping, then the groups of the table in order.
     */
    private static int rank(Header.Column column, Predicate<Header.Column> fixed) {
        return fixed.test(column) ? -1 : column.group();
    }

    private static void requireFree(
            Header.Column loser, Map<String, Integer> holders, String target, Header.Column winner) {
        if (ColumnRole.of(loser.name()) != ColumnRole.PROPERTY || holders.containsKey(loser.name())) {
            throw Header.refused(
                    "The columns '%s' and '%s' would both become %s: map one to another name, or drop it with"
                                    .formatted(
                                            Header.shown(winner.name()),
                                            Header.shown(loser.name()),
                                            Header.shown(target))
                            + " mapping");
        }
    }
}
