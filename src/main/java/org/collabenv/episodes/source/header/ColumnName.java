package org.collabenv.episodes.source.header;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a column's name as people write it: regardless of case and separators, and possibly with a unit at its end. */
public final class ColumnName {

    private static final Pattern BRACKETED = Pattern.compile("(.+?)\\s*[(\\[]([^()\\[\\]]*)[)\\]]");
    private static final Pattern BEHIND_A_SLASH = Pattern.compile("([^/]+?)\\s*/\\s*(.+)");
    private static final Pattern LAST_WORD = Pattern.compile("(.+?)[\\s_]+([^\\s_]+)");
    /** A dot before digits at the end separates nothing: pandas and R number columns of the same name so, as in x.1. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_\\-]+|\\.(?!\\d+$)");

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
        return Unit.of(withoutBrackets(text)) != null;
    }

    public static String withoutBrackets(String text) {
        return text.strip().replaceAll("^[(\\[]|[)\\]]$", "").strip();
    }
}
