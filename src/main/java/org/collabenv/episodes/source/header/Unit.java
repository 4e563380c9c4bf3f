package org.collabenv.episodes.source.header;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of units that stand at the ends of columns' names, by what they measure. */
enum Unit {
    TIME(
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "ms",
            "millisecond",
            "milliseconds",
            "msec",
            "us",
            "µs",
            "μs",
            "microsecond",
            "microseconds",
            "ns",
            "nanosecond",
            "nanoseconds",
            "min",
            "minutes",
            "h",
            "hours"),
    FRAMES("frame", "frames"),
    LENGTH(
            "m",
            "meter",
            "meters",
            "metre",
            "metres",
            "cm",
            "mm",
            "um",
            "µm",
            "μm",
            "micron",
            "microns",
            "km",
            "px",
            "pixel",
            "pixels",
            "bl",
            "a.u.",
            "au",
            "scene units"),
    ANGLE("deg", "degree", "degrees", "°", "rad", "radians"),
    SPEED(
            "m/s",
            "cm/s",
            "mm/s",
            "km/h",
            "px/s",
            "pixels/s",
            "px/frame",
            "bl/s",
            "kn",
            "knots",
            "deg/s",
            "°/s",
            "rad/s"),
    ACCELERATION("m/s2", "m/s^2", "m/s²", "cm/s2", "cm/s^2", "cm/s²", "mm/s2"),
    OTHER("hz", "%", "counts", "quality");

    private static final Map<String, Unit> BY_WORD = new HashMap<>();

    static {
        for (Unit unit : values()) {
            unit.words.forEach(word -> BY_WORD.put(word, unit));
        }
    }

    private static final Set<Unit> OF_TIME = Set.of(TIME, FRAMES);
    private static final Set<Unit> OF_POSITION = Set.of(LENGTH, ANGLE);

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
    private final List<String> words;

    Unit(String... words) {
        this.words = List.of(words);
    }

    /** Returns the kind of a unit; null if the string is none. */
    static @Nullable Unit of(String text) {
        return BY_WORD.get(text.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether what stands behind a name can be said of a target: a unit that measures it, or a remark in
     * brackets that is no unit. Nothing can be said of an agent: "track (previous)" is another track, and "track frames"
     * the length of one.
     */
    static boolean canBeSaidOf(String target, String behindTheName) {
        Unit unit = of(behindTheName);
        return switch (ColumnRole.of(target)) {
            case AGENT, AGENT_TYPE -> false;
            case TIME -> unit == null || OF_TIME.contains(unit);
            case POSITION -> unit == null || OF_POSITION.contains(unit);
            case VELOCITY -> unit == null || unit == SPEED;
            case PROPERTY, PROPERTY_ID, VALUE -> true;
        };
    }
}
