package org.collabenv.episodes.source.feed;

/** Receives the cells of one record after another, in the order of the file. */
public interface CellSink {

    /**
     * Begins a record.
     *
     * @param place the place of the record, as errors name it
     * @param part the number of the record among those of its place, counted from 0: a line with a column group per animal
     *     holds several
     */
    void begin(long place, int part);

    /** Receives the cell {@code buffer[offset, offset + length)}, which is valid only during the call. */
    void text(int column, char[] buffer, int offset, int length);

    /**
     * Receives a cell that the file does not write properly; what can be read of it is
     * {@code buffer[offset, offset + length)}.
     *
     * @param code a word for programs
     * @param message a sentence for people
     */
    void wrong(int column, char[] buffer, int offset, int length, String code, String message);

    /** Receives a cell that is a number in the file itself; NaN is a missing value. */
    void number(int column, double value);

    /**
     * Ends the record.
     *
     * @param cells the number of its cells, which may differ from that of the header
     * @param places the number of places that it takes: more than one for a record of several lines
     */
    void end(int cells, int places);

    /** Receives the error of a file that cannot be read from the given place on; no call follows. */
    void malformed(long place, String message);
}
