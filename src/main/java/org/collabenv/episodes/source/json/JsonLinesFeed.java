package org.collabenv.episodes.source.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.source.bytes.TextDecoding;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.KeepingFeed;
import org.collabenv.episodes.source.feed.KeptRecords;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Reads a file with a JSON object per line. */
public final class JsonLinesFeed extends KeepingFeed {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
            .build();
    private static final String MEDIA_TYPE = "application/x-ndjson";

    /** The first lines, whose keys are the columns. */
    private static final int LINES_OF_KEYS = 500;

    private static final int CHARS_OF_KEYS = 1 << 20;
    private static final int LONGEST_KEY = 200;
    private static final int MOST_KEYS = 10_000;

    private final Reader text;
    private final Limits limits;
    private final boolean isHead;
    private final Deque<Line> ahead = new ArrayDeque<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final StringBuilder line = new StringBuilder();
    private Optional<ExportNote> note = Optional.empty();
    private long lines;
    private boolean isAfterReturn;

    private record Line(long number, String text) {}

    private JsonLinesFeed(Reader text, boolean isHead, Limits limits, boolean keepsRejects) throws IOException {
        super(keepsRejects ? new KeptRecords(MEDIA_TYPE, "", limits.rejects()) : null);
        this.text = text;
        this.isHead = isHead;
        this.limits = limits;
        int chars = 0;
        while (ahead.size() < LINES_OF_KEYS && chars < CHARS_OF_KEYS) {
            Line next = readLine();
            if (next == null) {
                break;
            }
            if (next.number() == 1) {
                note = ExportNote.ofLine(next.text());
                if (note.isPresent()) {
                    continue;
                }
            }
            ahead.add(next);
            chars += next.text().length();
            addKeys(next);
        }
        if (ahead.isEmpty()) {
            throw new IngestException(Problem.EMPTY_FILE, "The file has no line with an object");
        }
    }

    /**
     * Opens a file and finds its columns.
     *
     * @param isHead whether the file may be cut off at its end
     * @throws IngestException if its first line is not an object, or it has too many keys
     * @throws IOException if the upload breaks
     */
    public static JsonLinesFeed open(
            InputStream content, boolean isHead, TextFormat format, Limits limits, boolean keepsRejects)
            throws IOException {
        return new JsonLinesFeed(TextDecoding.reader(content, format.encoding()), isHead, limits, keepsRejects);
    }

    private void addKeys(Line first) throws IOException {
        try {
            cells(first.text()).keySet().forEach(key -> {
                columns.putIfAbsent(key, columns.size());
                if (columns.size() > limits.columns()) {
                    throw limits.tooManyColumns();
                }
            });
        } catch (JsonProcessingException e) {
            if (columns.isEmpty()) {
                throw new IngestException(
                        Problem.INVALID_HEADER,
                        "The file looks like JSON, but line %d is not an object as a whole (%s): write one object per line (JSON lines), such as {\"frame\": 0, \"id\": 1, \"x\": 0.5, \"y\": 0.5}"
                                .formatted(first.number(), reason(e)),
                        e);
            }
            // It is an error of its line, reported when the line is handed out.
        }
    }

    private static String reason(JsonProcessingException e) {
        String reason = String.valueOf(e.getOriginalMessage());
        return reason.length() <= LONGEST_KEY ? reason : reason.substring(0, LONGEST_KEY) + "…";
    }

    /** Returns the next line that is not blank; null if there is none. */
    private @Nullable Line readLine() throws IOException {
        line.setLength(0);
        boolean isOpen = false;
        for (int next = text.read(); next != -1; next = text.read()) {
            boolean isSecondOfTwo = isAfterReturn && next == '\n';
            isAfterReturn = next == '\r';
            if (next != '\n' && next != '\r') {
                isOpen = true;
                append((char) next);
            } else if (!isSecondOfTwo) {
                lines++;
                if (!line.toString().isBlank()) {
                    return new Line(lines, line.toString());
                }
                line.setLength(0);
                isOpen = false;
            }
        }
        boolean isLast = isOpen && !line.toString().isBlank();
        return isLast ? new Line(++lines, line.toString()) : null;
    }

    private void append(char next) {
        if (line.length() == limits.lineLength()) {
            throw Limits.exceeded(
                    "Line %d has more than %d characters".formatted(lines + 1, limits.lineLength()), "line-length");
        }
        line.append(next);
    }

    /** Returns the values of an object as text, by key. */
    private static Map<String, String> cells(String object) throws IOException {
        Map<String, String> cells = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused(parser, "it is something else");
            }
            addObject("", parser, object, cells);
            if (parser.nextToken() != null) {
                throw new Refused(parser, "it is something else");
            }
        }
        return cells;
    }

    /** The reason of a line that is JSON, but not an object that can be a row. */
    private static final class Refused extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        Refused(JsonParser parser, String reason) {
            super(reason, parser.currentLocation());
        }
    }

    private static void addObject(String prefix, JsonParser parser, String object, Map<String, String> cells)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            if (key.length() > LONGEST_KEY || cells.size() > MOST_KEYS) {
                throw new Refused(
                        parser,
                        "a key of it has more than %d characters, or it has more than %d keys"
                                .formatted(LONGEST_KEY, MOST_KEYS));
            }
            if (cells.containsKey(key)) {
                throw new Refused(parser, "the key '%s' is in it twice, also as a nested one".formatted(key));
            }
            switch (parser.nextToken()) {
                case START_OBJECT -> addObject(key + ".", parser, object, cells);
                case START_ARRAY -> {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
                    cells.put(key, object.substring(start, end));
                }
                case VALUE_NULL -> cells.put(key, "");
                default -> cells.put(key, parser.getText());
            }
        }
    }

    @Override
    public List<FileColumn> columns() {
        return columns.keySet().stream()
                .map(key -> new FileColumn(key, FileColumn.Kind.UNDECLARED))
                .toList();
    }

    @Override
    public Optional<ExportNote> note() {
        return note;
    }

    @Override
    public RecordPlace place() {
        return RecordPlace.LINE;
    }

    @Override
    public void begin(boolean[] asNumbers) {
        // A text file declares no numbers: every cell comes as text.
    }

    @Override
    public boolean next(CellSink sink) throws IOException {
        Line next = ahead.isEmpty() ? readLine() : ahead.poll();
        if (next == null) {
            return false;
        }
        Map<String, String> cells = Map.of();
        String code = "malformed_json";
        String reason = null;
        try {
            cells = cells(next.text());
            List<String> unknown = new ArrayList<>(cells.keySet());
            unknown.removeAll(columns.keySet());
            if (!unknown.isEmpty()) {
                code = "unknown_column";
                reason =
                        "The key '%s' is in none of the first %d lines: give it in the first one too, with null if it has no value there"
                                .formatted(unknown.get(0), LINES_OF_KEYS);
            }
        } catch (JsonProcessingException e) {
            if (isHead) {
                return false;
            }
            reason = "The line is not one object of JSON: " + reason(e);
        }
        keep(next.number(), 0, () -> next.text() + "\n");
        sink.begin(next.number(), 0);
        hand(cells, code, reason, sink);
        sink.end(columns.size(), 1);
        return true;
    }

    private void hand(Map<String, String> cells, String code, @Nullable String reason, CellSink sink) {
        columns.forEach((key, column) -> {
            char[] cell = cells.getOrDefault(key, "").toCharArray();
            if (cell.length > limits.cellLength()) {
                throw Limits.exceeded(
                        "A value has more than %d characters".formatted(limits.cellLength()), "cell-length");
            }
            if (column == 0 && reason != null) {
                sink.wrong(column, cell, 0, cell.length, code, reason);
            } else {
                sink.text(column, cell, 0, cell.length);
            }
        });
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
