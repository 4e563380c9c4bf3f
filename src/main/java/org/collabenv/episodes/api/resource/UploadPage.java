package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.collabenv.episodes.api.request.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * A page of uploads in the order of their ids.
 *
 * @param next the value of {@code after} for the next page; null if this is the last one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UploadPage(
        List<UploadDocument> uploads, @Nullable String next) {

    static UploadPage of(PageRequest page, List<UploadDocument> fetched) {
        return new UploadPage(page.rows(fetched), page.next(fetched, UploadDocument::uploadId));
    }
}
