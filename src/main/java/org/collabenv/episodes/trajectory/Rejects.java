package org.collabenv.episodes.trajectory;

/**
 * The rows that a load left out, as they were sent: a file of the same form, which can be mended and sent again.
 *
 * @param mediaType what the file is, for example {@code text/csv; charset=UTF-8}
 * @param rows how many there are below the header
 * @param gzip the file, compressed
 */
public record Rejects(String mediaType, long rows, byte[] gzip) {}
