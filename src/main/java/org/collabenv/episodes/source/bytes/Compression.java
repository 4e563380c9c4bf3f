package org.collabenv.episodes.source.bytes;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.ProxyInputStream;
import org.apache.commons.io.input.TaggedInputStream;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** A compression of a stream of bytes. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD;

    /**
     * Returns the decompressed bytes.
     *
     * <p>A damaged file is an {@link IngestException}; an upload that breaks is an {@link IOException}.
     *
     * @param compressed closed by the caller
     */
    public InputStream decompressed(InputStream compressed, Limits limits) throws IOException {
        if (this == NONE) {
            return compressed;
        }
        BoundedInputStream received = BoundedInputStream.builder()
                .setInputStream(compressed)
                .setPropagateClose(false)
                .get();
        TaggedInputStream upload = new TaggedInputStream(received);
        try {
            return new Decompressed(decoder(upload, limits), upload, received, limits);
        } catch (IOException e) {
            throw blamed(upload, limits, e);
        }
    }

    private InputStream decoder(InputStream upload, Limits limits) throws IOException {
        return switch (this) {
            case NONE -> upload;
            // The JDK's own stream mistakes a pause between two members for the end of the file.
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(upload)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD ->
                new ZstdInputStream(upload).setLongMax(Long.SIZE - 1 - Long.numberOfLeadingZeros(limits.zstdWindow()));
        };
    }

    /**
     * Returns the failure of the upload.
     *
     * @throws IngestException if the decoder failed, which means that the file is damaged
     */
    private IOException blamed(TaggedInputStream upload, Limits limits, IOException failure) {
        if (upload.isCauseOf(failure)) {
            return failure;
        }
        if (failure instanceof ZstdIOException zstd && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
            throw Limits.exceeded(
                    "The file needs a zstd window of more than %d bytes: compress it without --long and --ultra"
                            .formatted(limits.zstdWindow()),
                    "zstd-window");
        }
        throw new IngestException(
                Problem.BROKEN_FILE,
                "The file is damaged or cut off: %s"
                        .formatted(
                                failure instanceof EOFException
                                        ? "its %s data ends early".formatted(name().toLowerCase(Locale.ROOT))
                                        : "reading its %s data failed with '%s'"
                                                .formatted(name().toLowerCase(Locale.ROOT), failure.getMessage())),
                failure);
    }

    /** Decompressed bytes, bounded in total and relative to the bytes received. */
    private final class Decompressed extends ProxyInputStream {
        private final TaggedInputStream upload;
        private final BoundedInputStream received;
        private final Limits limits;
        private long bytes;

        Decompressed(InputStream decoder, TaggedInputStream upload, BoundedInputStream received, Limits limits) {
            super(decoder);
            this.upload = upload;
            this.received = received;
            this.limits = limits;
        }

        @Override
        protected void afterRead(int count) {
            bytes += Math.max(0, count);
            limits.requireGrowth(bytes, received.getCount());
        }

        @Override
        protected void handleIOException(IOException e) throws IOException {
            throw blamed(upload, limits, e);
        }
    }
}
