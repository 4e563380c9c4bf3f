package org.collabenv.episodes.source;

import org.jspecify.annotations.Nullable;

/**
 * How an upload wants its file to be read.
 *
 * @param agentType the type of every row where the file has no column for it
 * @param agent the agent of every row where the file has no column for it; null if it must have one
 * @param frameRate frames per second, where the upload gave them; null where it did not
 * @param timeOrigin the time that is frame 0; null for that of the first row
 * @param mapping what columns become
 * @param missing the words for a value that is not there
 * @param text how a text file is laid out
 * @param frozen whether properties and agent types that are not defined are refused
 * @param skippableRows how many wrong rows may be left out; 0 to refuse the file with the first
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
        long skippableRows) {

    /** What is done where the upload says nothing. */
    public static final ReadingOptions USUAL = new ReadingOptions(
            "agent", null, null, null, ColumnMapping.NONE, MissingValues.USUAL, TextFormat.DETECTED, false, 0);

    /**
     * The same for a file whose times refer to a stored episode.
     *
     * @param episodeFrameRate that of the episode
     * @param episodeOrigin the time of its frame 0, used where the upload gives none; null if it is not known
     */
    public ReadingOptions of(double episodeFrameRate, @Nullable String episodeOrigin) {
        return new ReadingOptions(
                agentType,
                agent,
                episodeFrameRate,
                timeOrigin == null ? episodeOrigin : timeOrigin,
                mapping,
                missing,
                text,
                frozen,
                skippableRows);
    }

    /** Whether a text can be a time origin: a number of seconds or a timestamp. */
    public static boolean isTime(String text) {
        double seconds = Numbers.real(text.toCharArray(), 0, text.length());
        return Double.isFinite(seconds) || TimeAxis.instant(text) != null;
    }
}
