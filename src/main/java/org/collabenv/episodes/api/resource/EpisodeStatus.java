package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.collabenv.episodes.store.tables.StoredCounts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an episode in the tables, next to those that its loads stored.
 *
 * @param status always {@code completed}, since an episode that is being loaded is not visible
 * @param verified whether the two agree; null if another program stored the episode
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EpisodeStatus(
        String episodeId,
        @Schema(enumeration = {"completed"}) String status,
        @Nullable Boolean verified,
        Observations observations,
        ExtendedProperties extendedProperties) {

    private static final String COMPLETED = "completed";

    /**
     * Rows in {@code observations}.
     *
     * @param loaded rows that the loads stored
     * @param stored rows in the table
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Observations(@Nullable Long loaded, long stored, Map<String, Long> byAgentType) {}

    /**
     * Rows in {@code extended_properties}.
     *
     * @param loaded rows that the loads stored
     * @param stored rows in the table
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ExtendedProperties(@Nullable Long loaded, long stored, Map<String, Long> byProperty) {}

    static EpisodeStatus of(StoredCounts counts) {
        Long observations = counts.observationsLoaded();
        Long properties = counts.extendedPropertiesLoaded();
        Boolean verified = null;
        if (observations != null && properties != null) {
            verified = observations == counts.observations() && properties == counts.extendedProperties();
        }
        return new EpisodeStatus(
                counts.episode().episodeId(),
                COMPLETED,
                verified,
                new Observations(observations, counts.observations(), counts.observationsByAgentType()),
                new ExtendedProperties(properties, counts.extendedProperties(), counts.valuesByProperty()));
    }
}
