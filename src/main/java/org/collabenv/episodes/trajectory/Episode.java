package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * An episode as its upload describes it.
 *
 * @param episodeId its identity in the database
 * @param sessionId the session to which it belongs; created if it does not exist
 * @param category the category that the upload names; null if it names none
 * @param episodeNumber its position in the session; null for the next free one
 * @param frameRate frames per second
 * @param fileName the name of the uploaded file without any folder
 * @param filePath what {@code episodes.file_path} says of where the file is
 * @param velocity how the velocities are computed from the positions; null if they are not
 * @param onConflict what happens to a stored episode with the same id
 */
public record Episode(
        String episodeId,
        String sessionId,
        @Nullable String category,
        @Nullable Integer episodeNumber,
        double frameRate,
        String fileName,
        String filePath,
        @Nullable DerivedVelocity velocity,
        OnConflict onConflict)
        implements LoadTarget {

    /** The frame rate of an upload that gives none, in frames per second. */
    public static final double DEFAULT_FRAME_RATE = 30;

    /** The category of a session that an upload creates without naming one. */
    public static final String DEFAULT_CATEGORY = "tracking_csv";

    @Override
    public LoadKind kind() {
        return LoadKind.EPISODE;
    }

    /** Returns whether the episode takes the place of the stored one with its id. */
    public boolean replaces() {
        return onConflict == OnConflict.REPLACE;
    }

    /** Returns whether the rows are added to the stored episode with its id. */
    public boolean appends() {
        return onConflict == OnConflict.APPEND;
    }

    public String categoryOrDefault() {
        return category == null ? DEFAULT_CATEGORY : category;
    }
}
