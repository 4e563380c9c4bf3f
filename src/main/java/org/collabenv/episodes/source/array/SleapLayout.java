package org.collabenv.episodes.source.array;

import static org.collabenv.episodes.source.array.ArrayLayouts.array;
import static org.collabenv.episodes.source.array.ArrayLayouts.labels;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * SLEAP's analysis files: {@code tracks} by track, coordinate, node and frame, or in the reverse order, with the scores beside
 * it.
 */
final class SleapLayout implements ArrayLayouts.Layout {

    private static final String TRACKS = "tracks";
    private static final String NODES = "node_names";
    private static final String POINT_SCORES = "point_scores";
    private static final List<String> SCORES = List.of("instance_scores", "tracking_scores");

    @Override
    public @Nullable ArrayTable table(Map<String, Object> values, ReadingOptions options, Limits limits) {
        if (values.containsKey("pred_points") && values.containsKey("instances")) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The file is a project of SLEAP (.slp): export an analysis file from it (File, Export Analysis HDF5), which loads as it is");
        }
        NumberArray tracks = array(values, TRACKS, 4);
        if (tracks == null || !(values.get(NODES) instanceof List<?> names)) {
            return null;
        }
        List<String> nodes = names.stream().map(String::valueOf).toList();
        boolean isByTrack = isByTrack(values, tracks, nodes.size());
        long frames = tracks.length(isByTrack ? 3 : 0);
        int animals = ArrayLayouts.animals(tracks.length(isByTrack ? 0 : 1), limits);
        Set<String> used = new HashSet<>(Set.of(TRACKS, NODES, "track_names"));
        ArrayTable.Builder table =
                new ArrayTable.Builder().frames().individuals(labels(values, "track_names", animals, 0));
        NumberArray points = array(values, POINT_SCORES, 3);
        for (int node = 0; node < nodes.size(); node++) {
            int at = node;
            table.elements(keypoint(nodes.get(node), "x"), TRACKS, tracks, tracks(isByTrack, at, 0));
            table.elements(keypoint(nodes.get(node), "y"), TRACKS, tracks, tracks(isByTrack, at, 1));
            if (points != null) {
                used.add(POINT_SCORES);
                table.elements(
                        keypoint(nodes.get(node), "confidence"),
                        POINT_SCORES,
                        points,
                        isByTrack
                                ? (index, frame, animal) -> set(index, animal, at, frame)
                                : (index, frame, animal) -> set(index, frame, animal, at));
            }
        }
        for (String name : SCORES) {
            NumberArray scores = array(values, name, 2);
            boolean fits = scores != null
                    && scores.length(isByTrack ? 0 : 1) == animals
                    && scores.length(isByTrack ? 1 : 0) == frames;
            if (scores != null && fits) {
                used.add(name);
                table.elements(
                        name.substring(0, name.length() - 1),
                        name,
                        scores,
                        isByTrack
                                ? (index, frame, animal) -> set(index, animal, frame)
                                : (index, frame, animal) -> set(index, frame, animal));
            }
        }
        return table.leftOut(values, used).build(frames, animals);
    }

    /**
     * Returns whether the dimensions are track, coordinate, node and frame, and not frame, track, node and coordinate.
     *
     * @throws IngestException if they can be neither, or both
     */
    private static boolean isByTrack(Map<String, Object> values, NumberArray tracks, int nodes) {
        int named = values.get("track_names") instanceof List<?> names ? names.size() : 0;
        NumberArray points = array(values, POINT_SCORES, 3);
        boolean isByTrack = tracks.length(1) == 2
                && tracks.length(2) == nodes
                && (named == 0 || named == tracks.length(0))
                && (points == null
                        || (points.length(0) == tracks.length(0)
                                && points.length(1) == nodes
                                && points.length(2) == tracks.length(3)));
        boolean isByFrame = tracks.length(3) == 2
                && tracks.length(2) == nodes
                && (named == 0 || named == tracks.length(1))
                && (points == null
                        || (points.length(0) == tracks.length(0)
                                && points.length(1) == tracks.length(1)
                                && points.length(2) == nodes));
        if (isByTrack == isByFrame) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "The dataset tracks of SLEAP must be by track, coordinate, node and frame or by frame, track, node and coordinate, but with the %d names in node_names and the %d in track_names it can be %s"
                            .formatted(nodes, named, isByTrack ? "both" : "neither"));
        }
        return isByTrack;
    }

    private static FileColumn keypoint(String node, String what) {
        return FileColumn.ofKeypoint(node, what, FileColumn.Kind.NUMBER);
    }

    private static ArrayTable.Index tracks(boolean isByTrack, int node, int coordinate) {
        return isByTrack
                ? (index, frame, animal) -> set(index, animal, coordinate, node, frame)
                : (index, frame, animal) -> set(index, frame, animal, node, coordinate);
    }

    private static void set(long[] index, long... positions) {
        System.arraycopy(positions, 0, index, 0, positions.length);
    }
}
