package org.collabenv.episodes.source;

import java.util.List;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Rejects;
import org.collabenv.episodes.trajectory.RowErrors;
import org.jspecify.annotations.Nullable;

/**
 * What a file held, known once it has been read to its end.
 *
 * @param rows records below the header
 * @param rejected how many of them were wrong and left out
 * @param numFrames highest frame number + 1
 * @param numAgents distinct agent ids
 * @param columns what each column became, in the file's order
 * @param ignoredColumns columns that were read over
 * @param position a sentence on where the positions come from; null if the file has columns for them
 * @param timeOrigin the time that is frame 0, where the file has times and not frames
 * @param labels the agents whose ids are labels
 * @param errors what is wrong with the rows that were left out
 * @param rejects those rows; null if there are none
 */
public record FileSummary(
        long rows,
        long rejected,
        int numFrames,
        int numAgents,
        List<ColumnSummary> columns,
        List<String> ignoredColumns,
        @Nullable String position,
        @Nullable String timeOrigin,
        List<AgentLabel> labels,
        RowErrors errors,
        @Nullable Rejects rejects) {}
