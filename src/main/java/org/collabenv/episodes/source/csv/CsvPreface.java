package org.collabenv.episodes.source.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.input.SequenceReader;
import org.collabenv.episodes.source.options.ExportNote;
import org.jspecify.annotations.Nullable;

/**
 * The part of a text file before its first record: blank lines, and comments that begin with {@code #}.
 *
 * @param skippedLines lines before the header
 * @param givenDelimiter the delimiter that a line such as {@code sep=;} above the header gives; null if there is none
 * @param lastComment the last comment without its mark; empty if there is none
 * @param noteComment the comment with the note of a file that the service has exported; empty if there is none
 * @param firstLine the header's physical line, from which the delimiter is detected
 * @param text the file from the header on
 */
record CsvPreface(
        long skippedLines,
        @Nullable Character givenDelimiter,
        String lastComment,
        String noteComment,
        String firstLine,
        Reader text) {

    /** The maximum number of characters that are searched for the header; a longer first line is cut here. */
    private static final int MOST_CHARS = 1 << 20;

    private static final String CANDIDATES = ",\t;";
    private static final char COMMENT = '#';
    private static final String NOTE = ExportNote.KEY + ":";

    /** The line with which spreadsheets tell each other the delimiter. */
    private static final Pattern DELIMITER = Pattern.compile("\"?sep=(.)\"?\\s*", Pattern.CASE_INSENSITIVE);

    static final char BLANK = ' ';

    /** The blanks between the cells of a line that gives a frame, an agent and a position. */
    private static final int FEWEST_BLANKS = 3;

    static CsvPreface read(Reader file) throws IOException {
        StringBuilder line = new StringBuilder();
        String comment = "";
        String note = "";
        Character delimiter = null;
        long skipped = 0;
        long chars = 0;
        int next = file.read();
        while (next != -1 && chars < MOST_CHARS) {
            line.append((char) next);
            chars++;
            if (next == '\n' || next == '\r') {
                int behind = next == '\r' ? file.read() : -1;
                if (behind == '\n') {
                    line.append('\n');
                }
                Matcher sep = DELIMITER.matcher(line);
                if (sep.matches()) {
                    delimiter = sep.group(1).charAt(0);
                } else if (!isComment(line)) {
                    String rest = behind == -1 || behind == '\n' ? "" : String.valueOf((char) behind);
                    return of(skipped, delimiter, comment, note, line, rest, file);
                }
                if (line.charAt(0) == COMMENT) {
                    comment = line.toString().replaceAll("^#+", "").strip();
                    note = comment.startsWith(NOTE) ? comment : note;
                }
                line.setLength(0);
                skipped++;
                next = behind == '\n' || behind == -1 ? file.read() : behind;
            } else {
                next = file.read();
            }
        }
        String rest = next == -1 ? "" : String.valueOf((char) next);
        return next == -1 && isComment(line)
                ? of(skipped, delimiter, comment, note, new StringBuilder(), "", file)
                : of(skipped, delimiter, comment, note, line, rest, file);
    }

    private static CsvPreface of(
            long skipped,
            @Nullable Character delimiter,
            String comment,
            String note,
            StringBuilder line,
            String rest,
            Reader file) {
        String text = line.toString();
        return new CsvPreface(
                skipped, delimiter, comment, note, text, new SequenceReader(new StringReader(text + rest), file));
    }

    private static boolean isComment(StringBuilder line) {
        return line.toString().isBlank() || line.charAt(0) == COMMENT;
    }

    /** Returns the note of a file that the service has exported. */
    Optional<ExportNote> note() {
        return noteComment.isEmpty()
                ? Optional.empty()
                : Optional.of(ExportNote.parse(noteComment.substring(NOTE.length())));
    }

    /**
     * Returns the delimiter that separates the first line into the most cells; a blank if it contains none of the three and
     * blanks separate it into as many cells as an observation needs, otherwise a comma.
     */
    char delimiter(@Nullable Character quote) {
        if (givenDelimiter != null) {
            return givenDelimiter;
        }
        char best = ',';
        int most = 0;
        for (int i = 0; i < CANDIDATES.length(); i++) {
            char candidate = CANDIDATES.charAt(i);
            int count = outsideQuotes(candidate, quote);
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return most == 0 && outsideQuotes(BLANK, quote) >= FEWEST_BLANKS ? BLANK : best;
    }

    private int outsideQuotes(char candidate, @Nullable Character quote) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < firstLine.length(); i++) {
            char c = firstLine.charAt(i);
            if (quote != null && c == quote) {
                quoted = !quoted;
            } else if (c == candidate && !quoted) {
                count++;
            }
        }
        return count;
    }
}
