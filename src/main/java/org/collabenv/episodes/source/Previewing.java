package org.collabenv.episodes.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.row.Candidates;
import org.collabenv.episodes.source.row.ColumnSummary;
import org.collabenv.episodes.source.row.UnseenRows;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Reads the first batch of a file, whose rows and refusal are shown and not stored. */
final class Previewing {

    private final Format format;
    private final Opening opening;
    private final List<FilePreview.Row> firstRows = new ArrayList<>();
    private @Nullable RecordSource source;
    private @Nullable IngestException problem;

    /** @param opening the file, which the caller closes */
    Previewing(Format format, Opening opening) {
        this.format = format;
        this.opening = opening;
    }

    /** @throws IOException if the upload breaks */
    FilePreview preview() throws IOException {
        try {
            RecordSource opened = opening.source();
            source = opened;
            problem = opened.readHead();
            addRows(opened);
        } catch (IngestException refusal) {
            problem = refusal;
        }
        FileSummary summary = source == null ? null : source.summary();
        RowErrors none = new RowErrors(false);
        return new FilePreview(
                format,
                columns(summary),
                opening.missing(),
                summary == null ? 0 : summary.rows(),
                summary == null ? 0 : summary.rejected(),
                summary == null ? new UnseenRows() : summary.unseen(),
                summary == null ? null : summary.facts().timeOrigin(),
                firstRows,
                summary == null ? List.of() : summary.warnings(),
                summary == null ? none : summary.errors(),
                problem);
    }

    private List<FilePreview.Column> columns(@Nullable FileSummary summary) {
        Header header = opening.header();
        if (header == null) {
            return List.of();
        }
        Candidates candidates = new Candidates(opening.sample());
        List<FilePreview.Column> columns = new ArrayList<>();
        for (int i = 0; i < header.columns().size(); i++) {
            Header.Column column = header.columns().get(i);
            List<String> others = candidates.of(column, i);
            if (column.targets().isEmpty()) {
                columns.add(new FilePreview.Column(column.name(), null, null, null, column.reason(), others));
            }
            for (String target : column.targets()) {
                String type = summary == null ? null : type(summary, column.name(), target);
                columns.add(new FilePreview.Column(
                        column.name(), target, column.role(target).word(), type, column.reason(), others));
            }
        }
        return columns;
    }

    private static @Nullable String type(FileSummary summary, String source, String target) {
        return summary.columns().stream()
                .filter(column ->
                        column.source().equals(source) && column.target().equals(target))
                .findFirst()
                .map(ColumnSummary::type)
                .orElse(null);
    }

    private void addRows(RecordSource opened) {
        RecordBatch batch = opened.batch();
        FileSummary summary = opened.summary();
        Map<String, String> labels = new LinkedHashMap<>();
        for (AgentLabel label : summary.facts().newLabels()) {
            labels.put(label.agentTypeId() + "\n" + label.agentId(), label.label());
        }
        for (int row = 0; row < Math.min(FilePreview.ROWS, batch.size()); row++) {
            String type = batch.agentTypes().id(batch.agentType()[row]);
            int agent = batch.agentId()[row];
            firstRows.add(new FilePreview.Row(
                    batch.place()[row],
                    batch.timeIndex()[row] + summary.facts().shift(),
                    agent,
                    labels.get(type + "\n" + agent),
                    type,
                    coordinates(batch, row),
                    properties(batch, row)));
        }
    }

    private static Map<String, @Nullable Double> coordinates(RecordBatch batch, int row) {
        Map<String, @Nullable Double> coordinates = new LinkedHashMap<>();
        for (Coordinate coordinate : Coordinate.values()) {
            double value = batch.coordinate(coordinate)[row];
            coordinates.put(coordinate.column(), Double.isNaN(value) ? null : value);
        }
        return coordinates;
    }

    private static Map<String, Object> properties(RecordBatch batch, int row) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (PropertyColumn property : batch.properties()) {
            if (!property.isMissing(row)) {
                int start = property.texts().start(row);
                properties.put(
                        property.propertyId(),
                        property.type() == PropertyType.FLOAT
                                ? (Object) property.numbers()[row]
                                : new String(
                                        property.texts().chars(),
                                        start,
                                        property.texts().end(row) - start));
            }
        }
        return properties;
    }
}
