package org.collabenv.episodes.source.header;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.header.PositionRule.KeypointMean;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;

/** Finds the rule that gives a file's positions. */
final class Positions {

    private static final Map<String, String> SIZES = Map.of("bbox_width", "bbox_x2", "bbox_height", "bbox_y2");

    /**
     * The endings of the names of a keypoint's columns.
     *
     * @param confidences what trackers of body parts write of each part beside its coordinates; sensors and poses of robots
     *     have none
     */
    private record Naming(String x, String y, String z, List<String> confidences) {
        boolean isOfSleap() {
            return x.startsWith(".");
        }
    }

    private static final List<Naming> NAMINGS = List.of(
            new Naming("_x", "_y", "_z", List.of("_confidence", "_likelihood", "_score")),
            new Naming(".x", ".y", ".z", List.of(".score", ".likelihood", ".confidence")));

    private static final int MOST_SUGGESTED = 10;

    /** The columns of a SLEAP analysis file that no other program has, in their plain form. */
    private static final Set<String> SLEAP = Set.of("frameidx", "instancescore");

    private Positions() {}

    /**
     * Returns the rule of a file: the position's own columns if there are any, otherwise a box, otherwise its keypoints.
     *
     * @param wanted the keypoints that give positions
     */
    static PositionRule rule(List<Header.Column> columns, Keypoints wanted) {
        Set<String> targets =
                columns.stream().flatMap(column -> column.targets().stream()).collect(Collectors.toSet());
        if (wanted.only() == null && (targets.contains("x") || targets.contains("y"))) {
            return new PositionRule.Given();
        }
        boolean acrossIsFree = PositionRule.BoxCentre.CORNER_ACROSS.stream().noneMatch(targets::contains);
        if (targets.containsAll(PositionRule.BoxCentre.CORNER)
                && targets.containsAll(PositionRule.BoxCentre.CORNER_ACROSS)) {
            return new PositionRule.BoxCentre(false);
        } else if (targets.containsAll(PositionRule.BoxCentre.CORNER)
                && targets.containsAll(SIZES.keySet())
                && acrossIsFree) {
            return new PositionRule.BoxCentre(true);
        }
        return keypoints(columns, wanted);
    }

    private static PositionRule keypoints(List<Header.Column> columns, Keypoints wanted) {
        Set<String> targets = new HashSet<>();
        columns.forEach(column -> targets.addAll(column.targets()));
        boolean sleap = columns.stream().anyMatch(column -> SLEAP.contains(ColumnName.plain(column.name())));
        List<KeypointMean.Keypoint> found = new ArrayList<>();
        for (Header.Column column : columns) {
            for (String target : column.targets()) {
                for (Naming naming : NAMINGS) {
                    boolean isDeclared = !naming.isOfSleap() && column.file().keypoint() != null;
                    keypoint(target, naming, targets, isDeclared || (sleap && naming.isOfSleap()))
                            .ifPresent(found::add);
                }
            }
        }
        List<KeypointMean.Keypoint> all = List.copyOf(found);
        if (wanted.only() != null) {
            found.removeIf(keypoint -> !keypoint.name().equals(wanted.only()));
            if (found.isEmpty()) {
                throw unknown(wanted.only(), all);
            }
        }
        if (wanted.minConfidence() > 0 && found.stream().anyMatch(keypoint -> keypoint.confidence() == null)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "min_confidence=%s is given, but the file has no confidence of the keypoint '%s'"
                            .formatted(
                                    wanted.minConfidence(),
                                    found.stream()
                                            .filter(keypoint -> keypoint.confidence() == null)
                                            .findFirst()
                                            .orElseThrow()
                                            .name()));
        }
        return found.isEmpty()
                ? new PositionRule.Given()
                : new KeypointMean(List.copyOf(found), wanted.minConfidence());
    }

    private static IngestException unknown(String keypoint, List<KeypointMean.Keypoint> all) {
        List<String> names = all.stream().map(KeypointMean.Keypoint::name).toList();
        return new IngestException(
                Problem.INVALID_PARAMETER,
                names.isEmpty()
                        ? "keypoint=%s is given, but no columns of the file are those of keypoints".formatted(keypoint)
                        : "The file has no keypoint '%s'; it has %s".formatted(keypoint, String.join(", ", names)),
                names.stream()
                        .limit(MOST_SUGGESTED)
                        .map(name -> Suggestion.of("keypoint", name))
                        .toList());
    }

    /**
     * Returns the keypoint to which a property gives x.
     *
     * @param isDeclared whether the file says that this is a keypoint; otherwise it is one if it has a score
     */
    private static Optional<KeypointMean.Keypoint> keypoint(
            String target, Naming naming, Set<String> targets, boolean isDeclared) {
        if (!target.endsWith(naming.x()) || target.length() == naming.x().length()) {
            return Optional.empty();
        }
        String name = target.substring(0, target.length() - naming.x().length());
        String confidence = naming.confidences().stream()
                .map(ending -> name + ending)
                .filter(targets::contains)
                .findFirst()
                .orElse(null);
        boolean isKeypoint = targets.contains(name + naming.y()) && (isDeclared || confidence != null);
        String z = targets.contains(name + naming.z()) ? name + naming.z() : null;
        return isKeypoint
                ? Optional.of(new KeypointMean.Keypoint(name, target, name + naming.y(), z, confidence))
                : Optional.empty();
    }

    /**
     * Returns a column as the rule needs it: a column from which positions are computed is read as numbers; the width
     * or height of a box becomes a corner if the rule needs it, otherwise a property of its own name.
     */
    static Header.Column adapted(Header.Column column, PositionRule rule) {
        String target = column.targets().size() == 1 ? column.targets().get(0) : "";
        String corner = SIZES.get(target);
        if (corner != null) {
            return rule instanceof PositionRule.BoxCentre box && box.sized()
                    ? column.numbers(corner, "gives the box's opposite corner")
                    : column.ownProperty("own name: no known name matches");
        }
        return rule.uses(target) ? column.numbers(target, column.reason()) : column;
    }
}
