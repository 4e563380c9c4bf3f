package org.collabenv.episodes.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.source.bytes.Spool.SpooledFile;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.store.rows.ObservationRows;
import org.collabenv.episodes.store.rows.RowColumns;
import org.collabenv.episodes.store.rows.RowSnapshot;
import org.collabenv.episodes.store.rows.Selection;
import org.collabenv.episodes.store.tables.EpisodeRow;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes the stored rows of an episode or a session to a stream. */
@Singleton
public class Exports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS_BETWEEN_LOOKS = 8192;
    private static final byte[] NOTHING = {};
    private static final List<String> OF_RECEIPT = List.of("upload_id", "sha256", "columns");

    private final ObservationRows rows;
    private final Sources sources;
    private final ExportConfig config;
    private final String version;

    Exports(
            ObservationRows rows,
            Sources sources,
            ExportConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
        this.rows = rows;
        this.sources = sources;
        this.config = config;
    }

    /**
     * Writes the rows of an episode.
     *
     * @throws IngestException if there is no such episode, or the selection names an unknown property; nothing has been
     *     written then
     * @throws IOException if the stream breaks
     */
    public void episode(String episodeId, Selection selection, ExportFormat format, OutputStream out)
            throws IOException {
        rows.read(snapshot -> {
            EpisodeRow episode = snapshot.episode(episodeId).orElseThrow(() -> missing("episode", episodeId));
            List<String> episodes = List.of(episodeId);
            RowColumns columns = snapshot.columns(episodes, selection);
            List<String> labels = columns.hasLabels()
                    ? snapshot.agents(episodeId).stream().map(AgentLabel::label).toList()
                    : List.of();
            ExportedColumns exported = ExportedColumns.of(columns, labels, false, sources);
            write(new Export(snapshot, episodes, selection, exported, note(exported, episode)), format, out);
        });
    }

    /**
     * Writes the rows of all episodes of a session, in the order of their numbers.
     *
     * @throws IngestException if the session has no episodes, or the selection names an unknown property; nothing has been
     *     written then
     * @throws IOException if the stream breaks
     */
    public void session(String sessionId, Selection selection, ExportFormat format, OutputStream out)
            throws IOException {
        rows.read(snapshot -> {
            List<String> episodes = snapshot.episodesOf(sessionId);
            if (episodes.isEmpty()) {
                throw missing("episode in the session", sessionId);
            }
            ExportedColumns exported =
                    ExportedColumns.of(snapshot.columns(episodes, selection), List.of(), true, sources);
            // Without a word on how it is read: rows of several episodes are no episode.
            ObjectNode note = JSON.createObjectNode();
            note.put("version", version);
            note.put("session_id", sessionId);
            write(new Export(snapshot, episodes, selection, exported, note), format, out);
        });
    }

    private static IngestException missing(String what, String id) {
        return new IngestException(Problem.NOT_FOUND, "There is no %s '%s'".formatted(what, id));
    }

    /**
     * The rows of an export, and the columns of its file.
     *
     * @param note how the file is read, and where its rows are from
     */
    private record Export(
            RowSnapshot snapshot,
            List<String> episodes,
            Selection selection,
            ExportedColumns columns,
            ObjectNode note) {

        /** @param out fails if nobody takes the file any more; formats that are sent later ask it now and then */
        void rows(RowWriter writer, OutputStream out) throws IOException {
            long[] rows = {0};
            for (String episode : episodes) {
                snapshot.rows(episode, columns.rows(), selection, row -> {
                    writer.write(episode, row);
                    if (++rows[0] % ROWS_BETWEEN_LOOKS == 0) {
                        out.write(NOTHING);
                    }
                });
            }
            writer.end();
        }
    }

    private void write(Export export, ExportFormat format, OutputStream out) throws IOException {
        RowColumns columns = export.columns().rows();
        int properties = columns.size() - columns.ofObservations();
        if (properties > RowColumns.MOST_PROPERTIES) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The rows have %d properties, and at most %d can be read at once: pass properties with some of them"
                            .formatted(properties, RowColumns.MOST_PROPERTIES));
        }
        switch (format) {
            case CSV -> export.rows(new CsvRows(export.columns(), out), out);
            case JSON_LINES -> export.rows(new JsonRows(export.columns(), out), out);
            case PARQUET -> {
                try (SpooledFile file = sources.spool().create()) {
                    writeParquet(export, file.path(), out);
                    Files.copy(file.path(), out);
                }
            }
        }
    }

    private void writeParquet(Export export, Path file, OutputStream out) throws IOException {
        // As it stands between single quotes: JSON has another way to write one.
        Map<String, String> metadata =
                Map.of(ExportNote.KEY, export.note().toString().replace("'", "\\u0027"));
        if (export.snapshot().writesParquet() && !export.columns().hasEpisode()) {
            export.snapshot()
                    .writeParquet(
                            export.episodes().get(0),
                            export.columns().rows(),
                            export.selection(),
                            export.columns().names(),
                            file,
                            metadata);
            return;
        }
        try (ParquetRows writer = ParquetRows.begin(export.columns(), file, metadata, config.parquetMemoryLimit())) {
            export.rows(writer, out);
        }
    }

    /** Returns the note with where the rows are from. */
    private ObjectNode note(ExportedColumns exported, EpisodeRow episode) {
        ObjectNode note = exported.note().json();
        note.put("version", version);
        note.put("episode_id", episode.episodeId());
        note.put("session_id", episode.sessionId());
        note.put("frame_rate", episode.frameRate());
        note.put("time_origin", episode.timeOrigin());
        note.put("file", episode.filePath());
        note.set("loaded", loaded(episode.receipt()));
        return note;
    }

    /** Returns what a receipt says about the upload and about the columns of its file; nothing without a receipt. */
    private static ObjectNode loaded(@Nullable String receipt) {
        ObjectNode loaded = JSON.createObjectNode();
        if (receipt != null) {
            try {
                JsonNode all = JSON.readTree(receipt);
                for (String name : OF_RECEIPT) {
                    loaded.set(name, all.path(name));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A stored receipt is not JSON", e);
            }
        }
        return loaded;
    }
}
