package org.collabenv.episodes.store.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.batch.ContentDigest;
import org.jspecify.annotations.Nullable;

/**
 * The digest of what the loads of an episode stored, and that of what the tables have now.
 *
 * @param expected the first; null if a load kept none, since it was one of an earlier version or of another program
 * @param stored the second
 * @param values the property values in the second
 * @param isWhole whether nothing else is in the tables: a number beside a text, or a coordinate that is NaN and not missing
 */
public record StoredContent(@Nullable Long expected, long stored, long values, boolean isWhole) {

    /** Reads an episode's rows back. */
    static StoredContent read(RowSnapshot snapshot, String episodeId) {
        ContentDigest digest = new ContentDigest();
        digest.addLabels(snapshot.agents(episodeId));
        RowColumns columns = snapshot.columns(List.of(episodeId), Selection.ALL_BY_NUMBERS);
        long values = 0;
        long cells = 0;
        boolean isFirst = true;
        for (RowColumns part : columns.parts()) {
            Rows rows = new Rows(part, digest, isFirst);
            try {
                snapshot.rows(episodeId, part, Selection.ALL_BY_NUMBERS, rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            values += rows.values;
            cells += rows.values + rows.coordinatesSeen;
            isFirst = false;
        }
        return new StoredContent(snapshot.expectedContent(episodeId), digest.sum(), values, cells == columns.cells());
    }

    /**
     * Runs a change that the database makes by itself to rows of an episode, and adds to a digest by how much the change alters that
     * of the stored rows. An error in what was stored before stays one.
     *
     * @param sql the connection of the transaction
     * @param isShared whether other processes may use the database at the same time
     */
    public static void changing(ContentDigest content, Sql sql, boolean isShared, String episodeId, Runnable change) {
        long before = read(new RowSnapshot(sql, isShared), episodeId).stored();
        change.run();
        content.add(read(new RowSnapshot(sql, isShared), episodeId).stored() - before);
    }

    /** Adds rows to a digest. */
    private static final class Rows implements RowSnapshot.RowConsumer {

        private final ContentDigest digest;
        private final boolean addsObservations;
        private final int properties;
        private final int[] coordinates;

        /** The coordinates that an observation may lack. */
        private final boolean[] optional;

        private final RowColumns columns;
        private final long[] ids;
        private final Map<String, Long> types = new HashMap<>();
        private long values;
        private long coordinatesSeen;

        /** @param addsObservations whether the observations are added too, and not only their values */
        Rows(RowColumns columns, ContentDigest digest, boolean addsObservations) {
            this.addsObservations = addsObservations;
            this.columns = columns;
            this.digest = digest;
            this.ids = columns.columns().stream()
                    .mapToLong(column -> ContentDigest.hash(column.name()))
                    .toArray();
            this.properties = columns.ofObservations();
            Coordinate[] all = Coordinate.values();
            this.optional = new boolean[all.length];
            for (int i = 0; i < all.length; i++) {
                optional[i] = !all[i].required();
            }
            this.coordinates = Arrays.stream(all)
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
                for (int i = 0; i < coordinates.length; i++) {
                    double value = coordinates[i] < 0 ? Double.NaN : row.number(coordinates[i]);
                    coordinatesSeen += optional[i] && !Double.isNaN(value) ? 1 : 0;
                    observation = ContentDigest.coordinate(observation, value);
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
