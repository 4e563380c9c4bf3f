package org.collabenv.episodes.api.resource;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.collabenv.episodes.export.ExportFormat;

/** Answers with a file that is written while it is sent. */
final class ExportedFile {

    private ExportedFile() {}

    /** @param id the episode or session after which the file is called */
    static Response answer(String id, ExportFormat format, StreamingOutput rows) {
        return Response.ok(rows)
                .type(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(id, format))
                .build();
    }

    /** Returns a header with the name of the file, in which no character needs an escape. */
    private static String disposition(String id, ExportFormat format) {
        String name = id.replaceAll("[^A-Za-z0-9._-]", "_");
        return "attachment; filename=\"%s.%s\"".formatted(name, format.word());
    }
}
