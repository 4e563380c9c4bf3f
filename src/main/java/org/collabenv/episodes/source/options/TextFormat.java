package org.collabenv.episodes.source.options;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How the characters of a text file make its cells.
 *
 * @param delimiter what parts the cells of a line; null to tell it by the first line
 * @param encoding how its bytes make characters
 */
public record TextFormat(@Nullable Character delimiter, Charset encoding, Layout layout) {

    /** What is assumed of a file that nothing is said of. */
    public static final TextFormat DETECTED = new TextFormat(null, StandardCharsets.UTF_8, Layout.HEADED);
}
