package org.collabenv.episodes.source.value;

import org.jspecify.annotations.Nullable;

/** The names in the row that is being read, which become numbers or columns once the row is complete. */
public final class RowNames {

    private @Nullable String agent;
    private @Nullable String property;
    private char[] value = new char[64];
    private int valueLength;

    /** Returns the label of the row's agent; null if the file gives none or it is wrong. */
    public @Nullable String agent() {
        return agent;
    }

    public void agent(@Nullable String label) {
        agent = label;
    }

    /** Returns the property to which the row's value belongs; null if the file gives none or it is wrong. */
    public @Nullable String property() {
        return property;
    }

    void property(@Nullable String propertyId) {
        property = propertyId;
    }

    /** Keeps the row's value until its property is known. */
    void value(char[] buffer, int offset, int length) {
        if (length > value.length) {
            value = new char[length * 2];
        }
        System.arraycopy(buffer, offset, value, 0, length);
        valueLength = length;
    }

    /** Reads the row's value with the reader of its property. */
    public void readValue(PropertyReader reader, int row, RowReport report) {
        reader.read(value, 0, valueLength, row, report);
    }
}
