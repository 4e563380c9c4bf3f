package org.collabenv.episodes.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A file as it arrives: its bytes are counted, for whoever asks meanwhile, and digested on the way. */
final class ReceivedFile extends FilterInputStream {

    private final MessageDigest digest;
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable String sha256;

    ReceivedFile(InputStream content) {
        super(content);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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
            digest.update(buffer, offset, count);
            bytes.lazySet(bytes.get() + count);
        }
        return count;
    }

    @Override
    public long skip(long count) {
        throw new IllegalStateException("Bytes that are skipped are not digested");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long bytes() {
        return bytes.get();
    }

    /** Reads whatever is left, and gives the digest of all bytes in hexadecimal. */
    String sha256() throws IOException {
        String known = sha256;
        if (known == null) {
            transferTo(OutputStream.nullOutputStream());
            known = HexFormat.of().formatHex(digest.digest());
            sha256 = known;
        }
        return known;
    }

    /** The same, but nothing as soon as it has more bytes than that. */
    @Nullable
    String sha256Within(long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (bytes() <= most) {
            if (read(buffer) == -1) {
                return sha256();
            }
        }
        return null;
    }
}
