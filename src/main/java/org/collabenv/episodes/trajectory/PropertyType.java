package org.collabenv.episodes.trajectory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The {@code data_type} of a property definition. */
public enum PropertyType {
    /** A number, stored in {@code value_float}. */
    FLOAT,
    /** A list of numbers, stored as text in {@code value_text}. */
    VECTOR,
    /** Text, stored in {@code value_text}. */
    STRING;

    /** Returns the word in the column {@code data_type}. */
    public String dataType() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type that a definition names, regardless of case; empty if it is not one of these types. */
    public static Optional<PropertyType> of(String dataType) {
        return Arrays.stream(values())
                .filter(type -> type.dataType().equalsIgnoreCase(dataType))
                .findFirst();
    }
}
