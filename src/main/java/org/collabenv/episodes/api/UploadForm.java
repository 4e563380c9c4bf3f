package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of an upload, for the API's description only: the body is never bound to it, it is read as it arrives.
 *
 * @see UploadParameters
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Upload")
record UploadForm(
        @Schema(
                description = "The episode's identity; by default the file's name and a time-ordered suffix",
                pattern = "[A-Za-z0-9._:-]{1,200}")
        @Nullable
        String episodeId,

        @Schema(description = "The session it belongs to; one that is not there is made", defaultValue = "default")
        @Nullable
        String sessionId,

        @Schema(description = "The category of a session that is made", defaultValue = "tracking_csv") @Nullable
        String category,

        @Schema(description = "Its position in the session; by default the next free one", minimum = "0") @Nullable
        Integer episodeNumber,

        @Schema(description = "Frames per second", defaultValue = "30") @Nullable
        Double frameRate,

        @Schema(description = "The type of every row where the file has no column for it", defaultValue = "agent")
        @Nullable
        String agentType,

        @Schema(description = "The agent of every row where the file has no column for it: a whole number or a label")
        @Nullable
        String agentId,

        @Schema(
                description =
                        "The time that is frame 0, in seconds or as a timestamp; by default that of the first row")
        @Nullable
        String timeOrigin,

        @Schema(description = MAPPING) @Nullable String mapping,
        @Schema(description = DELIMITER) @Nullable String delimiter,
        @Schema(description = NULL_VALUES) @Nullable String nullValues,

        @Schema(description = ENCODING, defaultValue = "UTF-8") @Nullable
        String encoding,

        @Schema(
                description = "mot for the MOT challenge's lines without a header",
                enumeration = {"mot"})
        @Nullable
        String layout,

        @Schema(
                description = SCHEMA_CONTRACT,
                enumeration = {"evolve", "freeze"},
                defaultValue = "evolve")
        @Nullable
        String schemaContract,

        @Schema(
                description = "Wrong rows: abort, or skip_row to load the good ones",
                enumeration = {"abort", "skip_row"},
                defaultValue = "abort")
        @Nullable
        String onError,

        @Schema(description = "With skip_row, more wrong rows than this abort the whole", defaultValue = "100")
        @Nullable
        Long maxErrors,

        @Schema(
                description = "velocity to compute the velocities from the positions",
                enumeration = {"velocity"})
        @Nullable
        String derive,

        @Schema(
                description = "The episode id is there already: refuse the upload, replace the episode in one"
                        + " transaction, or add the rows to it",
                enumeration = {"error", "replace", "append"},
                defaultValue = "error")
        @Nullable
        String onConflict,

        @Schema(description = DRY_RUN, defaultValue = "false") @Nullable
        Boolean dryRun,

        @Schema(description = "The file; it must be the last part", type = SchemaType.STRING, format = "binary")
        Object file) {

    static final String DRY_RUN = "Do everything on the real tables, then roll back and report";
    static final String MAPPING =
            "What columns become: source=target pairs parted by commas, or a JSON object; a target"
                    + " may end in :string, :float, :vector, :labels, :frames, :seconds, :milliseconds, :microseconds or"
                    + " :nanoseconds, and an empty one drops the column";
    static final String DELIMITER = "One character, or comma, semicolon, tab, pipe or space; by default it is detected";
    static final String NULL_VALUES =
            "Words for a missing value, parted by commas, instead of the usual ones; behind a plus, beside them";
    static final String ENCODING = "How the bytes of a text file make characters";
    static final String SCHEMA_CONTRACT =
            "Properties and agent types that are not defined: evolve defines them, freeze refuses them";
}
