package org.collabenv.episodes.source.value;

import java.util.HashSet;
import java.util.Set;

/**
 * The words that represent a missing value. An empty cell is always a missing value.
 *
 * <p>This class also reads numbers, since a word such as {@code -999} may look like a number.
 */
public final class MissingValues {

    /** The usual words: {@code NaN}, {@code null} and {@code None} regardless of case, and {@code NA}. */
    public static final MissingValues USUAL = new MissingValues(Set.of(), true);

    private final Set<String> words;
    private final boolean usual;
    private final int longestWord;

    private MissingValues(Set<String> words, boolean usual) {
        this.words = Set.copyOf(words);
        this.usual = usual;
        this.longestWord = words.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Returns missing values with the given words and without the usual ones. */
    public static MissingValues only(Set<String> words) {
        return new MissingValues(words, false);
    }

    /** Returns these missing values with further words. */
    public MissingValues and(Set<String> more) {
        Set<String> both = new HashSet<>(words);
        both.addAll(more);
        return new MissingValues(both, usual);
    }

    /** Returns whether a cell that can be read as a number is nevertheless one of the words. */
    boolean hideNumber(char[] buffer, int offset, int length) {
        return isOneOfTheWords(buffer, offset, length);
    }

    /** Returns whether a number may be one of the words, so that its characters have to be compared with them. */
    public boolean mayBeNumbers() {
        return longestWord > 0;
    }

    /** Returns whether a cell holds no value; blanks around it are ignored. */
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

    /** Returns the real number in a cell; NaN if the cell is a missing value or not a number. */
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
