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
 * Passes the bytes of a text file to its decoder and keeps them by physical line until they are no longer needed.
 *
 * <p>Lines are counted as the CSV reader counts them: each CR, LF and CR LF ends one, also within quotes.
 */
public final class LineTap extends FilterInputStream {

    private static final int WIDEST_CHARACTER = 4;

    /**
     * The maximum number of kept lines: a file may have any number of blank lines, but each of them takes memory here.
     */
    private static final int MOST_LINES = 1 << 20;

    private static final String LINE_ENDS = "\r\n";

    /** The number of bytes of a line-end character in the encoding: 2 in UTF-16, 4 in UTF-32, otherwise 1. */
    private final int unitBytes;

    private final Charset encoding;
    private boolean littleEndian;

    /** The maximum number of bytes in the rows of a batch and one more row that is just too long. */
    private final long mostBytes;

    private byte[] kept;
    private int size;
    private long keptFrom;

    /** The number of kept bytes that have been searched for line ends. */
    private int scanned;

    private boolean afterReturn;

    /** The start of each kept line, counted in bytes from the start of the file. */
    private long[] starts = new long[1 << 10];

    private long firstLine = 1;
    private int lines = 1;

    /**
     * @param content the file without its byte order mark
     * @param mark the byte order mark; empty if there was none
     * @throws IngestException if line ends cannot be recognised in the bytes of the encoding
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
        boolean asInAscii = encoding.canEncode()
                && Arrays.equals(LINE_ENDS.getBytes(encoding), LINE_ENDS.getBytes(StandardCharsets.US_ASCII));
        if (!asInAscii) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "on_error=skip_row keeps the rejected lines, but in the encoding %s their ends cannot be recognised"
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
                    "on_error=skip_row keeps the lines that are being read, and there are more than %d bytes or %d lines between two rows"
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
     * Copies kept lines. The start of a line is only known after the first character that follows the end of the line
     * before it has passed, so the last line but one of those that have passed may not be complete yet.
     *
     * @param from the first line to copy, which must still be kept
     * @param to the line after the last one; if its start is not known, everything up to the end is copied
     */
    void copy(long from, long to, OutputStream out) throws IOException {
        int begin = (int) (starts[(int) (from - firstLine)] - keptFrom);
        int end = to - firstLine < lines ? (int) (starts[(int) (to - firstLine)] - keptFrom) : size;
        out.write(kept, begin, end - begin);
    }

    /** Discards the lines before the given line. */
    void forgetBefore(long line) {
        int gone = (int) Math.min(line - firstLine, lines - 1L);
        // Moving the remaining bytes is only worthwhile once they are fewer than the discarded ones.
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
