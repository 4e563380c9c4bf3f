package org.collabenv.episodes.source.wide;

import java.util.List;
import org.collabenv.episodes.source.feed.FileColumn;

/**
 * The table with a row per animal and frame that a file with a column group per animal stands for.
 *
 * @param columns the columns of the table
 * @param animals for each animal the cells of its rows, one for each column
 */
record WideTable(List<FileColumn> columns, List<List<Cell>> animals) {

    /** The names of the table's own columns; they are known names. */
    static final String FRAME = "frame";

    static final String INDIVIDUAL = "individual";

    /** A cell that no column of the file gives. */
    static final Cell NOTHING = new Fixed("");

    /** The origin of a cell. */
    sealed interface Cell {}

    /**
     * A cell of the line.
     *
     * @param column its position in the file
     * @param name the name by which a person finds the column
     */
    record InLine(int column, String name) implements Cell {}

    /** A text that is the same in each line. */
    record Fixed(String text) implements Cell {}

    /** The number of the line among those below the header, counted from 0. */
    record LineNumber() implements Cell {}
}
