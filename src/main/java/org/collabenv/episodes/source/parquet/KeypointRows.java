package org.collabenv.episodes.source.parquet;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * A file with a row for each keypoint of an animal, as animovement writes it: such rows are joined to one for each animal and
 * frame before they are read.
 *
 * @param keypoint the column that names the keypoint
 * @param keys the columns that all keypoints of an animal in a frame share
 * @param values the columns of a keypoint's coordinates and confidence
 */
record KeypointRows(String keypoint, List<String> keys, List<String> values) {

    private static final String KEYPOINT = "keypoint";
    private static final List<String> KEYS = List.of("session", "trial", "individual", "track", "time", "frame");
    private static final List<String> VALUES = List.of("x", "y", "z", "confidence", "likelihood", "score");

    /** Recognises such a file by its columns; empty if it has any other column. */
    static Optional<KeypointRows> of(List<ParquetFile.Column> columns) {
        String keypoint = null;
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (ParquetFile.Column column : columns) {
            String name = column.name().toLowerCase(Locale.ROOT);
            if (name.equals(KEYPOINT)) {
                keypoint = column.name();
            } else if (KEYS.contains(name)) {
                keys.add(column.name());
            } else if (VALUES.contains(name)) {
                values.add(column.name());
            } else {
                return Optional.empty();
            }
        }
        return keypoint == null || keys.isEmpty() || values.size() < 2
                ? Optional.empty()
                : Optional.of(new KeypointRows(keypoint, keys, values));
    }

    /**
     * Joins the rows of a file if it has several keypoints.
     *
     * @return the names of the keypoints; none if the file has one only, and stays as it is
     * @throws IngestException if an animal has a keypoint twice in a frame, or there are too many of them
     */
    List<String> join(ParquetFile file, Limits limits) throws SQLException {
        List<String> names = file.keypoints(keypoint);
        if (names.size() < 2 || names.contains("")) {
            return List.of();
        }
        if (names.size() * values.size() > limits.columns()) {
            throw limits.tooManyColumns();
        }
        String repeated = file.repeatedKeypoint(keypoint, keys);
        if (repeated != null) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "The file has a row for each keypoint, but the keypoint '%s' more than once with the same %s: the rows of a frame cannot be joined"
                            .formatted(repeated, String.join(", ", keys)));
        }
        Set<String> columns = new HashSet<>();
        keys.forEach(key -> columns.add(key.toLowerCase(Locale.ROOT)));
        for (String name : names) {
            for (String value : values) {
                String column = FileColumn.nameOfKeypoint(name, value);
                if (!columns.add(column.toLowerCase(Locale.ROOT))) {
                    throw new IngestException(
                            Problem.INVALID_HEADER,
                            "The file has a row for each keypoint, but two of their columns would be called '%s', or differ in case only: rename a keypoint or a column"
                                    .formatted(column));
                }
            }
        }
        file.joinKeypoints(this, names);
        return names;
    }
}
