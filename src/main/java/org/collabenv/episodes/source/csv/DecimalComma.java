package org.collabenv.episodes.source.csv;

import org.collabenv.episodes.source.value.Numbers;

/** Reads numbers that are written with a comma, as in {@code 12,5}. */
final class DecimalComma {

    private char[] number = new char[64];

    /**
     * Returns a cell with a point for its comma.
     *
     * @return a buffer whose first {@code length} characters are the number, valid until the next call; the given buffer if the cell
     *     is no number with one comma
     */
    char[] withPoint(char[] buffer, int offset, int length) {
        if (length > number.length) {
            number = new char[length];
        }
        int commas = 0;
        for (int i = 0; i < length; i++) {
            char c = buffer[offset + i];
            if (c == '.') {
                return buffer;
            }
            number[i] = c == ',' ? '.' : c;
            commas += c == ',' ? 1 : 0;
        }
        return commas == 1 && !Double.isNaN(Numbers.real(number, 0, length)) ? number : buffer;
    }
}
