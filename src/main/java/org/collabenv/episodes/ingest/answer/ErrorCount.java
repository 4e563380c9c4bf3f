package org.collabenv.episodes.ingest.answer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.collabenv.episodes.trajectory.RowErrors;
import org.jspecify.annotations.Nullable;

/**
 * The number of errors of one kind, over all rows that were read.
 *
 * @param column the column as the file names it; null for errors of rows as a whole
 * @param code a word for programs, for example {@code not_a_number}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ErrorCount(@Nullable String column, String code, long count) {

    /** Returns the counts in the order in which the kinds came. */
    public static List<ErrorCount> of(RowErrors errors) {
        return errors.counts().entrySet().stream()
                .map(kind ->
                        new ErrorCount(kind.getKey().column(), kind.getKey().code(), kind.getValue()))
                .toList();
    }
}
