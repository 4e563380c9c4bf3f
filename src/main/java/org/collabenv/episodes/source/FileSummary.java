package org.collabenv.episodes.source;

import java.util.List;

/**
 * What a file held, known once it has been read to its end.
 *
 * @param rows records below the header
 * @param numFrames highest frame number + 1
 * @param numAgents distinct agent ids
 * @param columns what each column became, in the file's order
 * @param ignoredColumns columns that were read over
 */
public record FileSummary(
        long rows, int numFrames, int numAgents, List<ColumnSummary> columns, List<String> ignoredColumns) {}
