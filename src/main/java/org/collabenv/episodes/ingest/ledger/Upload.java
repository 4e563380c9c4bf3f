package org.collabenv.episodes.ingest.ledger;

import java.io.InputStream;
import java.util.function.LongSupplier;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.jspecify.annotations.Nullable;

/**
 * An upload whose parameters have been read, up to the first byte of its file.
 *
 * @param uploadId the client's idempotency key, or an id that nobody else has
 * @param target what its load stores
 * @param reading how its file is read
 * @param parameters its parameters in a fixed order, which tell a retry from another request
 * @param dryRun whether everything is rolled back at the end
 * @param announcedSha256 the announced digest of the file in hexadecimal; null if the client announced none
 * @param file the file's bytes, which end with an exception unless they are complete; closed by their maker
 * @param expectedBytes about how many bytes will come; null if the client did not say
 * @param waited nanoseconds that reading has waited for the client so far
 */
public record Upload(
        String uploadId,
        LoadTarget target,
        ReadingOptions reading,
        String parameters,
        boolean dryRun,
        @Nullable String announcedSha256,
        InputStream file,
        @Nullable Long expectedBytes,
        LongSupplier waited) {}
