package org.collabenv.episodes.source;

import com.carrotsearch.hppc.LongObjectHashMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The frames in which each agent has been seen, so that a second row for the same key is caught at its line.
 *
 * <p>One compressed bitmap per agent and type, whatever the order of the rows: between a bit and two bytes for a row
 * whose neighbours in time are there too, about thirty bytes for one whose frame number is tens of thousands away from
 * any other of its agent. There are as many bitmaps as {@link Limits#agents} allows.
 */
final class AgentTracks {

    private final LongObjectHashMap<RoaringBitmap> frames = new LongObjectHashMap<>();
    private final RoaringBitmap agentIds = new RoaringBitmap();
    private final int mostAgents;
    private int highestFrame = -1;

    /** @param mostAgents agents, counted per type, that the episode may have */
    AgentTracks(int mostAgents) {
        this.mostAgents = mostAgents;
    }

    /** Notes a row; false if the key was there already. */
    boolean add(int agentType, int agentId, int timeIndex) {
        long key = key(agentType, agentId);
        RoaringBitmap seen = frames.get(key);
        if (seen == null) {
            seen = new RoaringBitmap();
            frames.put(key, seen);
            agentIds.add(agentId);
        }
        highestFrame = Math.max(highestFrame, timeIndex);
        return seen.checkedAdd(timeIndex);
    }

    /** Whether there are as many agents as there may be, and this is another one. */
    boolean isFullFor(int agentType, int agentId) {
        return frames.size() >= mostAgents && !frames.containsKey(key(agentType, agentId));
    }

    private static long key(int agentType, int agentId) {
        return ((long) agentType << 32) | (agentId & 0xFFFF_FFFFL);
    }

    /** Highest frame number + 1. */
    int numFrames() {
        return highestFrame + 1;
    }

    /** Distinct agent ids, whatever their types. */
    int numAgents() {
        return agentIds.getCardinality();
    }
}
