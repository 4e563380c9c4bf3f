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

    /** @param mostBytes of the rows before they are compressed */
    public RejectsBuffer(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** @throws IngestException if they are too many: none may be lost, so the load ends */
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

    /** Only where there is something to compress: it takes memory beside the heap. */
    private GZIPOutputStream open() throws IOException {
        GZIPOutputStream opened = gzip;
        if (opened == null) {
            opened = new GZIPOutputStream(compressed);
            gzip = opened;
        }
        return opened;
    }

    /** Everything that was written; nothing may follow. */
    public byte[] finish() throws IOException {
        open().close();
        return compressed.toByteArray();
    }
}
