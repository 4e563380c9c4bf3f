package org.collabenv.episodes.source.header;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a column's name as people write it: regardless of case and separators, and possibly with a unit at its end. */
public final class ColumnName {

    private static final Set<String> UNITS = Set.of(
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
            "hours",
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
            "deg",
            "degree",
            "degrees",
            "°",
            "rad",
            "radians",
            "m/s",
            "cm/s",
            "mm/s",
            "km/h",
            "px/s",
            "pixels/s",
            "px/frame",
            "m/s2",
            "m/s^2",
            "m/s²",
            "cm/s2",
            "cm/s^2",
            "cm/s²",
            "mm/s2",
            "deg/s",
            "°/s",
            "rad/s",
            "kn",
            "knots",
            "hz",
            "frame",
            "frames",
            "bl",
            "bl/s",
            "%",
            "counts",
            "quality",
            "a.u.",
            "au",
            "scene units");

    private static final Pattern BRACKETED = Pattern.compile("(.+?)\\s*[(\\[]([^()\\[\\]]*)[)\\]]");
    private static final Pattern BEHIND_A_SLASH = Pattern.compile("([^/]+?)\\s*/\\s*(.+)");
    private static final Pattern LAST_WORD = Pattern.compile("(.+?)[\\s_]+([^\\s_]+)");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_.\\-]+");

    private ColumnName() {}

    /**
     * One reading of a name.
     *
     * @param plain the name without case and separators
     * @param unit the unit that was removed from its end; null if none was
     */
    record Form(String plain, @Nullable String unit) {}

    /** Returns the readings of a name: the name as it is and, if it ends in a unit, the name without the unit. */
    static List<Form> forms(String name) {
        Form whole = new Form(plain(name), null);
        return Stream.of(BRACKETED, LAST_WORD, BEHIND_A_SLASH)
                .map(pattern -> pattern.matcher(name))
                .filter(Matcher::matches)
                .filter(match -> match.pattern() == BRACKETED || isUnit(match.group(2)))
                .findFirst()
                .map(match -> List.of(
                        whole, new Form(plain(match.group(1)), match.group(2).strip())))
                .orElse(List.of(whole));
    }

    static String plain(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Returns whether a string is a unit, with or without brackets. */
    public static boolean isUnit(String text) {
        return UNITS.contains(withoutBrackets(text).toLowerCase(Locale.ROOT));
    }

    public static String withoutBrackets(String text) {
        return text.strip().replaceAll("^[(\\[]|[)\\]]$", "").strip();
    }
}
