package org.collabenv.episodes.source;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 so that a malformed byte can be reported with the line and column it stands in. */
final class Utf8 {

    /**
     * What a malformed byte is decoded to: a low surrogate, which valid UTF-8 yields only behind a high one. The usual
     * replacement character could not be told from one that the file really holds.
     */
    static final char MALFORMED = '\uDFFF';

    private Utf8() {}

    static Reader reader(InputStream bytes) {
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(MALFORMED)));
    }

    /** Whether the text is sound: no malformed byte and no NUL, which PostgreSQL cannot store. */
    static boolean isStorable(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = buffer[i];
            if (c == 0 || (c == MALFORMED && (i == offset || !Character.isHighSurrogate(buffer[i - 1])))) {
                return false;
            }
        }
        return true;
    }
}
