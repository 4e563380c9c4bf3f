/**
 * Bytes to record batches: reading a file's format, its header and its values.
 *
 * <p>In comes the upload as a stream, out go {@link org.collabenv.episodes.trajectory.RecordBatch}es whose every value
 * has been checked. {@link org.collabenv.episodes.source.Sources} opens a file in these steps:
 *
 * <ol>
 *   <li>{@code Formats} and {@code Compression} tell by the first bytes what it is; {@code CsvFeed} or
 *       {@code ParquetFeed} then gives its columns and its records one at a time.
 *   <li>{@code HeaderPlanner} decides what each column becomes, by {@code ColumnMapping} and {@code ColumnAliases}.
 *   <li>{@code Sample} keeps the first records, by which {@code HeaderRows}, {@code TimeColumn} and {@code AgentColumn}
 *       decide how columns are read as a whole.
 *   <li>{@link org.collabenv.episodes.source.RecordSource} gives each cell to its {@code FieldReader}, which puts its
 *       value into the batch; {@code ObservationRows} or {@code AdditionRows} completes each row.
 * </ol>
 *
 * <p>Everything runs on the thread of the request, which waits here for the client's next bytes. The caller owns the
 * stream. What is wrong with the file is an {@link org.collabenv.episodes.trajectory.IngestException} that names line,
 * column and value; a broken stream is an {@link java.io.IOException}.
 */
@NullMarked
package org.collabenv.episodes.source;

import org.jspecify.annotations.NullMarked;
