package org.collabenv.episodes.source.csv;

/** Reads the name in a cell of the header, as spreadsheets and web pages leave it. */
final class HeaderCell {

    /** Blanks that do not break a line, have no width, or mark the order of bytes. */
    private static final String OTHER_BLANKS = "\u00A0\u2007\u202F\u200B\uFEFF";

    private HeaderCell() {}

    /** Returns the name without the blanks around it, and with one blank in place of those around a line break. */
    static String name(String cell) {
        StringBuilder name = new StringBuilder();
        int blanks = 0;
        boolean isBroken = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (isBlank(c)) {
                blanks++;
                isBroken |= c == '\n' || c == '\r';
                continue;
            }
            if (blanks > 0 && name.length() > 0) {
                name.append(isBroken ? " " : cell.substring(i - blanks, i));
            }
            blanks = 0;
            isBroken = false;
            name.append(c);
        }
        return name.toString();
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || OTHER_BLANKS.indexOf(c) >= 0;
    }
}
