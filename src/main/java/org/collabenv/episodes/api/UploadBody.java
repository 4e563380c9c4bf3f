package org.collabenv.episodes.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.collabenv.episodes.ingest.Upload;
import org.collabenv.episodes.source.Compression;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The file of an upload, whether it is a part of a multipart body or the body itself.
 *
 * @param file its bytes as they arrive, without the body's Content-Encoding
 * @param fileName as the client gave it; empty if it gave none
 * @param digest what was announced for the file itself; null if nothing was
 * @param expectedBytes how many bytes the body has by its header; null if that does not say, or it is compressed
 * @param waited nanoseconds that reading it has waited for the client so far
 */
record UploadBody(
        InputStream file,
        String fileName,
        @Nullable ContentDigest digest,
        @Nullable Long expectedBytes,
        LongSupplier waited) {

    static final String CSV = "text/csv";
    static final String TSV = "text/tab-separated-values";
    static final String PARQUET = "application/vnd.apache.parquet";
    static final String GZIP = "application/gzip";
    static final String ZSTD = "application/zstd";

    /**
     * Reads to the first byte of the file.
     *
     * @param mostBytes how large the body may be
     * @param parameters takes those of the query and those before the file
     * @throws IngestException if the body is not what its headers say
     */
    static UploadBody of(
            Sources sources,
            long mostBytes,
            UploadHeaders headers,
            UriInfo uri,
            InputStream body,
            UploadParameters parameters) {
        uri.getQueryParameters().forEach((name, values) -> values.forEach(value -> parameters.put(name, value)));
        String contentType = headers.contentType;
        if (contentType == null) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The request has no Content-Type: multipart/form-data, or that of the file, such as text/csv");
        }
        ContentDigest digest = headers.contentDigest == null ? null : ContentDigest.parse(headers.contentDigest);
        BoundedBody bounded = BoundedBody.of(body, headers.contentLength, mostBytes);
        InputStream sent = digest == null ? bounded : digest.checked(bounded);
        InputStream content = decoded(sources, headers.contentEncoding, sent);
        boolean plain = content == sent;
        Long expectedBytes = plain ? bounded.announced() : null;
        MediaType type = MediaType.valueOf(contentType);
        if (type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)) {
            MultipartUpload upload = MultipartUpload.of(contentType, content);
            InputStream file = upload.readToFile(parameters);
            return new UploadBody(file, upload.fileName(), upload.digest(), expectedBytes, bounded::waited);
        }
        if (type.isCompatible(MediaType.valueOf(TSV))
                && parameters.given("delimiter").isEmpty()) {
            parameters.put("delimiter", "tab");
        }
        // Of an encoded body it is the digest of the encoded bytes.
        return new UploadBody(content, "", plain ? digest : null, expectedBytes, bounded::waited);
    }

    /** The same as what is to be loaded. */
    Upload upload(UploadHeaders headers, UploadParameters parameters) {
        return new Upload(
                headers.uploadId(),
                parameters.ofTheContent(),
                parameters.dryRun(),
                digest == null ? null : digest.hexadecimal(),
                file,
                expectedBytes,
                waited);
    }

    private static InputStream decoded(Sources sources, @Nullable String contentEncoding, InputStream body) {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        Compression compression =
                switch (encoding) {
                    case "identity", "" -> Compression.NONE;
                    case "gzip", "x-gzip" -> Compression.GZIP;
                    case "zstd" -> Compression.ZSTD;
                    default ->
                        throw new IngestException(
                                Problem.UNSUPPORTED_FORMAT,
                                "The Content-Encoding '%s' is not read; gzip and zstd are".formatted(encoding));
                };
        try {
            return compression == Compression.NONE ? body : sources.decompressed(body, compression);
        } catch (IOException e) {
            throw new IngestException(
                    Problem.INCOMPLETE_UPLOAD, "The upload was cut off before its file, nothing was stored", e);
        }
    }
}
