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

        @Schema(description = "The file; it must be the last part", type = SchemaType.STRING, format = "binary")
        Object file) {}
