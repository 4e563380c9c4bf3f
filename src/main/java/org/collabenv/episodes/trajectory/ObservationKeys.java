package org.collabenv.episodes.trajectory;

import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongObjectCursor;
import com.carrotsearch.hppc.cursors.ObjectCursor;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The keys (agent type, agent, frame) of an episode's observations. They reveal each row that repeats a key, so that it
 * can be reported with its line.
 *
 * <p>Memory: one compressed bitmap of frames per agent and type, whatever the order of the rows. A row takes between a
 * bit and two bytes if its agent has neighbouring frames, and about seventy bytes if its frame number is tens of
 * thousands away from every other frame of its agent.
 */
public final class ObservationKeys {

    /** The memory of a container, which holds the frames of 65,536 neighbouring numbers, beside the frames themselves. */
    private static final int CONTAINER_BYTES = 64;

    private final AgentTypes agentTypes;
    private final LongObjectHashMap<RoaringBitmap> frames = new LongObjectHashMap<>();
    private final RoaringBitmap agentIds = new RoaringBitmap();
    private int highestFrame = -1;
    private int lowestFrame = Integer.MAX_VALUE;
    private long size;

    /** @param agentTypes the agent types whose codes the keys use */
    public ObservationKeys(AgentTypes agentTypes) {
        this.agentTypes = agentTypes;
    }

    /**
     * The frames of an episode.
     *
     * @param first the lowest frame number with an observation
     * @param last the highest one
     * @param distinct how many frames have an observation
     */
    public record FrameRange(int first, int last, int distinct) {}

    /** Returns the agent types whose codes the keys use. */
    public AgentTypes agentTypes() {
        return agentTypes;
    }

    /**
     * Adds a key.
     *
     * @return false if the key exists already
     */
    public boolean add(int agentType, int agentId, int timeIndex) {
        long agent = agent(agentType, agentId);
        RoaringBitmap seen = frames.get(agent);
        if (seen == null) {
            seen = new RoaringBitmap();
            frames.put(agent, seen);
            agentIds.add(agentId);
        }
        if (!seen.checkedAdd(timeIndex)) {
            return false;
        }
        highestFrame = Math.max(highestFrame, timeIndex);
        lowestFrame = Math.min(lowestFrame, timeIndex);
        size++;
        return true;
    }

    /** Returns whether the agent has a key. */
    public boolean hasAgent(int agentType, int agentId) {
        return frames.containsKey(agent(agentType, agentId));
    }

    /** Returns the number of agents, counted per type. */
    public int agents() {
        return frames.size();
    }

    /** Returns the number of keys. */
    public long size() {
        return size;
    }

    /** Returns the approximate memory of the keys in bytes, which takes a step per agent and 65,536 frames. */
    public long bytes() {
        long bytes = 0;
        for (ObjectCursor<RoaringBitmap> seen : frames.values()) {
            bytes += seen.value.getLongSizeInBytes() + (long) seen.value.getContainerCount() * CONTAINER_BYTES;
        }
        return bytes;
    }

    /** Stores neighbouring frames as runs, which takes less memory. */
    public void compress() {
        for (ObjectCursor<RoaringBitmap> seen : frames.values()) {
            seen.value.runOptimize();
        }
    }

    /** Returns the highest frame number + 1. */
    public int numFrames() {
        return highestFrame + 1;
    }

    /** Returns the lowest frame number; 0 if there is none. */
    public int lowestFrame() {
        return size == 0 ? 0 : lowestFrame;
    }

    /**
     * Returns the frames with a key; null if there is none.
     *
     * @param shift the number of frames by which they are raised
     */
    public @Nullable FrameRange frames(int shift) {
        if (size == 0) {
            return null;
        }
        RoaringBitmap distinct = new RoaringBitmap();
        for (ObjectCursor<RoaringBitmap> seen : frames.values()) {
            distinct.or(seen.value);
        }
        return new FrameRange(lowestFrame + shift, highestFrame + shift, distinct.getCardinality());
    }

    /** Something that is done with the frames of each agent. */
    public interface TrackVisitor {

        /**
         * Visits an agent.
         *
         * @param agentType the code of its type
         * @param frames its frames in ascending order, at least one
         * @param size the number of its frames
         */
        void visit(int agentType, int agentId, IntIterator frames, int size);
    }

    /** Visits each agent with its frames. */
    public void forEachTrack(TrackVisitor visitor) {
        for (LongObjectCursor<RoaringBitmap> agent : frames) {
            visitor.visit(
                    (int) (agent.key >> 32),
                    (int) agent.key,
                    agent.value.getSignedIntIterator(),
                    agent.value.getCardinality());
        }
    }

    /** Returns the number of distinct agent ids, whatever their types. */
    public int numAgents() {
        return agentIds.getCardinality();
    }

    private static long agent(int agentType, int agentId) {
        return ((long) agentType << 32) | (agentId & 0xFFFF_FFFFL);
    }
}
