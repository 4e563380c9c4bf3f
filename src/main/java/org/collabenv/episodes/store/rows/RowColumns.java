package org.collabenv.episodes.store.rows;

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

    public RowColumns {
        columns = List.copyOf(columns);
    }

    /** Returns the number of columns. */
    public int size() {
        return columns.size();
    }

    public RowColumn get(int column) {
        return columns.get(column);
    }
}
