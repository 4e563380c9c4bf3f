package org.collabenv.episodes.source.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Marks quoted cells with text behind the closing quote, as in {@code "a"b}, which a parser of RFC 4180 cannot go on
 * behind: the text is moved into the quotes, and {@link #MARK} stands at its end. Such a cell is then an error of its row
 * only.
 *
 * <p>Outside quotes this looks for quotes only, so that a file without any costs next to nothing.
 */
final class TextBehindQuotes extends FilterReader {

    /** A low surrogate, which follows a high one in valid text only, so that no text that can be stored ends with it. */
    static final char MARK = '\uDFFE';

    private static final int BUFFER = 1 << 13;

    /** The place of the next character. */
    private enum State {
        /** Outside quotes, or in a cell that has none. */
        PLAIN,
        QUOTED,
        /** Behind a quote in quotes: the closing one, or the first of two. */
        BEHIND_QUOTE,
        /** In text behind the closing quote. */
        STRAY
    }

    private final char delimiter;
    private final char quote;
    private final char[] read = new char[BUFFER];
    /** The text that was read, with the marks; at most three times as long: each quote of stray text is doubled. */
    private final char[] written = new char[BUFFER * 4];

    private int from;
    private int to;
    private State state = State.PLAIN;
    private char previous = '\n';

    TextBehindQuotes(Reader text, char delimiter, char quote) {
        super(text);
        this.delimiter = delimiter;
        this.quote = quote;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(written, from, buffer, offset, count);
        from += count;
        return count;
    }

    @Override
    public int read() throws IOException {
        return from == to && !fill() ? -1 : written[from++];
    }

    private boolean fill() throws IOException {
        int count = in.read(read, 0, BUFFER);
        from = 0;
        to = 0;
        if (count == -1) {
            if (state == State.STRAY) {
                endStray();
                state = State.PLAIN;
            }
            return to > 0;
        }
        int next = 0;
        while (next < count) {
            next = state == State.PLAIN ? plain(next, count) : quoted(next);
        }
        return true;
    }

    /** Copies what stands outside quotes, up to a quote that opens a cell; returns the place behind it. */
    private int plain(int start, int end) {
        int next = start;
        while (next < end && !opens(next, start)) {
            next++;
        }
        int behind = Math.min(next + 1, end);
        System.arraycopy(read, start, written, to, behind - start);
        to += behind - start;
        previous = read[behind - 1];
        state = next < end ? State.QUOTED : State.PLAIN;
        return behind;
    }

    private boolean opens(int at, int start) {
        if (read[at] != quote) {
            return false;
        }
        char before = at == start ? previous : read[at - 1];
        return before == delimiter || isLineEnd(before);
    }

    private int quoted(int at) {
        char c = read[at];
        switch (state) {
            case PLAIN, QUOTED -> state = c == quote ? State.BEHIND_QUOTE : State.QUOTED;
            case BEHIND_QUOTE -> {
                if (c == quote) {
                    state = State.QUOTED;
                } else if (ends(c)) {
                    state = State.PLAIN;
                } else {
                    // The closing quote becomes the first of two.
                    written[to++] = quote;
                    state = State.STRAY;
                }
            }
            case STRAY -> {
                if (ends(c)) {
                    endStray();
                    state = State.PLAIN;
                } else if (c == quote) {
                    written[to++] = quote;
                }
            }
        }
        written[to++] = c;
        previous = c;
        return at + 1;
    }

    private void endStray() {
        written[to++] = MARK;
        written[to++] = quote;
    }

    private boolean ends(char c) {
        return c == delimiter || isLineEnd(c);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    @Override
    public boolean ready() throws IOException {
        return from < to || in.ready();
    }
}
