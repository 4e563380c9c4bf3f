package org.collabenv.episodes.api.request;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The headers of an upload. */
public class UploadHeaders {

    @HeaderParam(HttpHeaders.CONTENT_TYPE)
    @Parameter(hidden = true)
    @Nullable
    String contentType;

    @HeaderParam(HttpHeaders.CONTENT_LENGTH)
    @Parameter(hidden = true)
    @DefaultValue("unknown")
    String contentLength = "unknown";

    @HeaderParam(HttpHeaders.CONTENT_ENCODING)
    @Parameter(description = "`gzip` or `zstd`, of the body as a whole")
    @Nullable
    String contentEncoding;

    @HeaderParam("Content-Digest")
    @Parameter(
            description =
                    "`sha-256=:…:` (RFC 9530), the digest of the body as it is sent; as a header of the part `file`"
                            + " of a multipart body, the digest of the file")
    @Nullable
    String contentDigest;

    @HeaderParam("Idempotency-Key")
    @Parameter(
            description = "Makes a retry safe: 1 to 200 characters that name this upload. The same key and bytes give"
                    + " the first receipt again; the key is the upload's id under `/uploads` too.")
    @Nullable
    String idempotencyKey;
}
