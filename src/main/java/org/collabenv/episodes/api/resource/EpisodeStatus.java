package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.collabenv.episodes.store.rows.StoredContent;
import org.collabenv.episodes.store.tables.StoredCounts;
import org.collabenv.episodes.trajectory.batch.ContentDigest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an episode in the tables, next to those that its loads stored.
 *
 * @param status always {@code completed}, since an episode that is being loaded is not visible
 * @param verified whether the two agree; null if another program stored the episode
 * @param content what was read back; null if that was not asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EpisodeStatus(
        String episodeId,
        @Schema(enumeration = {"completed"}) String status,
        @Nullable Boolean verified,
        Observations observations,
        ExtendedProperties extendedProperties,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Content content) {

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

    /**
     * The digests of keys, coordinates and values, whatever their order.
     *
     * @param expected the digest of what the loads stored; null if one of them kept none
     * @param stored the digest of what is in the tables
     * @param verified whether they agree; null if nothing is expected
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Content(
            @Nullable String expected,
            String stored,
            @Nullable Boolean verified) {}

    /** @param read what was read back; null if that was not asked for */
    static EpisodeStatus of(StoredCounts counts, @Nullable StoredContent read) {
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
                new ExtendedProperties(properties, counts.extendedProperties(), counts.valuesByProperty()),
                read == null ? null : content(read, counts));
    }

    private static Content content(StoredContent read, StoredCounts counts) {
        Long expected = read.expected();
        // A value that is there twice is read once.
        boolean isAll = read.isWhole() && read.values() == counts.extendedProperties();
        Boolean isVerified = expected == null ? null : isAll && expected == read.stored();
        return new Content(
                expected == null ? null : ContentDigest.text(expected), ContentDigest.text(read.stored()), isVerified);
    }
}
