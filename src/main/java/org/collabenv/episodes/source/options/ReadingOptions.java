package org.collabenv.episodes.source.options;

import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.jspecify.annotations.Nullable;

/**
 * The options of an upload for reading its file.
 *
 * @param agentType the type of every row if the file has no column for it
 * @param agent the agent of every row if the file has no column for it; null if the file must have one
 * @param frameRate frames per second; null if the upload gives none
 * @param timeOrigin the time of frame 0; null for the earliest time of the file
 * @param mapping the targets of columns
 * @param missing the words for a missing value
 * @param text the format of a text file
 * @param frozen whether properties and agent types that are not defined are refused
 * @param refusesUnseen whether a row without a position is an error, and does not mean that its animal was not seen
 * @param timeFormat the format of the times; null to detect it
 * @param tolerance how many wrong rows may be left out
 * @param keypoints the keypoints that give positions, in a file that has keypoints
 * @param sequence the one to read of a file that holds several, counted from 0; null if the file must hold one
 */
public record ReadingOptions(
        String agentType,
        @Nullable String agent,
        @Nullable Double frameRate,
        @Nullable String timeOrigin,
        ColumnMapping mapping,
        MissingValues missing,
        TextFormat text,
        boolean frozen,
        boolean refusesUnseen,
        @Nullable TimeFormat timeFormat,
        Tolerance tolerance,
        Keypoints keypoints,
        @Nullable Integer sequence) {

    /** The options of an upload that gives none. */
    public static final ReadingOptions USUAL = new ReadingOptions(
            "agent",
            null,
            null,
            null,
            ColumnMapping.NONE,
            MissingValues.USUAL,
            TextFormat.DETECTED,
            false,
            false,
            null,
            Tolerance.NONE,
            Keypoints.ALL,
            null);

    /** Returns the options for a file whose times refer to a stored episode. */
    public ReadingOptions of(StoredEpisode stored) {
        return new ReadingOptions(
                agentType,
                agent,
                stored.effectiveFrameRate(),
                timeOrigin == null ? stored.timeOrigin() : timeOrigin,
                mapping,
                missing,
                text,
                frozen,
                refusesUnseen,
                timeFormat,
                tolerance,
                keypoints,
                sequence);
    }

    /** Returns the options with another mapping and other words for a missing value. */
    ReadingOptions with(ColumnMapping otherMapping, MissingValues otherWords) {
        return new ReadingOptions(
                agentType,
                agent,
                frameRate,
                timeOrigin,
                otherMapping,
                otherWords,
                text,
                frozen,
                refusesUnseen,
                timeFormat,
                tolerance,
                keypoints,
                sequence);
    }

    /** Returns the frame rate with which times are converted to frames. */
    public double effectiveFrameRate() {
        return frameRate == null ? Episode.DEFAULT_FRAME_RATE : frameRate;
    }
}
