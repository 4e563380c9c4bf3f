package org.collabenv.episodes.trajectory;

import java.util.Locale;

/** The {@code data_type} of a property definition. */
public enum PropertyType {
    /** A number, stored in {@code value_float}. */
    FLOAT,
    /** A list of numbers as JSON text, stored in {@code value_text}. */
    VECTOR,
    /** Text, stored in {@code value_text}. */
    STRING;

    /** The word in the column {@code data_type}. */
    public String dataType() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type that a definition names.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static PropertyType of(String dataType) {
        return valueOf(dataType.toUpperCase(Locale.ROOT));
    }
}
