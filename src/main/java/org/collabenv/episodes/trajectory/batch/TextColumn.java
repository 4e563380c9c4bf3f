package org.collabenv.episodes.trajectory.batch;

import java.util.Arrays;

/**
 * The strings of one column of a batch, stored one after another in one array so that no row allocates.
 *
 * <p>A missing value is a string of length zero; no information is lost, since an empty cell is a missing value too.
 */
public final class TextColumn {

    private static final int SMALLEST = 1024;

    /** The number of times by which the array may be larger than the last batch needed; then it is given up. */
    private static final int MOST_SLACK = 4;

    private char[] chars = {};
    private final int[] ends;
    private int used;

    TextColumn(int capacity) {
        ends = new int[capacity];
    }

    /** Sets a row's string. Rows must be set in ascending order; setting the last one again replaces it. */
    public void set(int row, char[] source, int offset, int length) {
        int start = begin(row);
        int end = start + length;
        if (end > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(end, Math.max(SMALLEST, chars.length * 2)));
        }
        System.arraycopy(source, offset, chars, start, length);
        ends[row] = end;
        used = end;
    }

    public void setMissing(int row) {
        ends[row] = begin(row);
    }

    /**
     * Returns where the row's string starts. At the first row of a batch, an array that was needed for long strings of an
     * earlier batch is given up: each of thousands of columns could hold one.
     */
    private int begin(int row) {
        if (row == 0) {
            if (chars.length > MOST_SLACK * Math.max(SMALLEST, used)) {
                chars = new char[0];
            }
            used = 0;
        }
        return start(row);
    }

    /** Returns the array into which {@link #start} and {@link #end} point; it is valid until the next {@link #set}. */
    public char[] chars() {
        return chars;
    }

    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    public int end(int row) {
        return ends[row];
    }

    public boolean isMissing(int row) {
        return start(row) == ends[row];
    }

    public String get(int row) {
        return new String(chars, start(row), ends[row] - start(row));
    }
}
