package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of uploads in the order of their ids.
 *
 * @param next the value of {@code after} for the next page; null if this is the last one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UploadPage(
        List<UploadDocument> uploads, @Nullable String next) {

    static UploadPage of(List<UploadDocument> rows, int size) {
        boolean more = rows.size() > size;
        List<UploadDocument> page = more ? rows.subList(0, size) : rows;
        return new UploadPage(page, more ? page.get(size - 1).uploadId() : null);
    }
}
