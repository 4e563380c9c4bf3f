package org.collabenv.episodes.store.summary;

import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.store.summary.Track.Point;

/**
 * Keeps the points of a track that its shape needs, by Largest-Triangle-Three-Buckets (S. Steinarsson, 2013): the first and the
 * last one, and of each of as many groups in between the one that spans the largest triangle with the one kept before it and the
 * mean of the next group. Only two groups are in memory.
 */
final class Decimation {

    private final long observations;
    private final int most;
    private final List<Point> kept = new ArrayList<>();

    /** The group of which a point is kept next, and the one that is being filled. */
    private List<Point> group = new ArrayList<>();

    private List<Point> next = new ArrayList<>();
    private int groupNumber;
    private long seen;

    /**
     * @param observations the number of points that will come
     * @param most the number of points that are kept at most, at least 2
     */
    Decimation(long observations, int most) {
        this.observations = observations;
        this.most = most;
    }

    /** Adds the next point in the order of time. */
    void add(Point point) {
        if (observations <= most || seen == 0) {
            kept.add(point);
        } else if (seen == observations - 1) {
            nextGroup();
            keepOneOf(group, point.x(), point.y(), height(point));
            kept.add(point);
        } else if (most > 2) {
            int number = (int) ((seen - 1) * (most - 2) / (observations - 2));
            if (number != groupNumber) {
                groupNumber = number;
                nextGroup();
            }
            next.add(point);
        }
        seen++;
    }

    private void nextGroup() {
        if (!group.isEmpty()) {
            double count = next.size();
            keepOneOf(
                    group,
                    next.stream().mapToDouble(point -> point.x() / count).sum(),
                    next.stream().mapToDouble(point -> point.y() / count).sum(),
                    next.stream().mapToDouble(point -> height(point) / count).sum());
        }
        group = next;
        next = new ArrayList<>();
    }

    /** Keeps the point of a group that spans the largest triangle with the last one kept and another one. */
    private void keepOneOf(List<Point> points, double x, double y, double z) {
        if (points.isEmpty()) {
            return;
        }
        Point before = kept.get(kept.size() - 1);
        Point best = points.get(0);
        double largest = -1;
        for (Point point : points) {
            double area = area(
                    point.x() - before.x(),
                    point.y() - before.y(),
                    height(point) - height(before),
                    x - before.x(),
                    y - before.y(),
                    z - height(before));
            if (area > largest) {
                largest = area;
                best = point;
            }
        }
        kept.add(best);
    }

    private static double area(double ax, double ay, double az, double bx, double by, double bz) {
        double cx = ay * bz - az * by;
        double cy = az * bx - ax * bz;
        double cz = ax * by - ay * bx;
        return Math.sqrt(cx * cx + cy * cy + cz * cz) / 2;
    }

    private static double height(Point point) {
        return point.z() == null ? 0 : point.z();
    }

    /** Returns the points that are kept, after the last one was added. */
    List<Point> points() {
        return List.copyOf(kept);
    }
}
