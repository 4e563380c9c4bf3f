package org.collabenv.episodes.source.row;

import java.util.Arrays;

/**
 * The place in the file of each row of a load, stored as runs of consecutive places: a file without blank lines, cells
 * of several lines and rejected rows is one run.
 */
final class RowPlaces {

    /** The maximum number of runs, 16 bytes each; the places of the rows after them are unknown. */
    private static final int MOST_RUNS = 1 << 20;

    /** The result of {@link #of} for a row whose place is unknown. */
    static final long UNKNOWN = -1;

    private long[] firstRow = new long[16];
    private long[] firstPlace = new long[16];
    private int runs;
    private long rows;
    private long last = UNKNOWN;

    void add(long place) {
        if ((rows == 0 || place != last + 1) && runs < MOST_RUNS) {
            if (runs == firstRow.length) {
                firstRow = Arrays.copyOf(firstRow, runs * 2);
                firstPlace = Arrays.copyOf(firstPlace, runs * 2);
            }
            firstRow[runs] = rows;
            firstPlace[runs] = place;
            runs++;
        }
        last = place;
        rows++;
    }

    /** Returns the place of a row, given by the number of rows before it. */
    long of(long row) {
        int found = Arrays.binarySearch(firstRow, 0, runs, row);
        int run = found >= 0 ? found : -found - 2;
        if (run < 0 || (run == MOST_RUNS - 1 && found < 0)) {
            return UNKNOWN;
        }
        return firstPlace[run] + row - firstRow[run];
    }
}
