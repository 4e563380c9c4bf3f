package org.collabenv.episodes.source.header;

import java.util.Locale;
import org.collabenv.episodes.trajectory.Coordinate;
import org.jspecify.annotations.Nullable;

/** The purpose of a column of a file. */
public enum ColumnRole {
    TIME,
    AGENT,
    AGENT_TYPE,
    POSITION,
    VELOCITY,
    PROPERTY,
    /** The id of the property to which the value belongs, in a file of one value per line. */
    PROPERTY_ID,
    /** The value, in a file of one value per line. */
    VALUE;

    public static final String TIME_TARGET = "time_index";
    public static final String AGENT_TARGET = "agent_id";
    public static final String AGENT_TYPE_TARGET = "agent_type_id";

    /** Returns the role of a target: that of a column of {@code observations}, otherwise {@link #PROPERTY}. */
    public static ColumnRole of(String target) {
        return switch (target) {
            case TIME_TARGET -> TIME;
            case AGENT_TARGET -> AGENT;
            case AGENT_TYPE_TARGET -> AGENT_TYPE;
            default -> {
                Coordinate coordinate = coordinate(target);
                if (coordinate == null) {
                    yield PROPERTY;
                }
                yield coordinate.velocity() ? VELOCITY : POSITION;
            }
        };
    }

    /** Returns the coordinate with the given column name; null if there is none. */
    public static @Nullable Coordinate coordinate(String target) {
        for (Coordinate coordinate : Coordinate.values()) {
            if (coordinate.column().equals(target)) {
                return coordinate;
            }
        }
        return null;
    }

    /** Returns the word in a receipt. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
