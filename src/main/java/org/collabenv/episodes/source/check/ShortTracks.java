package org.collabenv.episodes.source.check;

import java.util.Optional;
import org.collabenv.episodes.trajectory.Warning;

/** Counts agents with few observations among others with many: trackers give new identities to animals that they have lost. */
final class ShortTracks {

    /** The longest track is so many times longer than a short one. */
    private static final int LONGER = 10;

    private final int shortest;
    private long agents;
    private long few;
    private int longest;
    private int firstType;
    private int firstAgent;

    /** @param shortest an agent with fewer observations has a short track */
    ShortTracks(int shortest) {
        this.shortest = shortest;
    }

    void add(int size, int type, int agent) {
        agents++;
        longest = Math.max(longest, size);
        if (size < shortest) {
            if (few == 0) {
                firstType = type;
                firstAgent = agent;
            }
            few++;
        }
    }

    Optional<Warning> warning(AgentNames names) {
        return few == 0 || longest < LONGER * shortest
                ? Optional.empty()
                : Optional.of(new Warning(
                        Warning.Code.SHORT_TRACKS,
                        few,
                        names.of(firstType, firstAgent),
                        "%d of %d agents have fewer than %d observations, while another one has %d: the tracker may have split tracks, or seen what is no animal"
                                .formatted(few, agents, shortest, longest)));
    }
}
