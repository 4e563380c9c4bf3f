package org.collabenv.episodes.source.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.trajectory.IngestException;
import org.jspecify.annotations.Nullable;

/** Decides the targets of each column. */
public final class HeaderPlanner {

    /** The reason for a target that the mapping gives. */
    static final String MAPPED = "mapping";

    private static final String PROPERTY_ID = "propertyid";
    private static final String VALUE = "value";
    private static final Map<String, ColumnRole> VALUE_FILE =
            Map.of(PROPERTY_ID, ColumnRole.PROPERTY_ID, VALUE, ColumnRole.VALUE);

    private final ColumnAliases aliases;
    private final ColumnMapping mapping;
    private final Destination destination;
    private final Keypoints keypoints;

    public HeaderPlanner(ColumnAliases aliases, ColumnMapping mapping, Destination destination, Keypoints keypoints) {
        this.keypoints = keypoints;
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
        // First of all, since names are taken apart in ways whose time grows with more than their length.
        fileColumns.forEach(column -> Header.requireShort(column.name()));
        List<FileColumn> once = withoutRepetition(fileColumns);
        Map<Integer, ColumnMapping.Target> mapped = MappedColumns.of(once, mapping);
        boolean valuePerLine = destination instanceof Destination.PropertyValues && hasValuePerLine(fileColumns);
        List<Header.Column> columns = new ArrayList<>();
        for (int i = 0; i < once.size(); i++) {
            FileColumn file = once.get(i);
            ColumnMapping.Target target = mapped.get(i);
            columns.add(target == null ? known(file, valuePerLine) : mapped(file, target));
        }
        columns.stream()
                .filter(column -> !column.targets().isEmpty())
                .forEach(column -> Header.requireUsable(column.name()));
        TargetClaims.settle(columns, mapped.keySet(), mapping);
        boolean observations = destination instanceof Destination.Observations;
        if (!observations) {
            columns.replaceAll(HeaderPlanner::withoutCoordinates);
        }
        if (valuePerLine) {
            columns.replaceAll(HeaderPlanner::withoutProperties);
        }
        PositionRule position = observations ? Positions.rule(columns, keypoints) : new PositionRule.Given();
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
        if (file.kind() == FileColumn.Kind.PART) {
            return new Header.Column(file, List.of(), 0, null, null, "joined with another column by the mapping");
        }
        if (file.kind() == FileColumn.Kind.LEFT_OUT) {
            return new Header.Column(file, List.of(), 0, null, null, "it has no value for each row");
        }
        if (file.name().isEmpty()) {
            return new Header.Column(file, List.of(), 0, null, null, "it has no name");
        }
        if (file.keypoint() != null) {
            return new Header.Column(
                    file, List.of(file.name()), 0, null, null, "of the keypoint '%s'".formatted(file.keypoint()));
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
}
