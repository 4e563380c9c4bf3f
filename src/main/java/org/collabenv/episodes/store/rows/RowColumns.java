package org.collabenv.episodes.store.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of wide rows.
 *
 * @param columns the columns of {@code observations} with the frame, the agent, its type and the position first, then the
 *     properties in the order of their ids
 * @param hasLabels whether agents are given by labels
 */
public record RowColumns(List<RowColumn> columns, boolean hasLabels) {

    /** The position of the frame among the columns. */
    public static final int TIME = 0;

    /** The position of the agent among the columns. */
    public static final int AGENT = 1;

    /** The position of the agent's type among the columns. */
    public static final int AGENT_TYPE = 2;

    /** The most properties that can be read at once: a statement can have only so many columns. */
    public static final int MOST_PROPERTIES = 1000;

    public RowColumns {
        columns = List.copyOf(columns);
    }

    /** Returns the number of columns. */
    public int size() {
        return columns.size();
    }

    /** Returns the number of columns of {@code observations}, which come first. */
    public int ofObservations() {
        return (int) columns.stream().filter(column -> !column.isProperty()).count();
    }

    /** Returns these columns in parts that can be read at once, each with all columns of {@code observations}. */
    List<RowColumns> parts() {
        int first = ofObservations();
        List<RowColumns> parts = new ArrayList<>();
        for (int from = first; from < columns.size() || parts.isEmpty(); from += MOST_PROPERTIES) {
            List<RowColumn> part = new ArrayList<>(columns.subList(0, first));
            part.addAll(columns.subList(from, Math.min(columns.size(), from + MOST_PROPERTIES)));
            parts.add(new RowColumns(part, hasLabels));
        }
        return parts;
    }

    public RowColumn get(int column) {
        return columns.get(column);
    }
}
