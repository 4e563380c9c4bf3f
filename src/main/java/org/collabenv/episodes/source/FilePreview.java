package org.collabenv.episodes.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.row.UnseenRows;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Warning;
import org.jspecify.annotations.Nullable;

/**
 * The head of a file as it would be loaded.
 *
 * @param format the file's format; null if it has none that is read
 * @param columns the target of each column as far as it is known; none if the header cannot be read
 * @param missing the targets that no column gives
 * @param rows records that were read, without one that is cut off at the end
 * @param rejected those that are wrong
 * @param unseen those that say that an animal was not seen
 * @param timeOrigin the time of frame 0; null if the file gives frame numbers
 * @param firstRows the first rows as they would be stored
 * @param warnings what is allowed and probably not meant
 * @param errors the errors of the rows
 * @param problem the reason for which a load of the file would be refused at once; null if there is none
 */
public record FilePreview(
        @Nullable Format format,
        List<Column> columns,
        List<String> missing,
        long rows,
        long rejected,
        UnseenRows unseen,
        @Nullable String timeOrigin,
        List<Row> firstRows,
        List<Warning> warnings,
        RowErrors errors,
        @Nullable IngestException problem) {

    /** Returns the preview of a file of which nothing can be read. */
    static FilePreview refused(IngestException problem) {
        return new FilePreview(
                null,
                List.of(),
                List.of(),
                0,
                0,
                new UnseenRows(),
                null,
                List.of(),
                List.of(),
                new RowErrors(false),
                problem);
    }

    /** Returns the preview with another warning. */
    public FilePreview with(Warning warning) {
        List<Warning> all = new ArrayList<>(warnings);
        all.add(warning);
        return new FilePreview(
                format, columns, missing, rows, rejected, unseen, timeOrigin, firstRows, all, errors, problem);
    }

    /** The number of rows that a preview shows. */
    public static final int ROWS = 20;

    /**
     * A column of the file.
     *
     * @param target what it becomes; null if it is ignored
     * @param role the role of the target; null if it is ignored
     * @param type how it is read; null if it is not known
     * @param candidates what it could become as well, judged by its values
     */
    public record Column(
            String source,
            @Nullable String target,
            @Nullable String role,
            @Nullable String type,
            String reason,
            List<String> candidates) {}

    /**
     * A row as it would be stored.
     *
     * @param line the line or row of the file
     * @param label the label of its agent; null if agents are numbers
     * @param coordinates positions and velocities by name; null for a missing one
     * @param properties its values by property: numbers, strings, or the JSON of lists
     */
    public record Row(
            long line,
            int timeIndex,
            int agentId,
            @Nullable String label,
            String agentTypeId,
            Map<String, @Nullable Double> coordinates,
            Map<String, Object> properties) {}
}
