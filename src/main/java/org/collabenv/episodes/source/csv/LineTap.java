package org.collabenv.episodes.source.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.collabenv.episodes.source.options.BatchSize;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * The bytes of a text file as they pass to its decoder, kept by physical line until nobody will ask for them any more.
 *
 * <p>Lines are counted as the CSV reader counts them: each CR, LF and CR LF ends one, within quotes too.
 */
public final class LineTap extends FilterInputStream {

    private static final int WIDEST_CHARACTER = 4;

    /** Blank lines are read over, however many there are, but each costs something here. */
    private static final int MOST_LINES = 1 << 20;

    private static final String LINE_ENDS = "\r\n";

    /** The bytes in which the encoding writes a line end: 1, or 2 and 4 of UTF-16 and UTF-32. */
    private final int unitBytes;

    private final Charset encoding;
    private boolean littleEndian;

    /** What the rows of a batch, and one that is just too long, can have at most. */
    private final long mostBytes;

    private byte[] kept;
    private int size;
    private long keptFrom;

    /** Up to where the kept bytes have been searched for line ends. */
    private int scanned;

    private boolean afterReturn;

    /** Where each kept line starts, counted from the file's first byte. */
    private long[] starts = new long[1 << 10];

    private long firstLine = 1;
    private int lines = 1;

    /**
     * @param content the file from where its text begins
     * @param mark the byte order mark that stood before it, if there was one
     * @throws IngestException if the line ends of the encoding cannot be told in its bytes
     */
    public LineTap(InputStream content, byte[] mark, Charset encoding, Limits limits) {
        super(content);
        this.mostBytes = WIDEST_CHARACTER * (BatchSize.CHARS + 2L * limits.lineLength());
        this.encoding = encoding;
        this.unitBytes = unitBytes(encoding);
        this.kept = Arrays.copyOf(mark, 1 << 16);
        this.size = mark.length;
        this.scanned = mark.length;
    }

    private static int unitBytes(Charset encoding) {
        if (encoding.name().startsWith("UTF-16")) {
            return 2;
        }
        if (encoding.name().startsWith("UTF-32")) {
            return 4;
        }
        boolean asInAscii = Arrays.equals(LINE_ENDS.getBytes(encoding), LINE_ENDS.getBytes(StandardCharsets.US_ASCII));
        if (!asInAscii) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "on_error=skip_row keeps the rejected lines, but in the encoding %s their ends cannot be told"
                            .formatted(encoding.name()));
        }
        return 1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            keep(buffer, offset, count);
        }
        return count;
    }

    private void keep(byte[] buffer, int offset, int count) {
        if (size + count > mostBytes || lines > MOST_LINES) {
            throw Limits.exceeded(
                    "on_error=skip_row keeps what it is reading, and there are more than %d bytes or %d lines between two rows"
                            .formatted(mostBytes, MOST_LINES),
                    "line-length");
        }
        if (size + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(size + count, kept.length * 2));
        }
        System.arraycopy(buffer, offset, kept, size, count);
        size += count;
        if (scanned == 0 && keptFrom == 0 && size >= 2) {
            boolean littleMark = kept[0] == (byte) 0xff && kept[1] == (byte) 0xfe;
            littleEndian = encoding.name().endsWith("LE")
                    || (littleMark && !encoding.name().endsWith("BE"));
        }
        while (scanned + unitBytes <= size) {
            look(unit(scanned), keptFrom + scanned);
            scanned += unitBytes;
        }
    }

    private int unit(int at) {
        int unit = 0;
        for (int i = 0; i < unitBytes; i++) {
            int place = littleEndian ? unitBytes - 1 - i : i;
            unit = (unit << 8) | (kept[at + place] & 0xff);
        }
        return unit;
    }

    private void look(int unit, long at) {
        if (afterReturn && unit != '\n') {
            startLine(at);
        }
        if (unit == '\n') {
            startLine(at + unitBytes);
        }
        afterReturn = unit == '\r';
    }

    private void startLine(long at) {
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = at;
    }

    /**
     * Copies kept lines. Where a line begins is only known once something behind the end of the one before it has
     * passed, so the last line but one of what has passed may not be complete yet.
     *
     * @param from the first line to copy, which must still be kept
     * @param to the line behind the last one; if it does not begin, everything up to the end is copied
     */
    void copy(long from, long to, OutputStream out) throws IOException {
        int begin = (int) (starts[(int) (from - firstLine)] - keptFrom);
        int end = to - firstLine < lines ? (int) (starts[(int) (to - firstLine)] - keptFrom) : size;
        out.write(kept, begin, end - begin);
    }

    /** Gives up the lines before that one. */
    void forgetBefore(long line) {
        int gone = (int) Math.min(line - firstLine, lines - 1L);
        // Moving what stays is only worth it once it is less than what goes.
        if (gone <= 0 || starts[gone] - keptFrom < size / 2) {
            return;
        }
        int bytes = (int) (starts[gone] - keptFrom);
        System.arraycopy(kept, bytes, kept, 0, size - bytes);
        size -= bytes;
        scanned -= bytes;
        keptFrom += bytes;
        System.arraycopy(starts, gone, starts, 0, lines - gone);
        lines -= gone;
        firstLine += gone;
    }
}
