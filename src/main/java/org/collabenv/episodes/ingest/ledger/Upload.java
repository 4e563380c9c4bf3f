package org.collabenv.episodes.ingest.ledger;

import java.io.InputStream;
import java.util.function.LongSupplier;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.jspecify.annotations.Nullable;

/**
 * An upload whose parameters have been read, up to the first byte of its file.
 *
 * @param uploadId the client's idempotency key, or an id that no other upload has
 * @param target the episode or property values that its load stores
 * @param reading the options for reading its file
 * @param profile the saved mapping that the upload names; null if it names none
 * @param parameters its parameters in a fixed order, which distinguish a retry from another request
 * @param dryRun whether everything is rolled back at the end
 * @param strict whether what the checks find is an error
 * @param announcedSha256 the announced digest of the file in hexadecimal; null if the client announced none
 * @param file the file's bytes, which end with an exception unless they are complete; whoever opened the stream
 *     closes it
 * @param expectedBytes the approximate number of bytes that will come; null if the client did not say
 * @param waited returns the nanoseconds that reading has waited for the client so far
 */
public record Upload(
        String uploadId,
        LoadTarget target,
        ReadingOptions reading,
        @Nullable String profile,
        String parameters,
        boolean dryRun,
        boolean strict,
        @Nullable String announcedSha256,
        InputStream file,
        @Nullable Long expectedBytes,
        LongSupplier waited) {}
