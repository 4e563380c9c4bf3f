package org.collabenv.episodes.store.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of wide rows.
 *
 * @param columns the columns of {@code observations} with the frame, the agent, its type and the position first, then the
 *     properties in the order of their ids
 * @param hasLabels whether agents are given by labels
 * @param cells the values in the columns that may lack some
 */
public record RowColumns(List<RowColumn> columns, boolean hasLabels, long cells) {

    /** The position of the frame among the columns. */
    public static final int TIME = 0;

    /** The position of the agent among the columns. */
    public static final int AGENT = 1;

    /** The position of the agent's type among the columns. */
    public static final int AGENT_TYPE = 2;

    /** The most properties of a file: the memory of the databases grows with more than their number. */
    public static final int MOST_PROPERTIES = 250;

    /** The properties that are read at once where it does not matter. */
    private static final int PROPERTIES_OF_A_PART = 50;

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
        for (int from = first; from < columns.size() || parts.isEmpty(); from += PROPERTIES_OF_A_PART) {
            List<RowColumn> part = new ArrayList<>(columns.subList(0, first));
            part.addAll(columns.subList(from, Math.min(columns.size(), from + PROPERTIES_OF_A_PART)));
            parts.add(new RowColumns(part, hasLabels, cells));
        }
        return parts;
    }

    public RowColumn get(int column) {
        return columns.get(column);
    }
}
