package org.collabenv.episodes.store.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.batch.ContentDigest;
import org.jspecify.annotations.Nullable;

/**
 * The digest of what the loads of an episode stored, and that of what the tables have now.
 *
 * @param expected the first; null if a load kept none, since it was one of an earlier version or of another program
 * @param stored the second
 * @param values the property values in the second
 */
public record StoredContent(@Nullable Long expected, long stored, long values) {

    /** Reads an episode's rows back. */
    static StoredContent read(RowSnapshot snapshot, String episodeId) {
        ContentDigest digest = new ContentDigest();
        digest.addLabels(snapshot.agents(episodeId));
        RowColumns columns = snapshot.columns(List.of(episodeId), Selection.ALL_BY_NUMBERS);
        long values = 0;
        boolean isFirst = true;
        for (RowColumns part : columns.parts()) {
            Rows rows = new Rows(part, digest, isFirst);
            try {
                snapshot.rows(episodeId, part, Selection.ALL_BY_NUMBERS, rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            values += rows.values;
            isFirst = false;
        }
        return new StoredContent(snapshot.expectedContent(episodeId), digest.sum(), values);
    }

    /**
     * Completes the digest of a load after all of its rows are stored. If the database has computed some of what it stored, or
     * changed keys, the rows are read back for it.
     *
     * @param content the digest of what was sent to the database
     * @param snapshot of the load's own transaction
     */
    public static void complete(ContentDigest content, RowSnapshot snapshot, Episode episode, EpisodeFacts facts) {
        if (episode.velocity() == null && facts.shift() == 0) {
            content.addLabels(facts.newLabels());
            return;
        }
        StoredContent read = read(snapshot, episode.episodeId());
        long before = read.expected() == null ? 0 : read.expected();
        content.add(read.stored() - before - content.sum());
    }

    /** Adds rows to a digest. */
    private static final class Rows implements RowSnapshot.RowConsumer {

        private final ContentDigest digest;
        private final boolean addsObservations;
        private final int properties;
        private final int[] coordinates;
        private final RowColumns columns;
        private final long[] ids;
        private final Map<String, Long> types = new HashMap<>();
        private long values;

        /** @param addsObservations whether the observations are added too, and not only their values */
        Rows(RowColumns columns, ContentDigest digest, boolean addsObservations) {
            this.addsObservations = addsObservations;
            this.columns = columns;
            this.digest = digest;
            this.ids = columns.columns().stream()
                    .mapToLong(column -> ContentDigest.hash(column.name()))
                    .toArray();
            this.properties = columns.ofObservations();
            this.coordinates = Arrays.stream(Coordinate.values())
                    .mapToInt(coordinate -> position(coordinate, columns))
                    .toArray();
        }

        /** Returns the position of a coordinate's column; -1 if it has none. */
        private static int position(Coordinate coordinate, RowColumns columns) {
            for (int i = 0; i < columns.ofObservations(); i++) {
                if (columns.get(i).name().equals(coordinate.column())) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public void take(WideRow row) {
            String typeId = String.valueOf(row.text(RowColumns.AGENT_TYPE));
            long type = types.computeIfAbsent(typeId, ContentDigest::hash);
            long key = ContentDigest.key(row.integer(RowColumns.TIME), row.integer(RowColumns.AGENT), type);
            if (addsObservations) {
                long observation = ContentDigest.observation(key);
                for (int coordinate : coordinates) {
                    observation =
                            ContentDigest.coordinate(observation, coordinate < 0 ? Double.NaN : row.number(coordinate));
                }
                digest.addObservation(observation);
            }
            for (int i = properties; i < columns.size(); i++) {
                addValue(key, i, row);
            }
        }

        private void addValue(long key, int column, WideRow row) {
            if (columns.get(column).kind() == RowColumn.Kind.NUMBER) {
                double number = row.number(column);
                if (!Double.isNaN(number)) {
                    digest.addNumber(key, ids[column], number);
                    values++;
                }
            } else {
                String text = row.text(column);
                if (text != null) {
                    digest.addText(key, ids[column], ContentDigest.hash(text));
                    values++;
                }
            }
        }
    }
}
