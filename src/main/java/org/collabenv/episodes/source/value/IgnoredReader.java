package org.collabenv.episodes.source.value;

/** Ignores a column. */
public record IgnoredReader() implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        // The value is not stored, so it cannot be wrong.
    }

    @Override
    public void read(double value, int row, RowReport report) {
        // The value is not stored, so it cannot be wrong.
    }
}
