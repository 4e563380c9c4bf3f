package org.collabenv.episodes.source.csv;

import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Knows the layouts without a header line. */
final class Layouts {

    private static final List<String> MOT_BOX = List.of("frame", "id", "bb_left", "bb_top", "bb_width", "bb_height");

    private Layouts() {}

    /**
     * Returns the names of the columns of a MOT challenge file, which has no header.
     *
     * @param cells the number of cells in its first line: 6 to 10; 9 in ground truth (with class and visibility), 10 in
     *     detections
     */
    static List<String> motColumns(int cells) {
        List<String> names = new ArrayList<>(MOT_BOX);
        names.addAll(
                switch (cells) {
                    case 6 -> List.of();
                    case 7 -> List.of("conf");
                    case 8 -> List.of("conf", "class");
                    case 9 -> List.of("conf", "class", "visibility");
                    case 10 -> List.of("conf", "world_x", "world_y", "world_z");
                    default ->
                        throw new IngestException(
                                Problem.INVALID_HEADER,
                                "A line of the layout mot has 6 to 10 cells (frame, id, left, top, width, height,"
                                        + " confidence, …), but the first one has " + cells);
                });
        return names;
    }
}
