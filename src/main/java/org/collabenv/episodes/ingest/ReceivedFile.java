package org.collabenv.episodes.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file as it arrives: its bytes are counted and digested on the way. */
final class ReceivedFile extends FilterInputStream {

    private final MessageDigest digest;
    private long bytes;

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
            bytes += count;
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
        return bytes;
    }

    /** The digest of all bytes, once they have all been read. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
