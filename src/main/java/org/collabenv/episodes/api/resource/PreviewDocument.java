package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.collabenv.episodes.ingest.answer.ErrorCount;
import org.collabenv.episodes.ingest.answer.InvalidRow;
import org.collabenv.episodes.ingest.answer.ProblemDocument;
import org.collabenv.episodes.ingest.answer.Receipt;
import org.collabenv.episodes.source.FilePreview;
import org.collabenv.episodes.trajectory.IngestException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A file as it would be loaded, judged by its head.
 *
 * @param format the format, such as {@code csv} or {@code parquet}; null if the format is none that is read
 * @param columns the target of each column; none if the header cannot be read
 * @param missing the columns of observations that no column gives
 * @param rows the rows of the head, without one that is cut off at its end
 * @param timeOrigin the time of frame 0, of what was sent; null if the file gives frame numbers
 * @param firstRows the first rows as they would be stored
 * @param warnings what is allowed in the head and probably not meant
 * @param errors the first wrong rows
 * @param errorCounts how many errors there are by column and code
 * @param problem why a load would be refused, with suggestions; null if nothing in the head is in its way
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Preview")
public record PreviewDocument(
        @Nullable String format,
        List<Column> columns,
        List<String> missing,
        Rows rows,
        @Nullable String timeOrigin,
        List<Row> firstRows,
        List<Receipt.Warning> warnings,
        List<InvalidRow> errors,
        List<ErrorCount> errorCounts,
        @Nullable ProblemDocument problem) {

    /** The rows of the head. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "PreviewRows")
    public record Rows(long read, long rejected, long notSeen) {}

    /**
     * A column of the file.
     *
     * @param target what it becomes; null if it is ignored
     * @param role {@code time}, {@code agent}, {@code agent_type}, {@code position}, {@code velocity} or {@code property};
     *     null if it is ignored
     * @param type how it is read, as in a receipt; null if that is not known
     * @param reason the reason for its target, for people
     * @param candidates other targets that its values allow, as a mapping names them
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "PreviewColumn")
    public record Column(
            String source,
            @Nullable String target,
            @Nullable String role,
            @Nullable String type,
            String reason,
            List<String> candidates) {}

    /**
     * A row as it would be stored.
     *
     * @param line the line of a text file, or the row of a Parquet file
     * @param agentLabel the label of the agent; null if agents are numbers
     * @param coordinates positions and velocities by name
     * @param properties values by property; a list is its JSON as a string
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "PreviewRow")
    public record Row(
            long line,
            int timeIndex,
            int agentId,
            @Nullable String agentLabel,
            String agentTypeId,
            Map<String, @Nullable Double> coordinates,
            Map<String, Object> properties) {}

    static PreviewDocument of(FilePreview preview) {
        IngestException problem = preview.problem();
        return new PreviewDocument(
                preview.format() == null ? null : preview.format().name().toLowerCase(Locale.ROOT),
                preview.columns().stream()
                        .map(column -> new Column(
                                column.source(),
                                column.target(),
                                column.role(),
                                column.type(),
                                column.reason(),
                                column.candidates()))
                        .toList(),
                preview.missing(),
                new Rows(preview.rows(), preview.rejected(), preview.unseen().rows()),
                preview.timeOrigin(),
                preview.firstRows().stream()
                        .map(row -> new Row(
                                row.line(),
                                row.timeIndex(),
                                row.agentId(),
                                row.label(),
                                row.agentTypeId(),
                                row.coordinates(),
                                row.properties()))
                        .toList(),
                preview.warnings().stream().map(Receipt.Warning::of).toList(),
                InvalidRow.of(preview.errors()),
                ErrorCount.of(preview.errors()),
                problem == null ? null : ProblemDocument.of(problem));
    }
}
