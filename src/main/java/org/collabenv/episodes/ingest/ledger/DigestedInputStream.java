package org.collabenv.episodes.ingest.ledger;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.codec.digest.DigestUtils;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Counts and digests bytes as they arrive; their end is reached only if they match the announced digest. */
public final class DigestedInputStream extends FilterInputStream {

    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final @Nullable String announced;
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable String sha256;

    /** @param announced the announced SHA-256 in hexadecimal; null if there is none */
    public DigestedInputStream(InputStream content, @Nullable String announced) {
        super(content);
        this.announced = announced;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    /** @throws IngestException if the bytes have ended and do not match the announced digest */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = sha256 == null ? super.read(buffer, offset, length) : -1;
        if (count > 0) {
            digest.update(buffer, offset, count);
            bytes.lazySet(bytes.get() + count);
        } else if (count == -1 && sha256 == null) {
            end();
        }
        return count;
    }

    private void end() {
        String received = HexFormat.of().formatHex(digest.digest());
        sha256 = received;
        if (announced != null && !announced.equals(received)) {
            throw new IngestException(
                    Problem.DIGEST_MISMATCH,
                    "The Content-Digest announces the SHA-256 %s, but the received bytes have %s"
                            .formatted(announced, received));
        }
    }

    @Override
    public long skip(long count) {
        throw new IllegalStateException("Skipped bytes would not be digested");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Returns the bytes so far; any thread may ask. */
    public long bytes() {
        return bytes.get();
    }

    /** Reads to the end, and returns the SHA-256 of all bytes in hexadecimal. */
    public String sha256() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        if (sha256 == null) {
            throw new IllegalStateException("The end has not been reached");
        }
        return sha256;
    }

    /** Returns the SHA-256 like {@link #sha256}, or null as soon as there are more bytes than the limit. */
    public @Nullable String sha256Within(long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (bytes() <= most) {
            if (read(buffer) == -1) {
                return sha256();
            }
        }
        return null;
    }
}
