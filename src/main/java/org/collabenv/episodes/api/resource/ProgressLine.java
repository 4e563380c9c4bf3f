package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Formats the progress of an upload as a line for people. */
final class ProgressLine {

    private static final double MEGABYTE = 1e6;
    private static final int ALL = 100;

    private ProgressLine() {}

    static String of(UploadDocument upload, OffsetDateTime now, ObjectMapper json) {
        double megabytes = upload.bytesReceived() / MEGABYTE;
        String amount = String.format(Locale.ROOT, "%,11d rows %10.1f MB", upload.rowsRead(), megabytes);
        return "%s  %s%s\n".formatted(percent(upload), amount, end(upload, megabytes, now, json));
    }

    /** Returns the percentage, which need not reach 100: the body is a little larger than the file in it. */
    private static String percent(UploadDocument upload) {
        Long expected = upload.bytesExpected();
        if (expected == null || expected == 0) {
            return "    ";
        }
        return String.format(Locale.ROOT, "%3d%%", Math.min(ALL, upload.bytesReceived() * ALL / expected));
    }

    private static String end(UploadDocument upload, double megabytes, OffsetDateTime now, ObjectMapper json) {
        String answer = upload.answer();
        if (answer == null) {
            double seconds =
                    Math.max(0.001, Duration.between(upload.startedAt(), now).toMillis() / 1e3);
            return String.format(Locale.ROOT, " %7.1f MB/s %7.1f s", megabytes / seconds, seconds);
        }
        try {
            String detail = json.readTree(answer).path("detail").asText();
            return "  " + upload.state() + (detail.isEmpty() ? "" : ": " + detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer in the ledger is not JSON", e);
        }
    }
}
