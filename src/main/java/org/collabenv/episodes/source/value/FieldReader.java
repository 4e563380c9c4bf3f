package org.collabenv.episodes.source.value;

/**
 * Checks the cells of one column and puts their values into the batch.
 *
 * <p>A reader is called once per cell in the hot loop of a load: no implementation allocates unless the cell is wrong,
 * or is a timestamp or name that differs from the one before it.
 */
public sealed interface FieldReader
        permits AgentLabelReader,
                AgentNumberReader,
                AgentTypeReader,
                CoordinateReader,
                FrameNumberReader,
                IgnoredReader,
                NumberListReader,
                PropertyIdReader,
                PropertyReader,
                SecondsReader,
                TimestampReader,
                ValueReader {

    /** Reads the cell {@code buffer[offset, offset + length)} into a row of the batch, or reports what is wrong. */
    void read(char[] buffer, int offset, int length, int row, RowReport report);

    /** Reads a cell that is a number in the file itself; NaN is a missing value. */
    default void read(double value, int row, RowReport report) {
        throw new IllegalStateException("This column is read as text");
    }
}
