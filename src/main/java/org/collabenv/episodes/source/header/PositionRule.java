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
     * The position is the mean of the body parts that were found.
     *
     * @param x the properties with the x coordinates of the parts
     * @param y the properties with the y coordinates, in the same order
     */
    record KeypointMean(List<String> x, List<String> y) implements PositionRule {
        @Override
        public String sentence() {
            return "x and y are the mean of the body parts that were found, out of " + x.size();
        }

        @Override
        public boolean uses(String property) {
            return x.contains(property) || y.contains(property);
        }
    }
}
