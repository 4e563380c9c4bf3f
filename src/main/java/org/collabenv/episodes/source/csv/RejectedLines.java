package org.collabenv.episodes.source.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.collabenv.episodes.source.feed.RejectsBuffer;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lines of a text file that a load leaves out, byte for byte, after everything that precedes the first row.
 */
public final class RejectedLines {

    private static final long NONE = -1;

    private final LineTap tap;
    private final String mediaType;
    private final RejectsBuffer buffer;
    private byte[] header = {};
    private long rows;

    /**
     * The first line of the record that was rejected last. The record is copied once more of the file has passed, so
     * that its end is known.
     */
    private long from = NONE;

    private long to;

    /**
     * @param mediaType the media type of the file, with its encoding
     * @param mostBytes the maximum number of bytes that are kept
     */
    public RejectedLines(LineTap tap, String mediaType, long mostBytes) {
        this.tap = tap;
        this.mediaType = mediaType;
        this.buffer = new RejectsBuffer(mostBytes);
    }

    /** Returns the stream from which the file's decoder reads. */
    public InputStream content() {
        return tap;
    }

    /**
     * Keeps everything before the first record as the header of the rejected lines.
     *
     * @param firstRecord the line on which the first record begins
     */
    void header(long firstRecord) {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        copy(() -> tap.copy(1, firstRecord, before));
        header = before.toByteArray();
    }

    /**
     * Keeps the lines of a rejected record.
     *
     * @throws org.collabenv.episodes.trajectory.IngestException if the rejected lines have more bytes than may be kept
     */
    void reject(long line, int lines) {
        copyLast();
        from = line;
        to = line + lines;
    }

    /** Discards the lines before the given line, since none of them will be rejected any more. */
    void release(long line) {
        tap.forgetBefore(from == NONE ? line : Math.min(from, line));
    }

    /** Returns the rejected lines, after the file has been read to its end; null if there are none. */
    @Nullable
    Rejects finish() {
        copyLast();
        if (rows == 0) {
            return null;
        }
        try {
            return new Rejects(mediaType, rows, buffer.finish());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copyLast() {
        if (from != NONE) {
            copy(() -> {
                if (rows == 0) {
                    buffer.write(header);
                }
                tap.copy(from, to, buffer);
            });
            rows++;
            from = NONE;
        }
    }

    private interface Copy {
        void run() throws IOException;
    }

    /** Copies between two places in memory, where no I/O error is expected. */
    private static void copy(Copy copy) {
        try {
            copy.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
