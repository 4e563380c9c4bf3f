package org.collabenv.episodes.source.header;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rule that gives the position of a row. */
public sealed interface PositionRule {

    /** Returns a sentence for the receipt; null if the file has columns for the position. */
    @Nullable
    String sentence();

    /** Returns whether the rule needs the numbers of a property. */
    boolean uses(String property);

    /** The position is in columns of its own. */
    record Given() implements PositionRule {
        @Override
        public @Nullable String sentence() {
            return null;
        }

        @Override
        public boolean uses(String property) {
            return false;
        }
    }

    /**
     * The position is the centre of a box whose corners are the properties {@code bbox_x1}, {@code bbox_y1} and so on.
     *
     * @param sized whether the file gives the opposite corner as a width and a height
     */
    record BoxCentre(boolean sized) implements PositionRule {
        static final Set<String> CORNER = Set.of("bbox_x1", "bbox_y1");
        static final Set<String> CORNER_ACROSS = Set.of("bbox_x2", "bbox_y2");

        @Override
        public String sentence() {
            return "x and y are the centre of the box";
        }

        @Override
        public boolean uses(String property) {
            return CORNER.contains(property) || CORNER_ACROSS.contains(property);
        }
    }

    /**
     * The position is the mean of the keypoints that were found.
     *
     * @param minConfidence the least confidence at which a keypoint counts as found
     */
    record KeypointMean(List<Keypoint> keypoints, double minConfidence) implements PositionRule {

        /**
         * The properties of a keypoint.
         *
         * @param z the one with its height; null if it has none
         * @param confidence the one with its confidence; null if it has none
         */
        public record Keypoint(
                String name,
                String x,
                String y,
                @Nullable String z,
                @Nullable String confidence) {

            private boolean has(String property) {
                return property.equals(x) || property.equals(y) || property.equals(z) || property.equals(confidence);
            }
        }

        @Override
        public String sentence() {
            String which = keypoints.size() == 1
                    ? "x and y are those of the keypoint '%s'"
                            .formatted(keypoints.get(0).name())
                    : "x and y are the mean of the body parts that were found, out of " + keypoints.size();
            return minConfidence > 0 ? which + ", where the confidence is at least " + minConfidence : which;
        }

        @Override
        public boolean uses(String property) {
            return keypoints.stream().anyMatch(keypoint -> keypoint.has(property));
        }
    }
}
