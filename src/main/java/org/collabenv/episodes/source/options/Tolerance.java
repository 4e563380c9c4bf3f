package org.collabenv.episodes.source.options;

/**
 * The limit of wrong rows that may be left out of a file.
 *
 * @param rows the number of rows
 * @param share the share of all rows that were read, from 0 to 1, which counts once the file has been read; 1 if only the
 *     number counts
 * @param text the limit as the upload gives it
 */
public record Tolerance(long rows, double share, String text) {

    /** The tolerance of an upload that refuses a file with any wrong row. */
    public static final Tolerance NONE = new Tolerance(0, 1, "0");

    /** Returns the tolerance of some rows. */
    public static Tolerance ofRows(long rows) {
        return new Tolerance(rows, 1, String.valueOf(rows));
    }

    /** Returns the tolerance of a share of the rows, from 0 to 1. */
    public static Tolerance ofShare(double share, String text) {
        return new Tolerance(Long.MAX_VALUE, share, text);
    }

    /** Returns whether any wrong row may be left out. */
    public boolean isSome() {
        return rows > 0 && share > 0;
    }

    /**
     * Returns whether more rows are wrong than may be left out.
     *
     * @param read the rows that were read so far
     * @param isEnd whether these are all rows of the file
     */
    public boolean isExceeded(long wrong, long read, boolean isEnd) {
        return wrong > rows || (wrong > 0 && share == 0) || (isEnd && wrong > share * read);
    }
}
