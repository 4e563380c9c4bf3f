package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of an upload that adds property values, for the API's description only.
 *
 * @see UploadParameters
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Addition")
record AdditionForm(
        @Schema(
                description = "Values that are there already: error, or replace them",
                enumeration = {"error", "replace"},
                defaultValue = "error")
        @Nullable
        String onConflict,

        @Schema(description = "The agent of every row where the file has no column for it") @Nullable
        String agentId,

        @Schema(description = "The time of frame 0, if it is not that of the episode's load") @Nullable
        String timeOrigin,

        @Schema(description = UploadForm.MAPPING) @Nullable String mapping,

        @Schema(description = UploadForm.DELIMITER) @Nullable
        String delimiter,

        @Schema(description = UploadForm.NULL_VALUES) @Nullable
        String nullValues,

        @Schema(description = UploadForm.ENCODING, defaultValue = "UTF-8") @Nullable
        String encoding,

        @Schema(
                description = UploadForm.SCHEMA_CONTRACT,
                enumeration = {"evolve", "freeze"},
                defaultValue = "evolve")
        @Nullable
        String schemaContract,

        @Schema(description = UploadForm.DRY_RUN, defaultValue = "false") @Nullable
        Boolean dryRun,

        @Schema(description = "The file; it must be the last part", type = SchemaType.STRING, format = "binary")
        Object file) {}
