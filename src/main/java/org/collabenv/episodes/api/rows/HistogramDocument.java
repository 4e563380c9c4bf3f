package org.collabenv.episodes.api.rows;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.collabenv.episodes.store.summary.Histogram;

/**
 * A histogram of the values of a property in an episode.
 *
 * @param values the number of its finite values, which is the sum of all counts
 * @param notFinite the number of its infinite values, which are in no bin
 * @param edges the edges of the bins in ascending order, one more than there are bins
 * @param counts the values of each bin: from its lower edge up to, but without, its upper one; the last bin has it too
 */
@JsonNaming(SnakeCaseStrategy.class)
public record HistogramDocument(
        String episodeId, String propertyId, long values, long notFinite, List<Double> edges, List<Long> counts) {

    static HistogramDocument of(String episodeId, String propertyId, Histogram histogram) {
        return new HistogramDocument(
                episodeId,
                propertyId,
                histogram.values(),
                histogram.notFinite(),
                histogram.edges(),
                histogram.counts());
    }
}
