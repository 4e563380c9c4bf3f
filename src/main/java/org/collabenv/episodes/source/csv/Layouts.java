package org.collabenv.episodes.source.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * Knows the layouts that are recognised by something other than the names of their columns. Some of them can be read;
 * for the others, the refusal says what to export instead.
 */
final class Layouts {

    private record Unread(Pattern firstLine, String name, String instead) {}

    private static final String LONG_TABLE = "a table with one row per animal and frame (columns frame, id, x, y)";

    private static final List<Unread> UNREAD = List.of(
            new Unread(
                    Pattern.compile("\"?scorer\"?[,;\t].*", Pattern.DOTALL),
                    "DeepLabCut (several header rows, wide: a column per body part and coordinate)",
                    LONG_TABLE + ", for example with movement or by stacking the data frame"),
            new Unread(
                    Pattern.compile("\"?Format Version\"?[,;\t].*", Pattern.DOTALL),
                    "Motive (OptiTrack: several header rows, wide)",
                    LONG_TABLE + " of the rigid bodies"),
            new Unread(
                    // A possessive quantifier matches a line with any number of pairs without recursion.
                    Pattern.compile(
                            "(?:\"?(?:time|seconds)\"?[,;\t])?\\s*\"?x1\"?[,;\t]\\s*\"?y1\"?"
                                    + "(?:[,;\t]\\s*\"?x\\d{1,6}\"?[,;\t]\\s*\"?y\\d{1,6}\"?)*+[,;\t]?\\s*",
                            Pattern.CASE_INSENSITIVE),
                    "wide idtracker.ai trajectories (a pair of columns per animal)",
                    "the tidy table (columns time or frame, id, x, y)"),
            new Unread(
                    Pattern.compile(".*\\b[XY]_Arena\\d+_Ind\\d+\\b.*", Pattern.DOTALL),
                    "wide AnimalTA coordinates (a pair of columns per individual)",
                    LONG_TABLE));

    private static final List<String> MOT_BOX = List.of("frame", "id", "bb_left", "bb_top", "bb_width", "bb_height");

    private Layouts() {}

    /**
     * @throws IngestException if the first line is that of an unsupported layout; the message names it and what to
     *     export
     */
    static void requireReadable(String firstLine) {
        for (Unread layout : UNREAD) {
            if (layout.firstLine().matcher(firstLine).matches()) {
                throw new IngestException(
                        Problem.UNSUPPORTED_FORMAT,
                        "The file looks like %s, which is not supported; export %s instead"
                                .formatted(layout.name(), layout.instead()));
            }
        }
    }

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
