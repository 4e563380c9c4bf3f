package org.collabenv.episodes.source.bytes;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.collabenv.episodes.source.value.Texts;

/** Decodes text so that a malformed byte can be reported with its line and column. */
public final class TextDecoding {

    private TextDecoding() {}

    /** Returns a reader that decodes each malformed byte to {@link Texts#MALFORMED}. */
    public static Reader reader(InputStream bytes, Charset encoding) {
        return new InputStreamReader(
                bytes,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(Texts.MALFORMED)));
    }
}
