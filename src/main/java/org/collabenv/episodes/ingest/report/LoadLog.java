package org.collabenv.episodes.ingest.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.collabenv.episodes.ingest.answer.Timings;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Logs one line per load, with the same keys in the same order whatever the outcome. The fields are also those of the
 * diagnostic context, so that a log in JSON has each by its name.
 */
final class LoadLog {

    private static final Logger LOG = Logger.getLogger("load");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]+");

    private LoadLog() {}

    static void write(LoadEnd end) {
        Map<String, String> fields = fields(end);
        fields.forEach(MDC::put);
        try {
            LOG.info(fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + quoted(field.getValue()))
                    .collect(Collectors.joining(" ", "load ", "")));
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private static Map<String, String> fields(LoadEnd end) {
        Timings timings = end.timings();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", end.kind().word());
        fields.put("outcome", end.outcome().word());
        fields.put("code", end.code());
        fields.put("upload_id", end.uploadId() == null ? "-" : end.uploadId());
        fields.put("episode_id", end.episodeId() == null ? "-" : end.episodeId());
        put(fields, "rows_read", end.rowsRead());
        put(fields, "rows", end.rows());
        put(fields, "values", end.values());
        put(fields, "rejected", end.rejected());
        fields.put("warnings", end.warnings().isEmpty() ? "none" : String.join("+", end.warnings()));
        put(fields, "bytes", end.bytes());
        put(fields, "total_ms", timings.total());
        put(fields, "receive_and_copy_ms", timings.receiveAndCopy());
        put(fields, "waiting_for_client_ms", timings.waitingForClient());
        put(fields, "storing_ms", timings.storing());
        put(fields, "finish_ms", timings.finish());
        put(fields, "commit_ms", end.commit());
        return fields;
    }

    private static void put(Map<String, String> fields, String key, long number) {
        fields.put(key, String.valueOf(number));
    }

    /** Quotes a value that a client chose, so that it cannot look like another field. */
    private static String quoted(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
