package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.source.ColumnSummary;
import org.collabenv.episodes.source.FileSummary;
import org.collabenv.episodes.store.Created;
import org.collabenv.episodes.store.StoredEpisode;
import org.collabenv.episodes.trajectory.Episode;
import org.jspecify.annotations.Nullable;

/**
 * What a load did, for the lab to compare with what it sent.
 *
 * @param uploadId the client's idempotency key, or an id of the service's own; {@code GET /uploads/{id}} knows it;
 *     null in the receipts of earlier versions
 * @param status {@code completed}, or {@code dry_run} where everything was rolled back
 * @param duplicate whether the same upload was in already
 * @param appended whether the rows were added to an episode that was there
 * @param errors what is wrong with the rows that were left out, at most 100 of them
 * @param observations rows that the database says it took into {@code observations}
 * @param extendedProperties rows that the database says it took into {@code extended_properties}
 * @param numFrames highest frame number + 1
 * @param numAgents distinct agent ids
 * @param columns what each column of the file became
 * @param ignoredColumns columns that were read over
 * @param derived a sentence for whatever was computed and not read
 * @param timeOrigin the time that is frame 0, where the file has times and not frames
 * @param labels how many agents have labels
 * @param created what was defined on the way
 * @param foreignKeys {@code once_per_load}, or {@code once_per_row} where the database role allows only the slower way
 * @param bytesReceived bytes of the file
 * @param sha256 digest of the file, in hexadecimal
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Receipt(
        @Nullable String uploadId,
        String episodeId,
        String sessionId,
        int episodeNumber,
        String status,
        boolean duplicate,
        boolean appended,
        Rows rows,
        List<InvalidRow> errors,
        long observations,
        long extendedProperties,
        int numFrames,
        int numAgents,
        List<Column> columns,
        List<String> ignoredColumns,
        List<String> derived,
        @Nullable String timeOrigin,
        int labels,
        CreatedIds created,
        String foreignKeys,
        long bytesReceived,
        String sha256,
        Timings timingsMs,
        Links links)
        implements Repeatable<Receipt> {

    static final String DERIVED_VELOCITY = "v_x, v_y and v_z are those from each agent's position to its next one";

    /** Rows of the file. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Rows(long read, long loaded, long rejected) {}

    /**
     * A column of the file, or an element of a column of lists.
     *
     * @param source its name in the file
     * @param target what it became
     * @param role {@code time}, {@code agent}, {@code agent_type}, {@code position}, {@code velocity} or
     *     {@code property}
     * @param type how it was read: a property's data type (null for one that never had a value), {@code float},
     *     {@code integer}, {@code label}, {@code seconds} or {@code timestamp}
     * @param values cells with a value
     * @param nulls cells without
     * @param reason why it became that, for people
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Column(
            String source,
            String target,
            String role,
            @Nullable String type,
            long values,
            long nulls,
            String reason) {
        static Column of(ColumnSummary column) {
            return new Column(
                    column.source(),
                    column.target(),
                    column.role().word(),
                    column.type(),
                    column.values(),
                    column.nulls(),
                    column.reason());
        }
    }

    /** Ids of what the load defined because it was not there. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CreatedIds(
            List<String> categories, List<String> sessions, List<String> agentTypes, List<String> properties) {
        static CreatedIds of(Created created) {
            return new CreatedIds(created.categories(), created.sessions(), created.agentTypes(), created.properties());
        }
    }

    /**
     * Milliseconds by stage.
     *
     * @param receiveAndCopy from the first byte to the last row at the database; what is left of it beside the next two
     *     was spent reading and checking
     * @param waitingForClient of that, waiting for the client's bytes
     * @param storing of that, handing rows to the database and waiting for it; on PostgreSQL it works on one chunk while
     *     the next is read
     * @param finish from there to the last definition: the end of the rows, joins, counts
     * @param commit null in a stored receipt, which is written inside the transaction that it tells of
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Timings(
            long total,
            long receiveAndCopy,
            long waitingForClient,
            long storing,
            @JsonAlias("join") long finish,
            @Nullable Long commit) {}

    /**
     * Relative links.
     *
     * @param rejects the rows that were left out, as they were sent; absent if there are none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Links(String status, @Nullable String rejects) {
        static Links of(String episodeId) {
            return new Links("/episodes/" + episodeId + "/status", null);
        }

        /** Neither id needs escaping but the upload's, which may be any key of a client. */
        static Links withRejects(String episodeId, String uploadId) {
            String query = "?upload_id=" + URLEncoder.encode(uploadId, StandardCharsets.UTF_8);
            return new Links("/episodes/" + episodeId + "/status", "/episodes/" + episodeId + "/rejects" + query);
        }
    }

    static Receipt of(
            Upload upload,
            Episode episode,
            boolean appended,
            FileSummary file,
            ReceivedFile received,
            StoredEpisode stored,
            Timings timings)
            throws IOException {
        return new Receipt(
                upload.uploadId(),
                episode.episodeId(),
                episode.sessionId(),
                stored.episodeNumber(),
                upload.dryRun() ? DRY_RUN : COMPLETED,
                false,
                appended,
                new Rows(file.rows(), stored.observations(), file.rejected()),
                InvalidRow.of(file.errors()),
                stored.observations(),
                stored.extendedProperties(),
                file.numFrames(),
                file.numAgents(),
                file.columns().stream().map(Column::of).toList(),
                file.ignoredColumns(),
                derived(episode, file),
                file.timeOrigin(),
                file.labels().size(),
                CreatedIds.of(stored.created()),
                stored.foreignKeys().word(),
                received.bytes(),
                received.sha256(),
                timings,
                file.rejected() == 0 || upload.dryRun()
                        ? Links.of(episode.episodeId())
                        : Links.withRejects(episode.episodeId(), upload.uploadId()));
    }

    @Override
    public long rowsStored() {
        return observations;
    }

    @Override
    public long valuesStored() {
        return extendedProperties;
    }

    @Override
    public long rowsRejected() {
        return rows.rejected();
    }

    @Override
    public Receipt asDuplicate() {
        return with(true, timingsMs);
    }

    private static List<String> derived(Episode episode, FileSummary file) {
        List<String> derived = new ArrayList<>();
        if (file.position() != null) {
            derived.add(file.position());
        }
        if (episode.deriveVelocity()) {
            derived.add(DERIVED_VELOCITY);
        }
        return derived;
    }

    Receipt with(Timings timings) {
        return with(duplicate, timings);
    }

    private Receipt with(boolean isDuplicate, Timings timings) {
        return new Receipt(
                uploadId,
                episodeId,
                sessionId,
                episodeNumber,
                status,
                isDuplicate,
                appended,
                rows,
                errors,
                observations,
                extendedProperties,
                numFrames,
                numAgents,
                columns,
                ignoredColumns,
                derived,
                timeOrigin,
                labels,
                created,
                foreignKeys,
                bytesReceived,
                sha256,
                timings,
                links);
    }
}
