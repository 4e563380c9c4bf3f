package org.collabenv.episodes.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** The rows that the hot loops are measured with. */
public final class Rows {

    private static final Work WORK = new Work("hot loops", 1, 10_000, 30, true);

    /** How many there are. */
    public static final int COUNT = 300_000;

    private Rows() {}

    /** The rows as a file, nine properties in each. */
    public static byte[] csv() throws IOException {
        StringWriter text = new StringWriter();
        WORK.write(0, text);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
