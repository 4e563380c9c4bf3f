package org.collabenv.episodes.api.request;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.collabenv.episodes.ingest.IngestConfig;
import org.collabenv.episodes.ingest.ledger.DigestedInputStream;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.source.Format;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.source.bytes.Compression;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Reads upload requests up to the first byte of their files: headers, parameters, multipart body. */
@Singleton
public class UploadRequest {

    private static final MediaType TSV = MediaType.valueOf("text/tab-separated-values");

    /** Media types of raw bodies whose format is detected, in addition to those of the formats. */
    private static final Set<String> DETECTED =
            Set.of("application/gzip", "application/zstd", MediaType.APPLICATION_OCTET_STREAM);

    private final Sources sources;
    private final IngestConfig config;
    private final Profiles profiles;

    public UploadRequest(Sources sources, IngestConfig config, Profiles profiles) {
        this.sources = sources;
        this.profiles = profiles;
        this.config = config;
    }

    /**
     * The file of a request that has been read up to the file's first byte.
     *
     * @param content the file's bytes without the body's Content-Encoding
     * @param name the file's name; empty if the client gave none
     * @param sha256 the announced digest of the file in hexadecimal; null if there is none
     */
    record RequestFile(
            InputStream content, String name, @Nullable String sha256) {}

    private interface Target {
        LoadTarget of(ParameterValues values, String fileName);
    }

    /**
     * Reads a request that stores an episode.
     *
     * @throws IngestException if the request is not what its headers say, or a parameter is wrong
     */
    public Upload episode(UploadHeaders headers, UriInfo uri, InputStream body) {
        return read(headers, uri, body, new ParameterValues(UploadParameters.OF_AN_EPISODE), UploadParameters::episode);
    }

    /**
     * Reads a request that adds property values to an episode.
     *
     * @throws IngestException if the request is not what its headers say, or a parameter is wrong
     */
    public Upload addition(String episodeId, UploadHeaders headers, UriInfo uri, InputStream body) {
        String id = ResourceIds.readable(episodeId, "episode");
        return read(
                headers,
                uri,
                body,
                new ParameterValues(UploadParameters.OF_AN_ADDITION),
                (values, fileName) -> UploadParameters.addition(values, id));
    }

    private Upload read(UploadHeaders headers, UriInfo uri, InputStream body, ParameterValues values, Target target) {
        uri.getQueryParameters().forEach((name, texts) -> texts.forEach(text -> values.put(name, text)));
        MediaType type = mediaType(headers.contentType);
        RequestBody bounded =
                RequestBody.of(body, headers.contentLength, config.bodyLimit().asLongValue(), config.slowestRate());
        RequestFile file = file(headers, type, bounded, values);
        profiles.apply(values);
        boolean encoded = compression(headers.contentEncoding) != Compression.NONE;
        return new Upload(
                uploadId(headers.idempotencyKey),
                target.of(values, file.name()),
                UploadParameters.reading(values),
                values.get(UploadParameters.PROFILE),
                values.ofTheContent(),
                UploadParameters.dryRun(values),
                UploadParameters.isStrict(values),
                file.sha256(),
                file.content(),
                encoded ? null : bounded.announced(),
                bounded::waited);
    }

    private RequestFile file(UploadHeaders headers, MediaType type, RequestBody body, ParameterValues values) {
        String digest = ContentDigest.sha256(headers.contentDigest);
        Compression compression = compression(headers.contentEncoding);
        boolean multipart = type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
        if (!multipart && type.isCompatible(TSV)) {
            UploadParameters.useTabs(values);
        }
        if (!multipart && compression == Compression.NONE) {
            // The body is the file, whose digest the load checks.
            return new RequestFile(body, "", digest);
        }
        InputStream sent = digest == null ? body : new DigestedInputStream(body, digest);
        InputStream content = decompressed(sent, compression);
        if (!multipart) {
            return new RequestFile(content, "", null);
        }
        return MultipartBody.of(String.valueOf(headers.contentType), content).readToFile(values);
    }

    private static MediaType mediaType(@Nullable String contentType) {
        if (contentType == null) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The request has no Content-Type; send multipart/form-data, or the type of the file, such as text/csv");
        }
        MediaType type;
        try {
            type = MediaType.valueOf(contentType);
        } catch (IllegalArgumentException e) {
            throw unsupported(contentType);
        }
        boolean supported = type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)
                || rawMediaTypes().contains(type.getType() + "/" + type.getSubtype());
        if (!supported) {
            throw unsupported(contentType);
        }
        return type;
    }

    private static IngestException unsupported(String contentType) {
        return new IngestException(
                Problem.UNSUPPORTED_MEDIA_TYPE,
                "The Content-Type '%s' is not supported; send multipart/form-data, or a body of one of these types: %s"
                        .formatted(ParameterParsers.shown(contentType), String.join(", ", rawMediaTypes())));
    }

    private static Set<String> rawMediaTypes() {
        Set<String> types = new TreeSet<>(DETECTED);
        Arrays.stream(Format.values()).forEach(format -> types.addAll(format.mediaTypes()));
        return types;
    }

    private static Compression compression(@Nullable String contentEncoding) {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> Compression.NONE;
            case "gzip", "x-gzip" -> Compression.GZIP;
            case "zstd" -> Compression.ZSTD;
            default ->
                throw new IngestException(
                        Problem.UNSUPPORTED_FORMAT,
                        "The Content-Encoding '%s' is not supported; the service supports gzip and zstd"
                                .formatted(encoding));
        };
    }

    private InputStream decompressed(InputStream body, Compression compression) {
        try {
            return sources.decompressed(body, compression);
        } catch (IOException e) {
            throw new IngestException(
                    Problem.INCOMPLETE_UPLOAD, "The upload was cut off before its file; nothing was stored", e);
        }
    }

    /** Returns the client's key, or a new id that no other upload has. */
    private static String uploadId(@Nullable String idempotencyKey) {
        return idempotencyKey == null
                ? UlidCreator.getMonotonicUlid().toString()
                : ResourceIds.writable(idempotencyKey, "upload (Idempotency-Key)");
    }
}
