package org.collabenv.episodes.trajectory;

import java.util.List;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;

/**
 * What is known of an episode once its file has been read to the end.
 *
 * @param numFrames highest frame number + 1
 * @param numAgents distinct agent ids
 * @param labels the agents whose ids are labels in the file, as far as the database does not have them yet
 */
public record EpisodeFacts(int numFrames, int numAgents, List<AgentLabel> labels) {}
