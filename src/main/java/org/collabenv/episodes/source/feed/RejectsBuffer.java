package org.collabenv.episodes.source.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.jspecify.annotations.Nullable;

/** Compresses the rejected rows of a load in memory, up to a limit. */
public final class RejectsBuffer extends OutputStream {

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private @Nullable GZIPOutputStream gzip;
    private final long mostBytes;
    private long bytes;

    /** @param mostBytes the maximum number of bytes of the rows before compression */
    public RejectsBuffer(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** @throws IngestException if there are too many bytes: no rejected row may be lost, so the load ends */
    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        bytes += length;
        if (bytes > mostBytes) {
            throw Limits.exceeded(
                    "The rejected rows have more than the %d bytes that are kept of them".formatted(mostBytes),
                    "rejects");
        }
        open().write(buffer, offset, length);
    }

    /** Opens the compression at the first use only, since it takes memory in addition to the heap. */
    private GZIPOutputStream open() throws IOException {
        GZIPOutputStream opened = gzip;
        if (opened == null) {
            opened = new GZIPOutputStream(compressed);
            gzip = opened;
        }
        return opened;
    }

    /** Returns everything that was written; nothing may be written afterwards. */
    public byte[] finish() throws IOException {
        open().close();
        return compressed.toByteArray();
    }
}
