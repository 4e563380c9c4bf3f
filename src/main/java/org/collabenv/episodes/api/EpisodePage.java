package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDateTime;
import java.util.List;
import org.collabenv.episodes.store.EpisodeRow;
import org.jspecify.annotations.Nullable;

/**
 * A page of episodes in the order of their ids.
 *
 * @param next what {@code after} must be for the next page; null on the last one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EpisodePage(List<Item> episodes, @Nullable String next) {

    /** An episode without its receipt. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Item(
            String episodeId,
            String sessionId,
            int episodeNumber,
            int numFrames,
            int numAgents,
            @Nullable Double frameRate,
            String filePath,
            @Nullable LocalDateTime createdAt) {
        static Item of(EpisodeRow row) {
            return new Item(
                    row.episodeId(),
                    row.sessionId(),
                    row.episodeNumber(),
                    row.numFrames(),
                    row.numAgents(),
                    row.frameRate(),
                    row.filePath(),
                    row.createdAt());
        }
    }

    /** @param rows the page's and, if there is a next page, some of that */
    static EpisodePage of(List<EpisodeRow> rows, int size) {
        return new EpisodePage(
                rows.stream().limit(size).map(Item::of).toList(),
                rows.size() > size ? rows.get(size - 1).episodeId() : null);
    }
}
