package org.collabenv.episodes.source.header;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the position of a row comes from. */
public sealed interface PositionRule {

    /** A sentence for the receipt; null where the file has columns for it. */
    @Nullable
    String sentence();

    /** Whether it needs a property's numbers. */
    boolean uses(String property);

    /** Its own columns. */
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
     * The centre of a box whose corners are the properties {@code bbox_x1}, {@code bbox_y1} and so on.
     *
     * @param sized whether the file gives the corner across as a width and a height
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
     * The mean of the body parts that were found.
     *
     * @param x the properties that hold their x
     * @param y likewise, in the same order
     */
    record KeypointMean(List<String> x, List<String> y) implements PositionRule {
        @Override
        public String sentence() {
            return "x and y are the mean of the body parts that were found, of " + x.size();
        }

        @Override
        public boolean uses(String property) {
            return x.contains(property) || y.contains(property);
        }
    }
}
