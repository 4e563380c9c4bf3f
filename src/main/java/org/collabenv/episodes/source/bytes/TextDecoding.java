package org.collabenv.episodes.source.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.collabenv.episodes.source.value.Texts;

/** Decodes text so that a malformed byte can be reported with its line and column. */
public final class TextDecoding {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextDecoding() {}

    /**
     * Returns a reader that decodes each malformed byte to {@link Texts#MALFORMED}, without the mark that may precede the
     * text: some decoders, such as that of UTF-16LE, take it for a character of the text.
     */
    public static Reader reader(InputStream bytes, Charset encoding) throws IOException {
        PushbackReader text = new PushbackReader(new InputStreamReader(
                bytes,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(Texts.MALFORMED))));
        int first = text.read();
        if (first != -1 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }
}
