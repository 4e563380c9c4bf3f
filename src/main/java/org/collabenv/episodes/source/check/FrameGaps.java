package org.collabenv.episodes.source.check;

import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.cursors.IntLongCursor;
import java.util.Optional;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Finds frames that are missing within tracks. The usual step between two frames of an agent is the most frequent one; if it is
 * not by far the most frequent, the observations are irregular and nothing is missing.
 */
final class FrameGaps {

    /** The most different steps that are counted: regular observations have few. */
    private static final int MOST_STEPS = 10_000;

    private final IntLongHashMap steps = new IntLongHashMap();
    private long allSteps;
    private int usual;
    private long missing;
    private long longest;
    private int agents;
    private @Nullable String first;

    private boolean isRegular;

    private FrameGaps() {}

    /** @param regularity the share of the usual step from which on observations are regular */
    static FrameGaps of(ObservationKeys keys, double regularity, AgentNames names) {
        FrameGaps gaps = new FrameGaps();
        keys.forEachTrack((type, agent, frames, size) -> {
            int before = frames.next();
            while (frames.hasNext()) {
                int frame = frames.next();
                gaps.count((long) frame - before);
                before = frame;
            }
        });
        gaps.isRegular = gaps.findUsual() >= regularity * gaps.allSteps;
        if (!gaps.isRegular) {
            return gaps;
        }
        keys.forEachTrack((type, agent, frames, size) -> {
            long missingBefore = gaps.missing;
            int before = frames.next();
            while (frames.hasNext()) {
                int frame = frames.next();
                gaps.add(before, frame, type, agent, names);
                before = frame;
            }
            gaps.agents += gaps.missing > missingBefore ? 1 : 0;
        });
        return gaps;
    }

    /** Returns whether the steps between the frames of agents are usually the same. */
    boolean isRegular() {
        return isRegular;
    }

    private void count(long step) {
        allSteps++;
        int counted = (int) Math.min(step, Integer.MAX_VALUE);
        if (steps.size() < MOST_STEPS || steps.containsKey(counted)) {
            steps.addTo(counted, 1);
        }
    }

    /** Finds the usual step and returns how often it occurs. */
    private long findUsual() {
        long most = 0;
        for (IntLongCursor step : steps) {
            if (step.value > most) {
                most = step.value;
                usual = step.key;
            }
        }
        return most;
    }

    private void add(int before, int frame, int type, int agent, AgentNames names) {
        long gap = Math.round(((double) frame - before) / usual) - 1;
        if (gap > 0) {
            missing += gap;
            longest = Math.max(longest, gap);
            if (first == null) {
                first = "after frame %d of %s".formatted(before, names.of(type, agent));
            }
        }
    }

    Optional<Warning> warning() {
        String every = usual == 1 ? "" : " of every %dth one".formatted(usual);
        return missing == 0
                ? Optional.empty()
                : Optional.of(new Warning(
                        Warning.Code.FRAME_GAP,
                        missing,
                        first,
                        "%d frames%s are missing within the tracks of %d agents, at most %d in a row: velocities and steps over them are over a longer time; if nothing should be missing, look at what wrote the file"
                                .formatted(missing, every, agents, longest)));
    }
}
