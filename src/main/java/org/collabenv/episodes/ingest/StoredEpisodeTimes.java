package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.collabenv.episodes.source.Destination;
import org.collabenv.episodes.source.ReadingOptions;
import org.collabenv.episodes.store.EpisodeRow;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.jspecify.annotations.Nullable;

/**
 * How the times of a stored episode became its frames, so that those of a further file become the same.
 *
 * @param frameRate frames per second
 * @param origin the time of its frame 0; null if it was loaded by frame numbers, or by another program
 */
record StoredEpisodeTimes(double frameRate, @Nullable String origin) {

    /** Of an episode that another program stored without one. */
    private static final double DEFAULT_FRAME_RATE = 30;

    static StoredEpisodeTimes of(EpisodeRow episode, ObjectMapper json) {
        Double frameRate = episode.frameRate();
        return new StoredEpisodeTimes(frameRate == null ? DEFAULT_FRAME_RATE : frameRate, origin(episode, json));
    }

    private static @Nullable String origin(EpisodeRow episode, ObjectMapper json) {
        String receipt = episode.receipt();
        try {
            JsonNode origin = receipt == null ? null : json.readTree(receipt).get("time_origin");
            return origin == null || origin.isNull() ? null : origin.asText();
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    "The receipt of the episode '%s' cannot be read".formatted(episode.episodeId()), e);
        }
    }

    /** What an upload asks for, with the episode's times where it says nothing of them. */
    ReadingOptions options(ReadingOptions asked) {
        return asked.of(frameRate, origin);
    }

    Destination.Stored stored(AgentLabels labels) {
        return new Destination.Stored(labels, origin != null);
    }
}
