package org.collabenv.episodes.store.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Computes histograms of the properties of an episode; the database counts. */
public final class Histograms {

    private final Database database;

    public Histograms(Database database) {
        this.database = database;
    }

    private record Range(long values, long finite, long texts, double least, double greatest) {}

    /**
     * Counts the values of a property by bins.
     *
     * @param bins the number of bins, from the least to the greatest finite value
     * @return empty if the episode has no value of the property
     * @throws IngestException if its values are texts or lists
     */
    public Optional<Histogram> of(String episodeId, String propertyId, int bins) {
        return database.readTogether(sql -> {
            Range range = range(sql, episodeId, propertyId);
            if (range.values() == 0 && range.texts() > 0) {
                throw new IngestException(
                        Problem.INVALID_PARAMETER,
                        "The values of the property '%s' are no numbers, so there is no histogram of them"
                                .formatted(propertyId));
            }
            if (range.values() == 0) {
                return Optional.empty();
            }
            double[] edges = range.finite() == 0 ? new double[0] : edges(range.least(), range.greatest(), bins);
            return Optional.of(new Histogram(
                    range.finite(),
                    range.values() - range.finite(),
                    Arrays.stream(edges).boxed().toList(),
                    edges.length == 0 ? List.of() : counts(sql, episodeId, propertyId, edges)));
        });
    }

    private static Range range(Sql sql, String episodeId, String propertyId) {
        return sql.query("value_range")
                .bind("episode_id", episodeId)
                .bind("property_id", propertyId)
                .map((row, context) -> new Range(
                        row.getLong("values_stored"),
                        row.getLong("finite"),
                        row.getLong("texts"),
                        row.getDouble("least"),
                        row.getDouble("greatest")))
                .one();
    }

    /** Returns equally distant edges; one bin without width if all values are the same. */
    static double[] edges(double least, double greatest, int bins) {
        if (least == greatest) {
            return new double[] {least, greatest};
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            double share = (double) i / bins;
            // Weighted, since the distance between the two may be larger than any number.
            edges[i] = least * (1 - share) + greatest * share;
        }
        edges[0] = least;
        edges[bins] = greatest;
        Arrays.sort(edges);
        return edges;
    }

    private static List<Long> counts(Sql sql, String episodeId, String propertyId, double[] edges) {
        int bins = edges.length - 1;
        List<Long> counts = new ArrayList<>(Collections.nCopies(bins, 0L));
        String lowerEdges =
                Arrays.stream(edges).limit(bins).mapToObj(Double::toString).collect(Collectors.joining(","));
        sql.query("histogram")
                .bind("episode_id", episodeId)
                .bind("property_id", propertyId)
                .bind("lower_edges", lowerEdges)
                .map((row, context) -> counts.set(row.getInt("bin") - 1, row.getLong("values_stored")))
                .forEach(before -> {});
        return List.copyOf(counts);
    }
}
