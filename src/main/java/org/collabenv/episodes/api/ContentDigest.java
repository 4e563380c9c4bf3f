package org.collabenv.episodes.api;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** A digest that was announced for some bytes, as the field {@code Content-Digest} has it (RFC 9530): its SHA-256. */
record ContentDigest(byte[] sha256) {

    private static final Pattern MEMBER =
            Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*:([A-Za-z0-9+/=]*):\\s*(?:;[^,]*)?(?=,|$)");
    private static final int BYTES = 32;

    /** @throws IngestException if the field has no digest that can be checked */
    static ContentDigest parse(String field) {
        Matcher member = MEMBER.matcher(field);
        if (member.find()) {
            try {
                byte[] digest = Base64.getDecoder().decode(member.group(1));
                if (digest.length == BYTES) {
                    return new ContentDigest(digest);
                }
            } catch (IllegalArgumentException e) {
                // As wrong as one of another length.
            }
        }
        throw new IngestException(
                Problem.INVALID_PARAMETER,
                "The Content-Digest is wrong: sha-256=:…: with the 32 bytes in base64 between the colons is expected");
    }

    String hexadecimal() {
        return HexFormat.of().formatHex(sha256);
    }

    /** The same bytes; their end is only seen if they are those that were announced. */
    InputStream checked(InputStream content) {
        return new Checked(content);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Skips nothing unread: what is not read is not digested. */
    private final class Checked extends InputStream {
        private final InputStream content;
        private final MessageDigest digest = newDigest();
        private boolean ended;

        Checked(InputStream content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = ended ? -1 : content.read(buffer, offset, length);
            if (count > 0) {
                digest.update(buffer, offset, count);
            } else if (count == -1 && !ended) {
                ended = true;
                byte[] received = digest.digest();
                if (!MessageDigest.isEqual(received, sha256)) {
                    throw new IngestException(
                            Problem.DIGEST_MISMATCH,
                            "The Content-Digest announces the SHA-256 %s, but what was received has %s"
                                    .formatted(hexadecimal(), HexFormat.of().formatHex(received)));
                }
            }
            return count;
        }
    }
}
