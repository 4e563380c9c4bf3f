package org.collabenv.episodes.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.store.rows.RowColumn;
import org.collabenv.episodes.store.rows.RowColumns;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an exported file.
 *
 * @param rows the columns of the rows
 * @param names the name of each of them in the file
 * @param hasEpisode whether a column with the episode comes before them
 * @param note how the file has to be read so that it gives the same rows
 * @param needsNote whether the note has to stand in the file, since its cells could be taken for something else; never in one
 *     of several episodes, which is no episode
 */
record ExportedColumns(RowColumns rows, List<String> names, boolean hasEpisode, ExportNote note, boolean needsNote) {

    /** The name of the column with the episode. */
    static final String EPISODE = "episode_id";

    /**
     * Names the columns.
     *
     * @param labels the labels of the agents
     */
    static ExportedColumns of(RowColumns rows, List<String> labels, boolean hasEpisode, Sources sources) {
        List<String> names = names(rows, hasEpisode);
        List<String> targets = new ArrayList<>();
        Map<String, ColumnMapping.Target> mapping = new LinkedHashMap<>();
        boolean isDoubtful = rows.hasLabels() && labels.stream().anyMatch(label -> !isPlain(label));
        for (int i = 0; i < rows.size(); i++) {
            RowColumn column = rows.get(i);
            targets.add(target(column));
            mapping.put(names.get(i), new ColumnMapping.Target(target(column), readAs(i, rows)));
            isDoubtful |= column.isDoubtful();
        }
        boolean needsNote = !hasEpisode && (isDoubtful || !sources.understand(names, targets));
        return new ExportedColumns(rows, names, hasEpisode, new ExportNote(new ColumnMapping(mapping)), needsNote);
    }

    /** Returns the target of a column, by the name that files have for it. */
    private static String target(RowColumn column) {
        return column.name().equals("agent_type") && !column.isProperty() ? "agent_type_id" : column.name();
    }

    private static @Nullable ReadAs readAs(int index, RowColumns rows) {
        RowColumn column = rows.get(index);
        if (!column.isProperty()) {
            return switch (index) {
                case RowColumns.TIME -> ReadAs.FRAMES;
                case RowColumns.AGENT -> rows.hasLabels() ? ReadAs.LABELS : null;
                default -> null;
            };
        }
        return switch (column.kind()) {
            case INTEGER, NUMBER -> ReadAs.FLOAT;
            case LIST -> ReadAs.VECTOR;
            case TEXT, MIXED -> ReadAs.STRING;
        };
    }

    /** Returns whether nobody takes a label for a number or for a missing value. */
    private static boolean isPlain(String label) {
        return !label.isEmpty()
                && Character.isLetter(label.charAt(0))
                && label.strip().equals(label)
                && !MissingValues.USUAL.matches(label);
    }

    /**
     * Returns names of which no two differ only in case, which most programs do not tell apart, and which need no escapes
     * anywhere.
     */
    private static List<String> names(RowColumns rows, boolean hasEpisode) {
        Set<String> taken = new HashSet<>(hasEpisode ? Set.of(EPISODE) : Set.of());
        List<String> names = new ArrayList<>();
        for (RowColumn column : rows.columns()) {
            String base = column.name().replaceAll("[\"'\\\\\\p{Cntrl}]", "_").strip();
            String name = base;
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                name = base + "_" + number;
            }
            names.add(name);
        }
        return names;
    }
}
