package org.collabenv.episodes.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.input.ProxyInputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** How a stream of bytes is compressed. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD;

    /** So many bytes are nothing to worry about, however few they were made of. */
    private static final long RATIO_COUNTS_FROM = 16 << 20;

    /**
     * The bytes behind the compression.
     *
     * <p>A file that breaks is told apart from an upload that breaks: the first is the file's fault and an
     * {@link IngestException}, the second an {@link IOException}.
     *
     * @param compressed the caller closes it
     */
    InputStream decompressed(InputStream compressed, Limits limits) throws IOException {
        if (this == NONE) {
            return compressed;
        }
        Upload upload = new Upload(compressed);
        try {
            return new Checked(decoder(upload), upload, name(), limits);
        } catch (IOException e) {
            throw upload.blame(name(), e);
        }
    }

    private InputStream decoder(InputStream upload) throws IOException {
        return switch (this) {
            case NONE -> upload;
            // The JDK's own stream takes a pause between two members for the end of the file.
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(upload)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> new ZstdInputStream(upload);
        };
    }

    private static IngestException broken(String name, IOException cause) {
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file is broken or cut off: its %s data ends with '%s'"
                        .formatted(name.toLowerCase(Locale.ROOT), cause.getMessage()),
                cause);
    }

    /** Remembers whether it was the upload that failed, and not what it holds. */
    private static final class Upload extends ProxyInputStream {
        private @Nullable IOException failure;
        private long bytes;

        Upload(InputStream in) {
            super(in);
        }

        @Override
        protected void afterRead(int count) {
            bytes += Math.max(0, count);
        }

        @Override
        protected void handleIOException(IOException e) throws IOException {
            failure = e;
            throw e;
        }

        /** The failure to pass on, if the upload failed; otherwise the file is to blame. */
        private IOException blame(String compression, IOException seen) {
            if (failure == null) {
                throw broken(compression, seen);
            }
            return failure;
        }

        @Override
        public void close() {
            // The caller closes the upload.
        }
    }

    /** Says which of the two is broken, and ends a file that grows beyond all measure. */
    private static final class Checked extends ProxyInputStream {
        private final Upload upload;
        private final String name;
        private final Limits limits;
        private long bytes;

        Checked(InputStream decoder, Upload upload, String name, Limits limits) {
            super(decoder);
            this.upload = upload;
            this.name = name;
            this.limits = limits;
        }

        @Override
        protected void afterRead(int count) {
            bytes += Math.max(0, count);
            requireWithinLimits();
        }

        @Override
        protected void handleIOException(IOException e) throws IOException {
            throw upload.blame(name, e);
        }

        private void requireWithinLimits() {
            if (bytes > limits.decompressedSize()) {
                throw Limits.exceeded(
                        "The file has more than %d bytes behind its compression".formatted(limits.decompressedSize()),
                        "decompressed-size");
            }
            if (bytes > RATIO_COUNTS_FROM && bytes / limits.compressionRatio() > upload.bytes) {
                throw Limits.exceeded(
                        "The file is more than %d times larger than what was received (%d bytes from %d)"
                                .formatted(limits.compressionRatio(), bytes, upload.bytes),
                        "compression-ratio");
            }
        }
    }
}
