package org.collabenv.episodes.source.value;

import org.jspecify.annotations.Nullable;

/** Reads lists of numbers as programs write them: {@code [1.0, 2.0]}, {@code [1. 2.]}, on one line or several. */
public final class NumberLists {

    private NumberLists() {}

    /**
     * Reads a list of exactly as many numbers as there are targets.
     *
     * @return false if the cell is not such a list; the values in the targets are then undefined
     */
    static boolean read(char[] buffer, int offset, int length, double[][] targets, int row) {
        int end = offset + length;
        if (!isBracketed(buffer, offset, length)) {
            return false;
        }
        int element = 0;
        int last = offset + 1;
        for (int from = next(buffer, offset + 1, end); from < end - 1; ) {
            int to = endOfElement(buffer, from, end);
            for (int hole = holes(buffer, last, from, element == 0); hole > 0; hole--) {
                if (element == targets.length) {
                    return false;
                }
                targets[element++][row] = Double.NaN;
            }
            last = to;
            double value = Numbers.real(buffer, from, to - from);
            if (element == targets.length
                    || (Double.isNaN(value) && !MissingValues.USUAL.matches(buffer, from, to - from))) {
                return false;
            }
            targets[element++][row] = value;
            from = next(buffer, to, end);
        }
        return element == targets.length;
    }

    /**
     * Returns a list as JSON. Its numbers are kept digit for digit wherever JSON allows that; missing elements become
     * null.
     *
     * @return null if the cell is not a list of finite numbers
     */
    public static @Nullable String json(char[] buffer, int offset, int length) {
        int end = offset + length;
        if (!isBracketed(buffer, offset, length)) {
            return null;
        }
        StringBuilder json = new StringBuilder(length).append('[');
        int last = offset + 1;
        for (int from = next(buffer, offset + 1, end); from < end - 1; ) {
            int to = endOfElement(buffer, from, end);
            for (int hole = holes(buffer, last, from, json.length() == 1); hole > 0; hole--) {
                json.append(json.length() > 1 ? ",null" : "null");
            }
            if (json.length() > 1) {
                json.append(',');
            }
            last = to;
            double value = Numbers.real(buffer, from, to - from);
            if (Double.isNaN(value) && MissingValues.USUAL.matches(buffer, from, to - from)) {
                json.append("null");
            } else if (Double.isNaN(value) || Double.isInfinite(value)) {
                return null;
            } else {
                appendNumber(json, buffer, from, to, value);
            }
            from = next(buffer, to, end);
        }
        for (int hole = holes(buffer, last, end - 1, false); hole > 0; hole--) {
            json.append(",null");
        }
        return json.append(']').toString();
    }

    /**
     * Appends a number, rewritten if JSON does not allow its form: {@code 1.}, {@code .5}, {@code +1} or {@code 007}.
     */
    private static void appendNumber(StringBuilder json, char[] buffer, int from, int to, double value) {
        int digits = buffer[from] == '-' ? from + 1 : from;
        boolean startsWell = digits < to
                && Numbers.isDigit(buffer[digits])
                && !(buffer[digits] == '0' && digits + 1 < to && Numbers.isDigit(buffer[digits + 1]));
        boolean sound = startsWell && Numbers.isDigit(buffer[to - 1]);
        for (int i = digits; i < to - 1 && sound; i++) {
            sound = buffer[i] != '.' || Numbers.isDigit(buffer[i + 1]);
        }
        if (sound) {
            json.append(buffer, from, to - from);
        } else {
            json.append(value);
        }
    }

    private static boolean isBracketed(char[] buffer, int offset, int length) {
        return length >= 2 && buffer[offset] == '[' && buffer[offset + length - 1] == ']';
    }

    /** Returns how many elements are left empty between two commas, or before the first one. */
    private static int holes(char[] buffer, int from, int to, boolean isFirst) {
        int commas = 0;
        for (int i = from; i < to; i++) {
            commas += buffer[i] == ',' ? 1 : 0;
        }
        return isFirst ? commas : commas - 1;
    }

    private static int next(char[] buffer, int start, int end) {
        int i = start;
        while (i < end - 1 && isSeparator(buffer[i])) {
            i++;
        }
        return i;
    }

    private static int endOfElement(char[] buffer, int start, int end) {
        int i = start;
        while (i < end - 1 && !isSeparator(buffer[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
