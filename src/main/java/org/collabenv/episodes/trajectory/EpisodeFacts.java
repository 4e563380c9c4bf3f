package org.collabenv.episodes.trajectory;

import java.util.List;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an episode that are known after its file has been read to the end.
 *
 * @param numFrames highest frame number + 1
 * @param numAgents distinct agent ids
 * @param timeOrigin the time of frame 0, once the frames are raised, as seconds or a timestamp; null if the file gives frame numbers
 * @param shift the number of frames by which the episode's frames are to be raised, since an earlier time came after the
 *     first one
 * @param newLabels labels of agents that are not stored yet
 */
public record EpisodeFacts(
        int numFrames, int numAgents, @Nullable String timeOrigin, int shift, List<AgentLabel> newLabels) {}
