package org.collabenv.episodes.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.collabenv.episodes.ingest.Receipt;
import org.collabenv.episodes.store.EpisodeRow;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An episode with the receipt of its load.
 *
 * @param receipt as it was stored; null where another program loaded the episode
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EpisodeDocument(
        @JsonUnwrapped EpisodePage.Item episode,

        @JsonRawValue @Schema(implementation = Receipt.class) @Nullable
        String receipt) {

    static EpisodeDocument of(EpisodeRow row) {
        return new EpisodeDocument(EpisodePage.Item.of(row), row.receipt());
    }
}
