package org.collabenv.episodes.trajectory;

/**
 * The rows that a load left out, as they were sent: a file in the same format, which can be fixed and sent again.
 *
 * @param mediaType the media type of the file, for example {@code text/csv; charset=UTF-8}
 * @param rows the number of rows below the header
 * @param gzip the file, compressed
 */
public record Rejects(String mediaType, long rows, byte[] gzip) {}
