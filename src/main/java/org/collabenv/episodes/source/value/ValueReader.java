package org.collabenv.episodes.source.value;

/** Keeps the value of a row until the end of the row, when its property is known, in a file of one value per line. */
public record ValueReader(RowNames names) implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        names.value(buffer, offset, length);
    }
}
