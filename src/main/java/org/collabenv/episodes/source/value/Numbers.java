package org.collabenv.episodes.source.value;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads numbers from characters, without creating strings.
 *
 * <p>The syntax is stricter than that of Java, which also accepts {@code 1d}, {@code 2f} and hexadecimal numbers: in a
 * data file those are labels. Blanks around a number are allowed.
 */
public final class Numbers {

    /** The result of {@link #integer} for a cell that is not a whole number of int range. */
    public static final long NOT_AN_INT = Long.MIN_VALUE;

    private static final int INT_DIGITS = 10;

    /** The whole number up to which a double keeps every one: 2^53. */
    private static final double EXACT = 0x1p53;

    private Numbers() {}

    /**
     * Reads a whole number of int range that consists of digits and an optional minus only.
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
     * Reads a whole number of int range, which may also be written {@code 3.0} or {@code 3e2}.
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
        return value == (int) value && isWritten(value, buffer, offset, length) ? (int) value : NOT_AN_INT;
    }

    /** Returns whether the digits mean the whole number to which they were rounded: 1e-400 is not 0. */
    private static boolean isWritten(double whole, char[] buffer, int offset, int length) {
        boolean inFraction = false;
        boolean anyDigit = false;
        boolean digitInFraction = false;
        for (int i = offset; i < offset + length; i++) {
            if ((buffer[i] | 0x20) == 'e') {
                return whole != 0 || !anyDigit;
            }
            inFraction |= buffer[i] == '.';
            boolean counts = isDigit(buffer[i]) && buffer[i] != '0';
            anyDigit |= counts;
            digitInFraction |= counts && inFraction;
        }
        return !digitInFraction;
    }

    /** Reads a whole number of int range from a text; {@link #NOT_AN_INT} if it is none. */
    public static long integer(String text) {
        return integer(text.toCharArray(), 0, text.length());
    }

    /** Reads a real number from a text; NaN if it is none. */
    public static double real(String text) {
        return real(text.toCharArray(), 0, text.length());
    }

    /**
     * Reads a real number, including {@code inf}; blanks around it are ignored.
     *
     * @return the number, or NaN if the cell is not a number
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
        // The parser would skip control characters before the number too.
        if (length == 0 || buffer[offset] < ' ' || looksLikeLabel(buffer, offset, length)) {
            return infinity(buffer, offset, length);
        }
        try {
            double value = JavaDoubleParser.parseDouble(buffer, offset, length);
            // A number such as 3e3078 is too large for a double, but does not mean infinity.
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException notANumber) {
            return infinity(buffer, offset, length);
        }
    }

    /**
     * Returns whether a property whose first values look like this is one of numbers: {@code 007} and {@code 0x1f} are
     * labels, although the first can be read as a number.
     */
    public static boolean isNumberByItself(char[] buffer, int offset, int length) {
        double value = real(buffer, offset, length);
        return !Double.isNaN(value) && !isName(value, buffer, offset, length);
    }

    /**
     * Returns whether a cell that can be read as a number is rather a name: {@code 007}, {@code 12e34} as a part of an
     * identifier, and a whole number with more digits than the nearest double keeps.
     */
    static boolean isName(double value, char[] buffer, int offset, int length) {
        int first = offset;
        int end = offset + length;
        while (first < end && buffer[first] == ' ') {
            first++;
        }
        if (first < end && (buffer[first] == '-' || buffer[first] == '+')) {
            first++;
        }
        boolean zeroPadded = first + 1 < end && buffer[first] == '0' && isDigit(buffer[first + 1]);
        // Only what was rounded to a whole number can have lost digits, or be hexadecimal.
        return zeroPadded
                || (value == Math.rint(value)
                        && (looksHexadecimal(buffer, first, end)
                                || (Math.abs(value) >= EXACT && isOfDigits(buffer, first, end))));
    }

    private static boolean isOfDigits(char[] buffer, int first, int end) {
        for (int i = first; i < end; i++) {
            if (!isDigit(buffer[i])) {
                return false;
            }
        }
        return first < end;
    }

    /**
     * Returns whether a string of digits and a single {@code e}, such as {@code 12e34}, is probably a part of an
     * identifier: programs write exponents with a sign or after a decimal point.
     */
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
     * Returns whether an id that looks like this is a whole number of int range: {@code 001} and {@code 3e2} are
     * labels, while {@code 1.0} is 1 as a data frame writes it.
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

    /**
     * Returns whether a cell looks like a label, although Java may read it as a number: it ends in a type suffix or is
     * hexadecimal.
     */
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
