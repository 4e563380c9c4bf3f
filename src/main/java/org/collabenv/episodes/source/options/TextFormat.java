package org.collabenv.episodes.source.options;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format of a text file.
 *
 * @param delimiter the character that separates the cells of a line; null to detect it from the first line
 * @param quote the character around a cell that holds delimiters; null if quotes are characters like any other
 * @param decimalComma whether numbers are written with a comma instead of a point
 * @param encoding the character encoding of the file
 * @param columns the names of the columns of a file without a header line; empty if it has one
 */
public record TextFormat(
        @Nullable Character delimiter,
        @Nullable Character quote,
        boolean decimalComma,
        Charset encoding,
        Layout layout,
        List<String> columns) {

    /** The quotes of RFC 4180. */
    public static final char QUOTE = '"';

    /** The format of a file for which the upload specifies none. */
    public static final TextFormat DETECTED =
            new TextFormat(null, QUOTE, false, StandardCharsets.UTF_8, Layout.HEADED, List.of());
}
