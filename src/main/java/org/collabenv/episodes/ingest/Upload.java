package org.collabenv.episodes.ingest;

import java.io.InputStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way in.
 *
 * @param uploadId the client's idempotency key, or an id that nobody else has
 * @param parameters what the client said of it, in a fixed order, to tell a retry from another request
 * @param dryRun whether everything is to be rolled back at the end
 * @param announcedSha256 the digest of the file in hexadecimal, if the client sent it ahead
 * @param file its bytes, which must end with an exception unless they are complete; whoever made it closes them
 * @param expectedBytes how many bytes the client said will come, about; null if it did not
 * @param waited nanoseconds that reading it has waited for the client so far
 */
public record Upload(
        String uploadId,
        String parameters,
        boolean dryRun,
        @Nullable String announcedSha256,
        InputStream file,
        @Nullable Long expectedBytes,
        LongSupplier waited) {}
