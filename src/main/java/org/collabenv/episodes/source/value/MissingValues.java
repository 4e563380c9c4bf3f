package org.collabenv.episodes.source.value;

import java.util.HashSet;
import java.util.Set;

/**
 * The words for a value that is not there. An empty cell is always one.
 *
 * <p>It also reads the numbers, since a word such as {@code -999} may look like one.
 */
public final class MissingValues {

    /** {@code NaN}, {@code null} and {@code None} in any case, and {@code NA}. */
    public static final MissingValues USUAL = new MissingValues(Set.of(), true);

    private final Set<String> words;
    private final boolean usual;
    private final int longestWord;

    private MissingValues(Set<String> words, boolean usual) {
        this.words = Set.copyOf(words);
        this.usual = usual;
        this.longestWord = words.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Those words and no others. */
    public static MissingValues only(Set<String> words) {
        return new MissingValues(words, false);
    }

    /** Those words beside the usual ones. */
    public MissingValues and(Set<String> more) {
        Set<String> both = new HashSet<>(words);
        both.addAll(more);
        return new MissingValues(both, usual);
    }

    /** Whether a cell that can be read as a number is one of the words all the same. */
    boolean hideNumber(char[] buffer, int offset, int length) {
        return isOneOfTheWords(buffer, offset, length);
    }

    /** Whether a number may be one of the words, so that its text has to be looked at. */
    public boolean mayBeNumbers() {
        return longestWord > 0;
    }

    /** Whether a cell holds no value; blanks around it do not count. */
    boolean matches(char[] buffer, int offset, int length) {
        int start = offset;
        int size = length;
        while (size > 0 && buffer[start] == ' ') {
            start++;
            size--;
        }
        while (size > 0 && buffer[start + size - 1] == ' ') {
            size--;
        }
        return size == 0 || (usual && isUsual(buffer, start, size)) || isOneOfTheWords(buffer, start, size);
    }

    public boolean matches(String text) {
        return matches(text.toCharArray(), 0, text.length());
    }

    /** A real number; NaN if the cell is missing or is none. */
    double real(char[] buffer, int offset, int length) {
        return isOneOfTheWords(buffer, offset, length) ? Double.NaN : Numbers.real(buffer, offset, length);
    }

    private static boolean isUsual(char[] buffer, int offset, int length) {
        return switch (length) {
            case 2 -> buffer[offset] == 'N' && buffer[offset + 1] == 'A';
            case 3 -> Numbers.equalsIgnoringCase(buffer, offset, "nan");
            case 4 ->
                Numbers.equalsIgnoringCase(buffer, offset, "null")
                        || Numbers.equalsIgnoringCase(buffer, offset, "none");
            default -> false;
        };
    }

    private boolean isOneOfTheWords(char[] buffer, int offset, int length) {
        return length <= longestWord && words.contains(new String(buffer, offset, length).strip());
    }
}
