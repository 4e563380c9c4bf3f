package org.collabenv.episodes.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Vocabulary;

/** A file as record batches, every value checked. Owns what the file is read through, but not the upload's stream. */
public final class RecordSource implements AutoCloseable {

    /** Rows in a batch: enough to make the calls per batch vanish, few enough to stay in the processor's cache. */
    private static final int MOST_ROWS = 4096;

    /** Values in a batch, which bounds the rows of a file with very many columns. */
    static final int MOST_VALUES = 1 << 20;

    /** Characters of the cells of a batch, which bounds the rows of a file with very long texts. */
    static final long MOST_CHARS = 4 << 20;

    private final RecordFeed feed;
    private final ReadingOptions options;
    private final Vocabulary vocabulary;
    private final RecordBatch batch;
    private final List<SourceColumn> columns = new ArrayList<>();
    private final Header header;
    private final TimeAxis axis;
    private final Sample sample;
    private final Rows rows;
    private final RowEnd rowEnd;
    private final RowReport report;
    private boolean sampleIsUsedUp;
    private long accepted;

    /**
     * @param feed the file, which this source closes
     * @param plan what its columns become
     * @param axis turns times into frames, where the file has times
     */
    RecordSource(
            RecordFeed feed,
            Header plan,
            ReadingOptions options,
            Vocabulary vocabulary,
            TimeAxis axis,
            Destination destination,
            Limits limits)
            throws IOException {
        this.feed = feed;
        this.options = options;
        this.vocabulary = vocabulary;
        this.axis = axis;
        this.report = new RowReport(feed.place());
        int width = Math.max(1, plan.columns().size());
        int capacity = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / width));
        boolean[] asNumbers = asNumbers(plan);
        feed.begin(asNumbers);
        sample = Sample.of(feed, asNumbers, capacity, MOST_CHARS);
        HeaderRows headerRows = new HeaderRows(plan, sample, options.missing());
        int below = headerRows.count();
        sample.skip(below);
        if (sample.records() > below) {
            feed.header(sample.line(below));
        }
        header = plan.withUnits(headerRows.units(below));

        for (Header.Column column : header.columns()) {
            for (String target : column.targets()) {
                columns.add(SourceColumn.of(
                        column, target, vocabulary.propertyTypes().get(target), capacity));
            }
        }
        List<PropertyColumn> properties = columns.stream()
                .map(SourceColumn::property)
                .flatMap(Optional::stream)
                .toList();
        batch = new RecordBatch(capacity, new AgentTypes(), properties);
        for (Coordinate coordinate : Coordinate.values()) {
            Arrays.fill(batch.coordinate(coordinate), Double.NaN);
        }
        ColumnReaders readers = new ColumnReaders(header, columns, batch, options, sample, axis, destination, limits);
        rows = new Rows(readers.all().toArray(FieldReader[]::new));
        rowEnd = readers.rowEnd(destination, vocabulary);
    }

    private boolean[] asNumbers(Header plan) {
        boolean[] asNumbers = new boolean[plan.columns().size()];
        for (int i = 0; i < asNumbers.length; i++) {
            Header.Column column = plan.columns().get(i);
            asNumbers[i] = column.file().kind() == FileColumn.Kind.NUMBER
                    && !options.missing().mayBeNumbers()
                    && SourceColumn.takesNumbers(column, vocabulary.propertyTypes());
        }
        return asNumbers;
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
     * @return false if there are no more rows; the batch is empty then, but it may also be empty where all of its rows
     *     were left out
     * @throws IngestException if more rows are wrong than may be left out, naming line, column and value of each
     * @throws IOException if the upload breaks
     */
    public boolean read() throws IOException {
        batch.size(0);
        boolean more = true;
        long full = rows.chars + MOST_CHARS;
        long first = rows.read;
        while (more && rows.read - first < batch.capacity() && rows.chars < full) {
            more = nextRecord();
        }
        if (rows.malformed || report.badRows() > options.skippableRows()) {
            throw new IngestException(Problem.INVALID_ROWS, refusal(), report.errors());
        }
        feed.release(report.place());
        accepted += batch.size();
        columns.forEach(column -> column.endBatch(batch));
        rowEnd.endBatch(batch.size());
        if (options.frozen()) {
            requireDefined();
        }
        return more || batch.size() > 0;
    }

    private boolean nextRecord() throws IOException {
        if (!sampleIsUsedUp) {
            sampleIsUsedUp = !sample.replay(rows);
        }
        // What the sample found malformed is not read again.
        return !rows.malformed && (!sampleIsUsedUp || feed.next(rows)) && !rows.malformed;
    }

    private String refusal() {
        if (rows.malformed) {
            return "The file cannot be read from %s %d on, nothing was stored"
                    .formatted(report.errors().placeWord(), report.place());
        }
        String seen = "%d of the first %d rows are invalid".formatted(report.badRows(), rows.read);
        return options.skippableRows() == 0
                ? seen + ", nothing was stored"
                : seen + ", more than max_errors=%d allows; nothing was stored".formatted(options.skippableRows());
    }

    private void requireDefined() {
        TreeSet<String> unknown = new TreeSet<>();
        for (PropertyColumn property : batch.properties()) {
            if (property.hasValues() && !vocabulary.propertyTypes().containsKey(property.propertyId())) {
                unknown.add("the property '" + property.propertyId() + "'");
            }
        }
        for (String type : batch.agentTypes().usedIds()) {
            if (!vocabulary.agentTypes().contains(type)) {
                unknown.add("the agent type '" + type + "'");
            }
        }
        if (!unknown.isEmpty()) {
            throw new IngestException(
                    Problem.NOT_DEFINED,
                    "With schema_contract=freeze nothing new is defined, but the file has "
                            + String.join(", ", unknown));
        }
    }

    /** Whether the file has a column of velocities. */
    public boolean givesVelocity() {
        return header.givesVelocity();
    }

    /** What the file of a new episode held; complete once {@link #read} has returned false. */
    public FileSummary summary() {
        if (!(rowEnd instanceof ObservationRows observations)) {
            throw new IllegalStateException("Only the file of a new episode has such a summary");
        }
        return new FileSummary(
                rows.read,
                report.badRows(),
                observations.numFrames(),
                observations.numAgents(),
                columns(),
                ignoredColumns(),
                observations.positionRule(),
                axis.origin(),
                observations.labels(),
                report.errors(),
                feed.rejects());
    }

    /** How many rows the file had so far. */
    public long rows() {
        return rows.read;
    }

    /** What each column became. */
    public List<ColumnSummary> columns() {
        return columns.stream().map(column -> column.summary(accepted)).toList();
    }

    /** The columns that are read over. */
    public List<String> ignoredColumns() {
        return header.ignored();
    }

    /** What is wrong with the rows so far; whoever finds more may add to it. */
    public RowErrors errors() {
        return report.errors();
    }

    @Override
    public void close() {
        feed.close();
    }

    /** Gives each cell to its reader: the hot loop of a load. */
    private final class Rows implements CellSink {
        private final FieldReader[] readers;
        private long chars;
        private long read;
        private boolean malformed;

        Rows(FieldReader[] readers) {
            this.readers = readers;
        }

        @Override
        public void begin(long place) {
            report.begin(place);
        }

        @Override
        public void text(int column, char[] buffer, int offset, int length) {
            if (column < readers.length) {
                chars += length;
                readers[column].read(buffer, offset, length, batch.size(), report);
            }
        }

        @Override
        public void number(int column, double value) {
            readers[column].read(value, batch.size(), report);
        }

        @Override
        public void end(int cells, int places) {
            read++;
            if (cells != readers.length) {
                report.row(
                        null,
                        null,
                        cells < readers.length ? "too_few_cells" : "too_many_cells",
                        "The row has %d cells, the header has %d".formatted(cells, readers.length));
            }
            int row = batch.size();
            if (!report.rowIsBad()) {
                rowEnd.end(row, report);
            }
            if (!report.rowIsBad()) {
                batch.place()[row] = report.place();
                if (batch.agentType()[row] != RecordBatch.ANY_TYPE) {
                    batch.agentTypes().use(batch.agentType()[row]);
                }
                batch.size(row + 1);
            } else {
                feed.reject(report.place(), places);
            }
        }

        @Override
        public void malformed(long place, String message) {
            // What came before is reported with it: those errors are as true as this one.
            report.begin(place);
            report.row(null, null, "malformed_csv", message);
            malformed = true;
        }
    }
}
