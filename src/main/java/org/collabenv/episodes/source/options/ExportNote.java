package org.collabenv.episodes.source.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A file's own word on how it is read: the service writes it into files that it exports, so that an upload of them without
 * parameters gives the same rows.
 *
 * @param mapping the target of each column
 */
public record ExportNote(ColumnMapping mapping) {

    /** The key before the note in a comment, in a first line of JSON, and in the metadata of a file. */
    public static final String KEY = "episode-ingest";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAPPING = "mapping";

    /**
     * Reads a note.
     *
     * @throws IngestException if it is not one
     */
    public static ExportNote parse(String json) {
        return of(tree(json));
    }

    /** Returns the note in the metadata of a file; empty if that says only where the file is from. */
    public static Optional<ExportNote> ofMetadata(String json) {
        JsonNode note = tree(json);
        return note.has(MAPPING) ? Optional.of(of(note)) : Optional.empty();
    }

    /** Returns the note in the first line of a file of JSON; empty if it is any other line. */
    public static Optional<ExportNote> ofLine(String line) {
        return line.startsWith("{\"" + KEY + "\"") ? Optional.of(of(tree(line).path(KEY))) : Optional.empty();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static ExportNote of(JsonNode note) {
        JsonNode mapping = note.path(MAPPING);
        if (!mapping.isObject()) {
            throw unreadable(null);
        }
        Map<String, ColumnMapping.Target> targets = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> pair : mapping.properties()) {
            if (!pair.getValue().isTextual()) {
                throw unreadable(null);
            }
            targets.put(
                    pair.getKey(), ColumnMapping.Target.parse(pair.getValue().textValue()));
        }
        return new ExportNote(new ColumnMapping(targets));
    }

    private static IngestException unreadable(@Nullable JsonProcessingException cause) {
        String detail =
                "The file's note '%s' on how it is read cannot be read itself: it is JSON with a \"%s\" of columns to targets, as the service writes it into files that it exports; remove it, or export the file again"
                        .formatted(KEY, MAPPING);
        return cause == null
                ? new IngestException(Problem.INVALID_HEADER, detail)
                : new IngestException(Problem.INVALID_HEADER, detail, cause);
    }

    /** Returns the note as JSON, to which more may be added. */
    public ObjectNode json() {
        ObjectNode note = JSON.createObjectNode();
        ObjectNode pairs = note.putObject(MAPPING);
        mapping.targets().forEach((column, target) -> pairs.put(column, target.text()));
        return note;
    }

    /**
     * Returns the options for reading the file; what the upload says itself goes first.
     *
     * @param columns the names of the columns that the file has: somebody may have taken out others
     */
    public ReadingOptions completed(ReadingOptions given, Collection<String> columns) {
        Map<String, ColumnMapping.Target> targets =
                new LinkedHashMap<>(mapping.only(columns::contains).targets());
        targets.putAll(given.mapping().targets());
        boolean saysMissing = given.missing() != MissingValues.USUAL;
        return given.with(new ColumnMapping(targets), saysMissing ? given.missing() : MissingValues.only(Set.of()));
    }
}
