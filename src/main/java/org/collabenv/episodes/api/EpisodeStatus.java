package org.collabenv.episodes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.collabenv.episodes.store.StoredCounts;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold of an episode now, beside what its load was told.
 *
 * @param verified whether both agree; null where there is no receipt to compare with
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EpisodeStatus(
        String episodeId,
        String status,
        @Nullable Boolean verified,
        Observations observations,
        ExtendedProperties extendedProperties) {

    /**
     * Rows in {@code observations}.
     *
     * @param loaded by the receipt
     * @param stored in the table now
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Observations(@Nullable Long loaded, long stored, Map<String, Long> byAgentType) {}

    /**
     * Rows in {@code extended_properties}.
     *
     * @param loaded by the receipts of the load and of what was added since
     * @param stored in the table now
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ExtendedProperties(@Nullable Long loaded, long stored, Map<String, Long> byProperty) {}

    static EpisodeStatus of(StoredCounts counts, ObjectMapper json) {
        Long observations = loaded(counts, "observations", json);
        Long properties = loaded(counts, "extended_properties", json);
        if (observations != null && properties != null) {
            observations += counts.observationsAdded();
            properties += counts.valuesAdded();
        }
        Boolean verified = null;
        if (observations != null && properties != null) {
            verified = (observations == counts.observations()) && (properties == counts.extendedProperties());
        }
        return new EpisodeStatus(
                counts.episode().episodeId(),
                "completed",
                verified,
                new Observations(observations, counts.observations(), counts.observationsByAgentType()),
                new ExtendedProperties(properties, counts.extendedProperties(), counts.valuesByProperty()));
    }

    private static @Nullable Long loaded(StoredCounts counts, String field, ObjectMapper json) {
        String receipt = counts.episode().receipt();
        if (receipt == null) {
            return null;
        }
        try {
            JsonNode value = json.readTree(receipt).path(field);
            return value.isIntegralNumber() ? value.asLong() : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "The stored receipt of " + counts.episode().episodeId() + " is not JSON", e);
        }
    }
}
