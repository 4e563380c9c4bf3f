package org.collabenv.episodes.source.value;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads numbers from characters, without strings.
 *
 * <p>Stricter than Java's own syntax, which also takes {@code 1d}, {@code 2f} and hexadecimal: in a data file those
 * are labels. Blanks around a number are allowed.
 */
public final class Numbers {

    /** What {@link #integer} returns for a text that is no whole number of int range. */
    public static final long NOT_AN_INT = Long.MIN_VALUE;

    private static final int INT_DIGITS = 10;

    private Numbers() {}

    /**
     * A whole number of int range, written with nothing but its digits and perhaps a minus.
     *
     * @return the number, or {@link #NOT_AN_INT}
     */
    static long plainInteger(char[] buffer, int offset, int length) {
        boolean negative = length > 1 && buffer[offset] == '-';
        int first = negative ? offset + 1 : offset;
        int end = offset + length;
        if (first == end || end - first > INT_DIGITS || (buffer[first] == '0' && end - first > 1)) {
            return NOT_AN_INT;
        }
        long value = 0;
        for (int i = first; i < end; i++) {
            if (!isDigit(buffer[i])) {
                return NOT_AN_INT;
            }
            value = value * 10 + (buffer[i] - '0');
        }
        value = negative ? -value : value;
        return value == (int) value ? value : NOT_AN_INT;
    }

    /**
     * A whole number of int range, also written {@code 3.0} or {@code 3e2}.
     *
     * @return the number, or {@link #NOT_AN_INT}
     */
    public static long integer(char[] buffer, int offset, int length) {
        int i = offset;
        int end = offset + length;
        boolean negative = length > 1 && buffer[i] == '-';
        if (negative) {
            i++;
        }
        if (i == end || end - i > INT_DIGITS) {
            return integerWithFraction(buffer, offset, length);
        }
        long value = 0;
        for (; i < end; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return integerWithFraction(buffer, offset, length);
            }
            value = value * 10 + digit;
        }
        value = negative ? -value : value;
        return value == (int) value ? value : NOT_AN_INT;
    }

    private static long integerWithFraction(char[] buffer, int offset, int length) {
        double value = real(buffer, offset, length);
        return value == (int) value ? (int) value : NOT_AN_INT;
    }

    /**
     * A real number, {@code inf} included; blanks around it do not count.
     *
     * @return the number, or NaN if the text is none
     */
    public static double real(char[] buffer, int start, int size) {
        int offset = start;
        int length = size;
        while (length > 0 && buffer[offset] == ' ') {
            offset++;
            length--;
        }
        while (length > 0 && buffer[offset + length - 1] == ' ') {
            length--;
        }
        if (length == 0 || looksLikeLabel(buffer, offset, length)) {
            return infinity(buffer, offset, length);
        }
        try {
            double value = JavaDoubleParser.parseDouble(buffer, offset, length);
            // 3e3078 is no way to write infinity.
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException notANumber) {
            return infinity(buffer, offset, length);
        }
    }

    /**
     * Whether a property whose first values look like this is one of numbers: {@code 007} and {@code 0x1f} are labels,
     * though the first can be read as a number.
     */
    public static boolean isNumberByItself(char[] buffer, int offset, int length) {
        int first = offset;
        int end = offset + length;
        while (first < end && buffer[first] == ' ') {
            first++;
        }
        if (first < end && (buffer[first] == '-' || buffer[first] == '+')) {
            first++;
        }
        boolean zeroPadded = first + 1 < end && buffer[first] == '0' && isDigit(buffer[first + 1]);
        return !zeroPadded && !looksHexadecimal(buffer, first, end) && !Double.isNaN(real(buffer, offset, length));
    }

    /** Programs write exponents with a sign or behind a point; {@code 12e34} is rather a part of an identifier. */
    private static boolean looksHexadecimal(char[] buffer, int first, int end) {
        int exponents = 0;
        for (int i = first; i < end; i++) {
            if ((buffer[i] | 0x20) == 'e') {
                exponents++;
            } else if (!isDigit(buffer[i])) {
                return false;
            }
        }
        return exponents == 1;
    }

    /**
     * Whether an id that looks like this is a whole number of int range: {@code 001} and {@code 3e2} are labels,
     * {@code 1.0} is what a data frame makes of 1.
     */
    public static boolean isWholeByItself(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if ((buffer[i] | 0x20) == 'e') {
                return false;
            }
        }
        return length > 0
                && isNumberByItself(buffer, offset, length)
                && buffer[offset] != '+'
                && integer(buffer, offset, length) != NOT_AN_INT;
    }

    /** What Java reads as a number although it ends in a type suffix or is hexadecimal. */
    private static boolean looksLikeLabel(char[] buffer, int offset, int length) {
        char last = buffer[offset + length - 1];
        if (!isDigit(last) && last != '.') {
            return true;
        }
        for (int i = offset + 1; i < offset + Math.min(length, 3); i++) {
            if ((buffer[i] | 0x20) == 'x') {
                return true;
            }
        }
        return false;
    }

    private static double infinity(char[] buffer, int offset, int length) {
        boolean signed = length > 0 && (buffer[offset] == '-' || buffer[offset] == '+');
        int start = signed ? offset + 1 : offset;
        int letters = signed ? length - 1 : length;
        boolean infinite = (letters == 3 && equalsIgnoringCase(buffer, start, "inf"))
                || (letters == 8 && equalsIgnoringCase(buffer, start, "infinity"));
        if (!infinite) {
            return Double.NaN;
        }
        return signed && buffer[offset] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean equalsIgnoringCase(char[] buffer, int offset, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((buffer[offset + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
