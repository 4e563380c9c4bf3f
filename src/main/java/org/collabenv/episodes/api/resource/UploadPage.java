package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.collabenv.episodes.store.tables.RowPage;
import org.jspecify.annotations.Nullable;

/**
 * A page of uploads in the order of their ids.
 *
 * @param next the value of {@code after} for the next page; null if this is the last one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UploadPage(
        List<UploadDocument> uploads, @Nullable String next) {

    static UploadPage of(RowPage<UploadDocument> page) {
        return new UploadPage(page.rows(), page.next(UploadDocument::uploadId));
    }
}
