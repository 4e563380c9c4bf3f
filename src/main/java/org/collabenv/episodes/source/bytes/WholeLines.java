package org.collabenv.episodes.source.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The whole lines of a text that may be cut off: what stands behind the last line end is left out, unless there is none at
 * all. Line ends are bytes here, so that the text's encoding has to be like ASCII in this.
 */
public final class WholeLines extends FilterInputStream {

    private static final int LONGEST_LINE = 1 << 23;

    private byte[] held = new byte[1 << 13];
    private int from;
    /** The end of the whole lines that are held. */
    private int whole;

    private int to;
    private boolean isAny;
    private boolean isEnd;

    /** Leaves the rest of the last line out. */
    public WholeLines(InputStream text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (from == whole && !isEnd) {
            fill();
        }
        if (from == whole) {
            return -1;
        }
        int count = Math.min(length, whole - from);
        System.arraycopy(held, from, buffer, offset, count);
        from += count;
        isAny = true;
        return count;
    }

    private void fill() throws IOException {
        System.arraycopy(held, from, held, 0, to - from);
        to -= from;
        from = 0;
        whole = 0;
        if (to == LONGEST_LINE) {
            // No line of a table is that long: whoever reads it says so.
            whole = to;
            return;
        }
        if (to == held.length) {
            held = Arrays.copyOf(held, held.length * 2);
        }
        int count = in.read(held, to, held.length - to);
        if (count == -1) {
            isEnd = true;
            whole = isAny ? 0 : to;
            return;
        }
        to += count;
        for (int i = to - 1; i >= to - count && whole == 0; i--) {
            whole = held[i] == '\n' || held[i] == '\r' ? i + 1 : 0;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
