package org.collabenv.episodes.ingest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.row.ColumnSummary;
import org.collabenv.episodes.store.Created;
import org.collabenv.episodes.trajectory.Suggestion;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The result of a load, for the lab to compare with what it sent. It is output only: no receipt is parsed back into
 * one.
 *
 * @param status {@code completed}, or {@code dry_run} if everything was rolled back
 * @param appended whether the rows or values were added to an episode that was stored before
 * @param notSeen more about the rows that say that an animal was not seen; null if there are none
 * @param errors the errors of the rows that were left out, at most 100 of them
 * @param errorCounts how many errors there are by column and code
 * @param profile the saved mapping that the upload named; null if it named none
 * @param columns the target of each column of the file
 * @param ignoredColumns columns that were ignored
 * @param derived a sentence for each value that was computed and not read
 * @param created definitions that the load created
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Receipt(
        @JsonUnwrapped Identity identity,
        @Schema(enumeration = {"completed", "dry_run"}) Outcome status,
        boolean appended,
        @JsonUnwrapped Counts counts,
        Rows rows,
        @Nullable NotSeen notSeen,
        List<InvalidRow> errors,
        List<ErrorCount> errorCounts,
        Time time,
        @Nullable String profile,
        List<Column> columns,
        List<String> ignoredColumns,
        List<String> derived,
        CreatedIds created,
        List<Warning> warnings,
        @JsonUnwrapped ReceivedBytes file,
        Links links) {

    /**
     * The upload and the episode.
     *
     * @param uploadId the client's idempotency key, or an id created by the service; the id in
     *     {@code GET /uploads/{id}}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Identity(String uploadId, String episodeId, String sessionId, int episodeNumber) {}

    /**
     * The database's own counts.
     *
     * @param observations rows that this load inserted into {@code observations}
     * @param extendedProperties rows that this load inserted into {@code extended_properties}
     * @param replaced rows of {@code extended_properties} that this load replaced
     * @param numFrames highest frame number of the episode + 1
     * @param numAgents distinct agent ids of the episode
     * @param labels agents with labels that this load numbered
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Counts(
            long observations, long extendedProperties, long replaced, int numFrames, int numAgents, int labels) {}

    /**
     * Rows of the file.
     *
     * @param notSeen rows without a position, which say that their animal was not seen; they store nothing
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Rows(long read, long loaded, long rejected, long notSeen) {}

    /**
     * The rows that say that an animal was not seen.
     *
     * @param withValues those that give a value of a property nevertheless, which is not stored
     * @param byAgent how many of them each agent has, by number or label, for the first hundred agents
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record NotSeen(long withValues, Map<String, Long> byAgent) {}

    /**
     * The conversion of times to frames.
     *
     * @param origin the time of frame 0; null if the file gives frame numbers
     * @param firstFrame the lowest frame number of the episode; null if it has no observation, or if the load adds values only
     * @param lastFrame the highest one
     * @param frames how many frames of the episode have an observation
     * @param frameRate frames per second
     * @param frameRateAssumed whether the upload gave no frame rate, so that it is the default
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Time(
            @Nullable String origin,
            @Nullable Integer firstFrame,
            @Nullable Integer lastFrame,
            @Nullable Integer frames,
            double frameRate,
            boolean frameRateAssumed) {}

    /**
     * A column of the file, or an element of a column of lists.
     *
     * @param source its name in the file
     * @param target the column of {@code observations} or the property that it became
     * @param role {@code time}, {@code agent}, {@code agent_type}, {@code position}, {@code velocity} or
     *     {@code property}
     * @param type how it was read: a property's data type (null for one that never had a value), {@code float},
     *     {@code integer}, {@code label}, {@code seconds} or {@code timestamp}
     * @param values cells with a value
     * @param nulls cells without a value
     * @param reason the reason for its target, for people
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

        public static Column of(ColumnSummary column) {
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

    /** Ids of the definitions that the load created because they did not exist. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CreatedIds(
            List<String> categories, List<String> sessions, List<String> agentTypes, List<String> properties) {

        public static CreatedIds of(Created created) {
            return new CreatedIds(created.categories(), created.sessions(), created.agentTypes(), created.properties());
        }
    }

    /**
     * Something that did not stop the load but deserves attention.
     *
     * @param code a word for programs
     * @param count how often it occurred
     * @param first the place of its first occurrence; null if it has no place in the file
     * @param message what was found and what to do, for people
     * @param suggestions parameters with values to send the file again with; absent if nothing follows from the file
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Warning(
            String code,
            long count,
            @Nullable String first,
            String message,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Map<String, String>> suggestions) {

        public static Warning of(org.collabenv.episodes.trajectory.Warning warning) {
            return new Warning(
                    warning.code().word(),
                    warning.count(),
                    warning.first(),
                    warning.message(),
                    warning.suggestions().stream().map(Suggestion::parameters).toList());
        }
    }

    /**
     * The received file.
     *
     * @param bytesReceived its size in bytes
     * @param sha256 its SHA-256 digest in hexadecimal
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ReceivedBytes(long bytesReceived, String sha256) {}

    /**
     * Relative links.
     *
     * @param rejects the rows that were left out, as they were sent; absent if there are none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Links(String status, @Nullable String rejects) {

        /**
         * Returns the links of an episode.
         *
         * @param uploadWithRejects the upload whose rejects are kept; null if there are none
         */
        public static Links of(String episodeId, @Nullable String uploadWithRejects) {
            String episode = "/episodes/" + episodeId;
            // Of the two ids, only that of the upload may have characters that a URL does not allow.
            String rejects = uploadWithRejects == null
                    ? null
                    : episode + "/rejects?upload_id=" + URLEncoder.encode(uploadWithRejects, StandardCharsets.UTF_8);
            return new Links(episode + "/status", rejects);
        }
    }
}
