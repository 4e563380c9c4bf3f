package org.collabenv.episodes.source;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Decodes a text so that a malformed byte can be reported with the line and column it stands in. */
final class TextDecoding {

    /**
     * What a malformed byte is decoded to: a low surrogate, which valid text has only behind a high one. The usual
     * replacement character could not be told from one that the file really holds.
     */
    static final char MALFORMED = '\uDFFF';

    private TextDecoding() {}

    static Reader reader(InputStream bytes, Charset encoding) {
        return new InputStreamReader(
                bytes,
                encoding.newDecoder()
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

    /** The text as an answer can carry it: JSON has no place for half a surrogate pair. */
    static String printable(String text) {
        return isStorable(text.toCharArray(), 0, text.length())
                ? text
                : text.replace(MALFORMED, '\uFFFD').replace('\0', '\uFFFD');
    }
}
