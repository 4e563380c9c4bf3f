package org.collabenv.episodes.source.value;

/** Checks whether the database can store a string, and makes strings printable in an answer. */
public final class Texts {

    /**
     * The character to which a malformed byte is decoded: a low surrogate, which in valid text only follows a high one.
     * The usual replacement character could not be distinguished from one in the file.
     */
    public static final char MALFORMED = '\uDFFF';

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /**
     * Returns whether a string has neither half of a surrogate pair nor a NUL, which no database stores. Each malformed
     * byte is such a half, and so is what some encodings decode to although it is no character.
     */
    public static boolean isStorable(char[] buffer, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            char c = buffer[i];
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(buffer, i, end)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Returns whether a string has neither half of a surrogate pair nor a NUL. */
    public static boolean isStorable(String text) {
        return isStorable(text.toCharArray(), 0, text.length());
    }

    private static boolean isPair(char[] buffer, int at, int end) {
        return at + 1 < end && Character.isSurrogatePair(buffer[at], buffer[at + 1]);
    }

    /** Returns a string as JSON can represent it: what {@link #isStorable} refuses becomes the replacement character. */
    public static String printable(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (Character.isSurrogate(chars[i]) && isPair(chars, i, chars.length)) {
                i++;
            } else if (chars[i] == 0 || Character.isSurrogate(chars[i])) {
                chars[i] = REPLACEMENT;
            }
        }
        return new String(chars);
    }
}
