package org.collabenv.episodes.source.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the rule that gives a file's positions. */
final class Positions {

    private static final Map<String, String> SIZES = Map.of("bbox_width", "bbox_x2", "bbox_height", "bbox_y2");
    private static final String KEYPOINT_X = ".x";
    private static final String KEYPOINT_Y = ".y";

    /** The endings of what trackers of body parts write of each part beside its coordinates; sensors and poses of robots have none. */
    private static final List<String> KEYPOINT_SCORES = List.of(".score", ".likelihood", ".confidence");

    /** The columns of a SLEAP analysis file that no other program has, in their plain form. */
    private static final Set<String> SLEAP = Set.of("frameidx", "instancescore");

    private Positions() {}

    /**
     * Returns the rule of a file: the position's own columns if there are any, otherwise a box, otherwise the body
     * parts of a SLEAP analysis file.
     */
    static PositionRule rule(List<Header.Column> columns) {
        Set<String> targets =
                columns.stream().flatMap(column -> column.targets().stream()).collect(Collectors.toSet());
        if (targets.contains("x") || targets.contains("y")) {
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
        return keypoints(columns, targets);
    }

    private static PositionRule keypoints(List<Header.Column> columns, Set<String> targets) {
        List<String> x = new ArrayList<>();
        List<String> y = new ArrayList<>();
        boolean sleap = columns.stream().anyMatch(column -> SLEAP.contains(ColumnName.plain(column.name())));
        for (Header.Column column : columns) {
            for (String target : column.targets()) {
                int end = target.length() - KEYPOINT_X.length();
                if (target.endsWith(KEYPOINT_X) && isKeypoint(target.substring(0, end), targets, sleap)) {
                    x.add(target);
                    y.add(target.substring(0, end) + KEYPOINT_Y);
                }
            }
        }
        return x.isEmpty() ? new PositionRule.Given() : new PositionRule.KeypointMean(x, y);
    }

    private static boolean isKeypoint(String part, Set<String> targets, boolean sleap) {
        return targets.contains(part + KEYPOINT_Y)
                && (sleap || KEYPOINT_SCORES.stream().anyMatch(score -> targets.contains(part + score)));
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
