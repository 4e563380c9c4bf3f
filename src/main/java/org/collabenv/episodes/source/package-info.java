/**
 * Reads bytes into record batches: detects a file's format, reads its header and checks its values.
 *
 * <p>In: an upload as a stream. Out: {@link org.collabenv.episodes.trajectory.batch.RecordBatch}es whose every value has been
 * checked. {@link org.collabenv.episodes.source.Sources} opens a file in these steps:
 *
 * <ol>
 *   <li>{@code bytes}: decompresses, decodes and spools; {@link org.collabenv.episodes.source.Format} is detected from
 *       the first bytes.
 *   <li>{@code csv}, {@code json}, {@code xml}, {@code parquet}, {@code array}: a {@code feed} per format hands out columns
 *       and records; {@code wide} makes several records of a line with a column group per animal.
 *   <li>{@code header}: decides the target of each column.
 *   <li>{@code row}: samples the first records, which decide how columns are read, and completes each row.
 *   <li>{@code value}: reads each cell into the batch.
 * </ol>
 *
 * <p>{@code options} holds the instructions for the reader, complete before it starts; the reader never uses the
 * database. Everything runs on the thread of the request, which waits here for the client's next bytes. The caller owns
 * the stream. A wrong file is an {@link org.collabenv.episodes.trajectory.IngestException} that names line, column and
 * value; a broken stream is an {@link java.io.IOException}.
 */
@NullMarked
package org.collabenv.episodes.source;

import org.jspecify.annotations.NullMarked;
