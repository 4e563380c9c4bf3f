package org.collabenv.episodes.source.header;

import java.util.Locale;
import org.collabenv.episodes.trajectory.Coordinate;
import org.jspecify.annotations.Nullable;

/** What a column of a file is for. */
public enum ColumnRole {
    TIME,
    AGENT,
    AGENT_TYPE,
    POSITION,
    VELOCITY,
    PROPERTY,
    /** In a file of one value per line, the property that the value is of. */
    PROPERTY_ID,
    /** In a file of one value per line, the value. */
    VALUE;

    public static final String TIME_TARGET = "time_index";
    public static final String AGENT_TARGET = "agent_id";
    public static final String AGENT_TYPE_TARGET = "agent_type_id";

    /** The role of a target name: a column of {@code observations}, or else a property. */
    static ColumnRole of(String target) {
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

    /** The coordinate of that name, or null. */
    public static @Nullable Coordinate coordinate(String target) {
        for (Coordinate coordinate : Coordinate.values()) {
            if (coordinate.column().equals(target)) {
                return coordinate;
            }
        }
        return null;
    }

    /** The word in a receipt. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
