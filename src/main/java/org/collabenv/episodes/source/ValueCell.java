package org.collabenv.episodes.source;

/** Keeps the value of a row until it is known which property it is of. */
final class ValueCell {

    private char[] chars = new char[64];
    private int length;

    void set(char[] buffer, int offset, int size) {
        if (size > chars.length) {
            chars = new char[size * 2];
        }
        System.arraycopy(buffer, offset, chars, 0, size);
        length = size;
    }

    void readInto(FieldReader.Property property, int row, RowReport report) {
        property.read(chars, 0, length, row, report);
    }
}
