package org.collabenv.episodes.source;

import java.util.List;
import org.collabenv.episodes.source.row.ColumnSummary;
import org.collabenv.episodes.source.row.UnseenRows;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKeys.FrameRange;
import org.collabenv.episodes.trajectory.Rejects;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Warning;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, known after it has been read to its end.
 *
 * @param rows records below the header
 * @param rejected records that were wrong and left out
 * @param unseen the rows that say that an animal was not seen
 * @param facts the facts of the episode
 * @param frames the frames of the episode; null if there is none, or if the file changes none
 * @param columns the columns' targets, in the file's order
 * @param ignoredColumns columns that were ignored
 * @param position a sentence that says how the positions were computed; null if the file has columns for them
 * @param warnings what is allowed and probably not meant
 * @param errors the errors of the rows that were left out
 * @param rejects the rows that were left out; null if there are none
 */
public record FileSummary(
        long rows,
        long rejected,
        UnseenRows unseen,
        EpisodeFacts facts,
        @Nullable FrameRange frames,
        List<ColumnSummary> columns,
        List<String> ignoredColumns,
        @Nullable String position,
        List<Warning> warnings,
        RowErrors errors,
        @Nullable Rejects rejects) {}
