package org.collabenv.episodes.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/** What {@code curl -F file=@episode.csv} sends. */
final class FileUpload {

    private static final String BOUNDARY = "----------------------------bench";

    private FileUpload() {}

    /** @param part the name of the part that has the file */
    static HttpRequest to(URI address, String part, Path file) throws IOException {
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n"
                        .formatted(BOUNDARY, part, file.getFileName());
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--%s--\r\n".formatted(BOUNDARY))))
                .build();
    }
}
