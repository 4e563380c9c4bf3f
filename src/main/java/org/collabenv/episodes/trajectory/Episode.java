package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * An episode as its upload announces it.
 *
 * @param episodeId its identity in the database
 * @param sessionId the session it belongs to, made if it is not there
 * @param category the category that the upload named; null when it named none
 * @param episodeNumber its position in the session; null for the next free one
 * @param frameRate frames per second
 * @param fileName the name of the uploaded file without any folder
 * @param deriveVelocity whether the velocities are to be computed from the positions
 * @param onConflict what is done with one of the same id, if there is one
 */
public record Episode(
        String episodeId,
        String sessionId,
        @Nullable String category,
        @Nullable Integer episodeNumber,
        double frameRate,
        String fileName,
        boolean deriveVelocity,
        OnConflict onConflict) {

    /** Whether it takes the place of the one with its id. */
    public boolean replaces() {
        return onConflict == OnConflict.REPLACE;
    }

    /** Whether its rows are added to those of the one with its id. */
    public boolean appends() {
        return onConflict == OnConflict.APPEND;
    }

    /** The category of a session that an upload makes without naming one. */
    public static final String DEFAULT_CATEGORY = "tracking_csv";

    public String categoryOrDefault() {
        return category == null ? DEFAULT_CATEGORY : category;
    }
}
