package org.collabenv.episodes.ingest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.collabenv.episodes.trajectory.RowErrors;
import org.jspecify.annotations.Nullable;

/**
 * An error in one row of a file.
 *
 * @param line the physical line on which the row starts, counting the header; left out for Parquet
 * @param row the row of a Parquet file, the first one being 1; left out for text
 * @param column the column as the file names it; null if the row as a whole is wrong
 * @param value the offending value, shortened if it is long; null if there is none
 * @param code a word for programs, for example {@code not_a_number}
 * @param message a sentence for people
 */
@JsonNaming(SnakeCaseStrategy.class)
public record InvalidRow(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long line,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long row,
        @Nullable String column,
        @Nullable String value,
        String code,
        String message) {

    /** Returns the errors that are listed. */
    public static List<InvalidRow> of(RowErrors errors) {
        return errors.listed().stream()
                .map(error -> new InvalidRow(
                        errors.ofRows() ? null : error.place(),
                        errors.ofRows() ? error.place() : null,
                        error.column(),
                        error.value(),
                        error.code(),
                        error.message()))
                .toList();
    }
}
