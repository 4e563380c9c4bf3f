package org.collabenv.episodes.source.row;

import java.util.List;
import org.collabenv.episodes.source.value.RowReport;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.ObservationKeys.FrameRange;
import org.collabenv.episodes.trajectory.Warning;
import org.jspecify.annotations.Nullable;

/** Completes rows whose cells are all valid; a row may still turn out to be wrong as a whole. */
public sealed interface RowCompletion permits ObservationCompletion, AdditionCompletion {

    /**
     * Completes the row of the batch that was read last.
     *
     * @return whether the row is kept; one that is not is either reported, or says that an animal was not seen
     */
    boolean complete(int row, RowReport report);

    /** Returns what the file says of animals that were not seen. */
    UnseenRows unseen();

    /** Returns what is allowed and probably not meant; called after the last row. */
    List<Warning> warnings();

    /** Ends a batch of {@code size} rows. */
    void endBatch(int size);

    /** Returns the facts of the episode; called after the last row. */
    EpisodeFacts facts();

    /** Returns the frames of the episode; called after the last row. It is null if there is none, or if rows change none. */
    @Nullable
    FrameRange frames();

    /**
     * Returns the place of an observation's row in the file.
     *
     * @param rowsBefore the number of the episode's observations that were stored before it
     * @return the place in words; null if it is unknown
     */
    @Nullable
    String placeOf(long rowsBefore, String placeWord);
}
