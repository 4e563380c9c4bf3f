package org.collabenv.episodes.source.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Makes one blank of several, and removes those at both ends of a line: a file whose columns are aligned with blanks then has
 * one between two cells. What is in quotes stays as it is.
 */
final class BlankRuns extends FilterReader {

    /** No character is held back; -1 is the end of the text. */
    private static final int NONE = -2;

    private final @Nullable Character quote;
    private boolean isLineStart = true;
    private boolean isBlankDue;
    private boolean isQuoted;
    private int held = NONE;

    /** @param quote the character around cells that hold blanks; null if there is none */
    BlankRuns(Reader text, @Nullable Character quote) {
        super(text);
        this.quote = quote;
    }

    @Override
    public int read() throws IOException {
        if (held != NONE) {
            int next = held;
            held = NONE;
            return next;
        }
        while (true) {
            int next = in.read();
            boolean isBlank = !isQuoted && (next == ' ' || next == '\t');
            if (isBlank) {
                isBlankDue = !isLineStart;
                continue;
            }
            boolean endsLine = next == '\n' || next == '\r' || next == -1;
            boolean isDue = isBlankDue && !endsLine;
            isBlankDue = false;
            isLineStart = endsLine && !isQuoted;
            isQuoted ^= quote != null && next == quote;
            if (isDue) {
                held = next;
                return ' ';
            }
            return next;
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next == -1) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (char) next;
            if (next == '\n' && !in.ready()) {
                return count;
            }
        }
        return count;
    }
}
