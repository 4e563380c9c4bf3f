package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDateTime;
import java.util.List;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.store.tables.RowPage;
import org.jspecify.annotations.Nullable;

/**
 * A page of episodes in the order of their ids.
 *
 * @param next the value of {@code after} for the next page; null if this is the last one
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

    static EpisodePage of(RowPage<EpisodeRow> page) {
        return new EpisodePage(page.map(Item::of).rows(), page.next(EpisodeRow::episodeId));
    }
}
