package org.collabenv.episodes.source.feed;

/** Takes the cells of one record after the other, in the order of the file. */
public interface CellSink {

    /**
     * A record begins.
     *
     * @param place where it stands, as errors name it
     */
    void begin(long place);

    /** The cell {@code buffer[offset, offset + length)}, valid during the call only. */
    void text(int column, char[] buffer, int offset, int length);

    /** A cell that is a number in the file itself; NaN is a missing one. */
    void number(int column, double value);

    /**
     * The record ends.
     *
     * @param cells how many it has, which need not be as many as the header
     * @param places how many places it takes: more than one for a record of several lines
     */
    void end(int cells, int places);

    /** From here on the file cannot be read; nothing comes after it. */
    void malformed(long place, String message);
}
