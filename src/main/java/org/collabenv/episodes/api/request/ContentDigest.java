package org.collabenv.episodes.api.request;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Parses the field {@code Content-Digest} (RFC 9530). */
final class ContentDigest {

    private static final Pattern MEMBER =
            Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*:([A-Za-z0-9+/=]*):\\s*(?:;[^,]*)?(?=,|$)");
    private static final int BYTES = 32;

    private ContentDigest() {}

    /**
     * Returns the announced SHA-256 in hexadecimal.
     *
     * @param field the value of the field; null if the request has none
     * @return null if the digest is not announced
     * @throws IngestException if the field has no digest that can be checked
     */
    static @Nullable String sha256(@Nullable String field) {
        if (field == null) {
            return null;
        }
        Matcher member = MEMBER.matcher(field);
        if (member.find()) {
            try {
                byte[] digest = Base64.getDecoder().decode(member.group(1));
                if (digest.length == BYTES) {
                    return HexFormat.of().formatHex(digest);
                }
            } catch (IllegalArgumentException e) {
                // Refused below, like a digest of another length.
            }
        }
        throw new IngestException(
                Problem.INVALID_PARAMETER,
                "The Content-Digest is wrong: sha-256=:…: with the 32 bytes in base64 between the colons is expected");
    }
}
