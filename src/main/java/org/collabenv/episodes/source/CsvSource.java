package org.collabenv.episodes.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file as record batches: UTF-8, RFC 4180 quoting, one header line, any line ends.
 *
 * <p>It owns nothing that would have to be closed: the stream stays its caller's.
 */
public final class CsvSource {

    private static final ColumnAliases ALIASES = ColumnAliases.load();

    /** Rows in a batch: enough to make the calls per batch vanish, few enough to stay in the processor's cache. */
    private static final int MOST_ROWS = 4096;

    /** Values in a batch, which bounds the rows of a file with very many columns. */
    private static final int MOST_VALUES = 1 << 20;

    /** Characters of the cells of a batch, which bounds the rows of a file with very long texts. */
    private static final long MOST_CHARS = 4 << 20;

    /** Characters of one cell, so that a missing quote cannot collect the rest of the file. */
    private static final int LONGEST_CELL = 1 << 20;

    private final RecordReader records;
    private final CloseableIterator<Boolean> lines;
    private final Header header;
    private final AgentTracks tracks = new AgentTracks();
    private final RecordBatch batch;
    private final List<SourceColumn> columns = new ArrayList<>();
    private long rows;

    private CsvSource(
            RecordReader records,
            CloseableIterator<Boolean> lines,
            Header header,
            String defaultAgentType,
            Map<String, PropertyType> definitions) {
        this.records = records;
        this.lines = lines;
        this.header = header;
        int capacity =
                Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / header.names().size()));
        AgentTypes agentTypes = new AgentTypes();
        for (int i = 0; i < header.names().size(); i++) {
            List<String> targets = header.targets().get(i);
            for (String target : targets) {
                PropertyType type = definitions.get(target);
                if (targets.size() > 1) {
                    requireNumbers(header.names().get(i), target, type);
                    type = PropertyType.FLOAT;
                }
                columns.add(SourceColumn.of(header.names().get(i), target, type, capacity));
            }
        }
        List<PropertyColumn> properties = columns.stream()
                .map(SourceColumn::property)
                .flatMap(Optional::stream)
                .toList();
        this.batch = new RecordBatch(capacity, agentTypes, properties);
        for (Coordinate coordinate : Coordinate.values()) {
            Arrays.fill(batch.coordinate(coordinate), Double.NaN);
        }
        if (columns.stream().noneMatch(column -> column.role() == ColumnRole.AGENT_TYPE)) {
            Arrays.fill(batch.agentType(), agentTypes.code(defaultAgentType));
        }
        records.begin(fieldReaders(), this::endRow);
    }

    /**
     * Reads the header and stops before the first row.
     *
     * @param file the file's bytes, read as they arrive; the caller closes them
     * @param defaultAgentType the type of every row where the file has no column for it
     * @param definitions the types of the properties that are defined already, by id
     * @throws IngestException if the file is not CSV or its header does not describe an episode
     * @throws IOException if the stream breaks
     */
    public static CsvSource open(InputStream file, String defaultAgentType, Map<String, PropertyType> definitions)
            throws IOException {
        RecordReader records = new RecordReader();
        CloseableIterator<Boolean> lines = CsvReader.builder()
                .detectBomHeader(false)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .build(records, Utf8.reader(Formats.requireText(file)))
                .iterator();
        if (!advance(lines, records.report())) {
            throw new IngestException(Problem.EMPTY_FILE, "The file has no header line");
        }
        Header header = Header.of(records.header(), ALIASES);
        return new CsvSource(records, lines, header, defaultAgentType, definitions);
    }

    /** The one batch of this source, filled anew by each {@link #read}. */
    public RecordBatch batch() {
        return batch;
    }

    /**
     * Fills the batch with the next rows.
     *
     * <p>A batch with a wrong row is still read to its end, so that the answer lists more than the first error.
     *
     * @return false if there are no more rows
     * @throws IngestException if a row is wrong, naming line, column and value of each
     * @throws IOException if the stream breaks
     */
    public boolean read() throws IOException {
        batch.size(0);
        records.row(0);
        boolean more = true;
        RowReport report = records.report();
        long full = records.chars() + MOST_CHARS;
        for (int n = 0; n < batch.capacity() && records.chars() < full && more; n++) {
            more = advance(lines, report);
        }
        if (!report.errors().isEmpty()) {
            throw new IngestException(
                    Problem.INVALID_ROWS,
                    "%d of the first %d rows are invalid, nothing was stored"
                            .formatted(report.badRows(), rows + batch.size() + report.badRows()),
                    report.errors());
        }
        rows += batch.size();
        columns.forEach(column -> column.endBatch(batch));
        return batch.size() > 0;
    }

    /** What the file held; complete once {@link #read} has returned false. */
    public FileSummary summary() {
        List<ColumnSummary> summaries =
                columns.stream().map(column -> column.summary(rows)).toList();
        return new FileSummary(rows, tracks.numFrames(), tracks.numAgents(), summaries, header.ignored());
    }

    private void endRow() {
        int row = batch.size();
        int type = batch.agentType()[row];
        int agent = batch.agentId()[row];
        int time = batch.timeIndex()[row];
        if (!tracks.add(type, agent, time)) {
            records.report()
                    .row(
                            sourceOf(ColumnRole.TIME),
                            String.valueOf(time),
                            "duplicate_key",
                            "An earlier row has the same time %d, agent %d and type %s"
                                    .formatted(time, agent, batch.agentTypes().id(type)));
            return;
        }
        if (tracks.tooMany()) {
            records.report()
                    .row(
                            sourceOf(ColumnRole.AGENT),
                            String.valueOf(agent),
                            "too_many_agents",
                            "An episode has at most %d agents".formatted(AgentTracks.MOST_AGENTS));
            return;
        }
        batch.size(row + 1);
        records.row(row + 1);
    }

    private @Nullable String sourceOf(ColumnRole role) {
        return columns.stream()
                .filter(column -> column.role() == role)
                .map(SourceColumn::source)
                .findFirst()
                .orElse(null);
    }

    private static void requireNumbers(String list, String target, @Nullable PropertyType defined) {
        if (defined != null && defined != PropertyType.FLOAT) {
            throw new IngestException(
                    Problem.PROPERTY_TYPE_MISMATCH,
                    "The numbers in the column '%s' become the property '%s', which is defined as %s"
                            .formatted(list, target, defined.dataType()));
        }
    }

    private List<FieldReader> fieldReaders() {
        List<FieldReader> readers = new ArrayList<>();
        int next = 0;
        for (List<String> targets : header.targets()) {
            List<SourceColumn> ofField = columns.subList(next, next + targets.size());
            next += targets.size();
            readers.add(SourceColumn.reader(ofField, batch));
        }
        return readers;
    }

    private static boolean advance(CloseableIterator<Boolean> lines, RowReport report) throws IOException {
        try {
            return lines.hasNext() && lines.next();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause; // of the stream or of ours: FastCSV wraps whatever comes through it
            }
            // What came before the broken record is reported with it: its errors are as true as this one.
            report.row(null, null, "malformed_csv", String.valueOf(e.getMessage()));
            throw new IngestException(
                    Problem.INVALID_ROWS,
                    "Line %d cannot be read as CSV, nothing was stored".formatted(report.line()),
                    report.errors());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
