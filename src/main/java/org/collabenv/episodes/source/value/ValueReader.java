package org.collabenv.episodes.source.value;

/** Keeps a value until the end of its row, where its property is known, in a file of one value per line. */
public record ValueReader(RowNames names) implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        names.value(buffer, offset, length);
    }
}
