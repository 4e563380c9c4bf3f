package org.collabenv.episodes.api.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Reads a multipart body part by part, from front to back: text fields first, then the part {@code file}. */
final class MultipartBody {

    private static final String FILE_PART = "file";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_HEADER = 8 << 10;
    private static final int LONGEST_FIELD = 64 << 10;

    private final MultipartInput parts;
    private final InputStream body;

    private record Part(
            String name,
            @Nullable String fileName,
            @Nullable String digest) {}

    private MultipartBody(MultipartInput parts, InputStream body) {
        this.parts = parts;
        this.body = body;
    }

    /** @param contentType the value of the request's Content-Type header */
    static MultipartBody of(String contentType, InputStream body) {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw invalid("The Content-Type header names no boundary");
        }
        try {
            MultipartInput parts = MultipartInput.builder()
                    .setInputStream(body)
                    .setBufferSize(BUFFER_BYTES)
                    .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                    .setMaxPartHeaderSize(LONGEST_HEADER)
                    .get();
            parts.setHeaderCharset(StandardCharsets.UTF_8);
            return new MultipartBody(parts, body);
        } catch (IOException e) {
            throw invalid("The boundary in the Content-Type header is invalid");
        }
    }

    /**
     * Reads the fields and stops at the first byte of the file.
     *
     * @return the file, whose end is reached only if the multipart body ends properly after it
     */
    UploadRequest.RequestFile readToFile(ParameterValues parameters) {
        try {
            return readFields(parameters);
        } catch (FileUploadSizeException e) {
            throw invalid("The headers of a part have more than %d bytes".formatted(LONGEST_HEADER));
        } catch (IOException e) {
            throw new IngestException(
                    Problem.INCOMPLETE_UPLOAD, "The upload was cut off before its file; nothing was stored", e);
        }
    }

    private UploadRequest.RequestFile readFields(ParameterValues parameters) throws IOException {
        boolean more = parts.skipPreamble();
        while (more) {
            Part part = readPart();
            if (part.name().equals(FILE_PART)) {
                return new UploadRequest.RequestFile(
                        new LastPart(parts.newInputStream()),
                        Objects.requireNonNullElse(part.fileName(), ""),
                        ContentDigest.sha256(part.digest()));
            }
            parameters.put(part.name(), readField(part.name()));
            more = nextPart();
        }
        throw invalid("The body has no part named 'file'");
    }

    private Part readPart() throws IOException {
        String headers = parts.readHeaders();
        Map<String, String> fields = new HashMap<>();
        for (String header : headers.split("\r\n", -1)) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                fields.put(
                        header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        Map<String, String> disposition = parameters(fields.getOrDefault("content-disposition", ""));
        String name = disposition.get("name");
        if (name != null) {
            return new Part(name, disposition.get("filename"), fields.get("content-digest"));
        }
        throw invalid("A part has no name in its Content-Disposition header");
    }

    private String readField(String name) throws IOException {
        InputStream field = parts.newInputStream();
        byte[] value = field.readNBytes(LONGEST_FIELD + 1);
        if (value.length > LONGEST_FIELD) {
            throw invalid("The field '%s' has more than %d bytes".formatted(name, LONGEST_FIELD));
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private boolean nextPart() throws IOException {
        try {
            return parts.readBoundary();
        } catch (FileUploadException e) {
            throw new IOException("The multipart body ended before its last boundary", e);
        }
    }

    private void requireEnd() throws IOException {
        if (nextPart()) {
            throw invalid("The part '%s' comes after the file; send every field before the part 'file'"
                    .formatted(readPart().name()));
        }
        // Bytes after the closing boundary belong to the body, whose end and digest are checked too.
        body.transferTo(OutputStream.nullOutputStream());
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private static IngestException invalid(String detail) {
        return new IngestException(Problem.INVALID_MULTIPART, detail);
    }

    /** The file's bytes. Reading them to their end verifies that nothing but the closing boundary follows. */
    private final class LastPart extends FilterInputStream {

        private boolean ended;

        LastPart(InputStream part) {
            super(part);
        }

        @Override
        public int read() throws IOException {
            return ended ? -1 : checked(super.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return ended ? -1 : checked(super.read(buffer, offset, length));
        }

        /** Notes the end of the part, which must not be read again once the boundary after it has been read. */
        private int checked(int result) throws IOException {
            if (result == -1) {
                ended = true;
                requireEnd();
            }
            return result;
        }
    }
}
