package org.collabenv.episodes.ingest.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a load that succeeded.
 *
 * @param outcome {@code COMPLETED}, {@code DUPLICATE} or {@code DRY_RUN}
 * @param observations observations that this load itself stored
 * @param extendedProperties property values that this load itself stored
 * @param rejected rows that this load itself left out
 * @param warnings the codes of the receipt's warnings
 * @param body the document for the client: a {@link Document}, or the JSON of the first one if the upload is a duplicate
 */
public record LoadAnswer(
        Outcome outcome,
        String episodeId,
        long observations,
        long extendedProperties,
        long rejected,
        List<String> warnings,
        Object body) {

    /**
     * The receipt as a client gets it.
     *
     * @param duplicate whether the same upload was stored before
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "Receipt")
    public record Document(@JsonUnwrapped Receipt receipt, boolean duplicate, Timings timingsMs) {}

    /** Returns the answer to a load that stored its rows, or would have done so without {@code dry_run}. */
    public static LoadAnswer of(Receipt receipt, Timings timings) {
        boolean stored = receipt.status() == Outcome.COMPLETED;
        return new LoadAnswer(
                receipt.status(),
                receipt.identity().episodeId(),
                stored ? receipt.counts().observations() : 0,
                stored ? receipt.counts().extendedProperties() : 0,
                stored ? receipt.rows().rejected() : 0,
                receipt.warnings().stream().map(Receipt.Warning::code).toList(),
                new Document(receipt, false, timings));
    }

    /**
     * Returns the answer to an upload that was stored before.
     *
     * @param body the first answer, marked as a duplicate
     */
    public static LoadAnswer duplicate(String episodeId, Object body) {
        return new LoadAnswer(Outcome.DUPLICATE, episodeId, 0, 0, 0, List.of(), body);
    }

    /** Returns whether this load itself stored something. */
    public boolean isStored() {
        return outcome == Outcome.COMPLETED;
    }
}
