package org.collabenv.episodes.source.value;

/** Checks whether the database can store a string, and makes strings printable in an answer. */
public final class Texts {

    /**
     * The character to which a malformed byte is decoded: a low surrogate, which in valid text only follows a high one.
     * The usual replacement character could not be distinguished from one in the file.
     */
    public static final char MALFORMED = '\uDFFF';

    private Texts() {}

    /** Returns whether a string has neither a malformed byte nor a NUL, which PostgreSQL cannot store. */
    public static boolean isStorable(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = buffer[i];
            if (c == 0 || (c == MALFORMED && (i == offset || !Character.isHighSurrogate(buffer[i - 1])))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a string as JSON can represent it: {@link #MALFORMED} and NUL become the replacement character. */
    public static String printable(String text) {
        return isStorable(text.toCharArray(), 0, text.length())
                ? text
                : text.replace(MALFORMED, '\uFFFD').replace('\0', '\uFFFD');
    }
}
