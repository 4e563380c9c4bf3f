package org.collabenv.episodes.source.options;

import org.jspecify.annotations.Nullable;

/**
 * The keypoints of a file that give the position of an animal: its body parts, or the markers on it.
 *
 * @param only the keypoint that gives the position; null for the mean of all that were found
 * @param minConfidence the least confidence, from 0 to 1, at which a keypoint counts as found
 */
public record Keypoints(@Nullable String only, double minConfidence) {

    /** All keypoints that the file gives. */
    public static final Keypoints ALL = new Keypoints(null, 0);
}
