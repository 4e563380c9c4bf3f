package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An episode with the receipt of its load.
 *
 * @param agentLabels the agents whose ids are labels in the file, each with the number that stands for it
 * @param receipt the receipt as it was stored; null if another program loaded the episode
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EpisodeDocument(
        @JsonUnwrapped EpisodePage.Item episode,
        List<Label> agentLabels,

        @JsonRawValue @Schema(implementation = LoadAnswer.Document.class) @Nullable
        String receipt) {

    /** A label and the number that stands for it among the agents of its type. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Label(String agentTypeId, int agentId, String label) {}

    static EpisodeDocument of(EpisodeRow row, List<AgentLabel> labels) {
        return new EpisodeDocument(
                EpisodePage.Item.of(row),
                labels.stream()
                        .map(label -> new Label(label.agentTypeId(), label.agentId(), label.label()))
                        .toList(),
                row.receipt());
    }
}
