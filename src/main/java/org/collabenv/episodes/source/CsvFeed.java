package org.collabenv.episodes.source;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * The records of a text file with delimiters: RFC 4180 quoting, any line ends, comments before the header.
 *
 * <p>Owns what the text is read through, so that a decoder's memory goes with it.
 */
final class CsvFeed implements RecordFeed {

    /** FastCSV reads so many characters at a time; with a buffer not larger than that it takes any cell for too long. */
    private static final int SMALLEST_BUFFER = 1 << 15;

    private final Records records;
    private final Limits limits;
    private final CloseableIterator<Boolean> lines;
    private final List<FileColumn> columns;
    private final List<String> firstRecord;
    private final @Nullable RejectedLines rejected;
    private boolean firstIsData;

    /**
     * Reads the header, or of a layout without one the first record.
     *
     * @param rejected keeps the lines that are left out; null if nobody wants them
     * @throws IngestException if there is none, or it is one of a layout that is not read
     */
    CsvFeed(Reader file, TextFormat format, Limits limits, @Nullable RejectedLines rejected) throws IOException {
        this.limits = limits;
        this.records = new Records(limits);
        this.rejected = rejected;
        records.countsLines = rejected != null;
        CsvPreface preface = CsvPreface.read(file);
        Layouts.requireReadable(preface.firstLine());
        Character given = format.delimiter();
        records.skippedLines = preface.skippedLines();
        lines = CsvReader.builder()
                .fieldSeparator(given == null ? preface.delimiter() : given)
                .detectBomHeader(false)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(Math.max(limits.cellLength(), SMALLEST_BUFFER))
                .build(records, preface.text())
                .iterator();
        FirstRecord first = new FirstRecord(limits);
        if (!next(first)) {
            throw first.refusal();
        }
        firstRecord = first.cells;
        firstIsData = format.layout() == Layout.MOT;
        columns = (firstIsData ? Layouts.motColumns(firstRecord.size()) : firstRecord)
                .stream()
                        .map(name -> new FileColumn(name.strip(), FileColumn.Kind.UNDECLARED))
                        .toList();
    }

    @Override
    public List<FileColumn> columns() {
        return columns;
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
        if (firstIsData) {
            firstIsData = false;
            sink.begin(records.line);
            for (int i = 0; i < firstRecord.size(); i++) {
                char[] cell = firstRecord.get(i).toCharArray();
                sink.text(i, cell, 0, cell.length);
            }
            sink.end(firstRecord.size(), 1);
            return true;
        }
        records.sink = sink;
        try {
            // FastCSV hands out the blank lines that it skips too, but builds nothing of them.
            return lines.hasNext() && lines.next();
        } catch (CsvParseException e) {
            // FastCSV wraps whatever comes through it, of the stream or of ours.
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            sink.malformed(
                    records.line,
                    "The record that begins here has a quote that is not closed, or a cell of more than %d characters (episodes.source.limits.cell-length)"
                            .formatted(limits.cellLength()));
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void header(long firstPlace) {
        if (rejected != null) {
            rejected.header(firstPlace);
        }
    }

    @Override
    public void reject(long place, int places) {
        if (rejected != null) {
            rejected.reject(place, places);
        }
    }

    @Override
    public void release(long place) {
        if (rejected != null) {
            rejected.release(place);
        }
    }

    @Override
    public @Nullable Rejects rejects() {
        return rejected == null ? null : rejected.finish();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands the cells that FastCSV finds on, without strings in between. */
    private static final class Records extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final Limits limits;
        private @Nullable CellSink sink;
        private boolean countsLines;
        private int length;
        private long skippedLines;
        private long line;
        private int linesOfRecord;

        Records(Limits limits) {
            this.limits = limits;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber + skippedLines;
            linesOfRecord = 1;
            length = 0;
            if (sink != null) {
                sink.begin(line);
            }
        }

        @Override
        protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
            // Each cell counts for one more, so that a line of empty ones ends too.
            length += len + 1;
            requireWithin(len, limits.cellLength(), "A cell of the record", "cell-length");
            requireWithin(length, limits.lineLength(), "The record", "line-length");
            if (sink != null) {
                sink.text(fieldIdx, buf, offset, len);
            }
            if (countsLines && quoted) {
                linesOfRecord += lineEnds(buf, offset, len);
            }
        }

        private void requireWithin(int chars, int most, String what, String setting) {
            if (chars > most) {
                throw Limits.exceeded("%s in line %d has more than %d characters".formatted(what, line, most), setting);
            }
        }

        private static int lineEnds(char[] buf, int offset, int len) {
            int ends = 0;
            for (int i = offset; i < offset + len; i++) {
                boolean secondOfTwo = buf[i] == '\n' && i > offset && buf[i - 1] == '\r';
                if (buf[i] == '\r' || (buf[i] == '\n' && !secondOfTwo)) {
                    ends++;
                }
            }
            return ends;
        }

        @Override
        protected Boolean buildRecord() {
            // The reader skips blank lines, but only after it has asked for what they built.
            if (sink != null && getRecordType() == RecordType.DATA) {
                sink.end(getFieldCount(), linesOfRecord);
            }
            return Boolean.TRUE;
        }
    }

    /** Keeps the header's cells as strings. */
    private static final class FirstRecord implements CellSink {
        private final Limits limits;
        private final List<String> cells = new ArrayList<>();
        private @Nullable String malformed;

        FirstRecord(Limits limits) {
            this.limits = limits;
        }

        @Override
        public void begin(long line) {
            cells.clear();
        }

        @Override
        public void text(int column, char[] buffer, int offset, int length) {
            if (column == limits.columns()) {
                throw Header.tooManyColumns(limits);
            }
            cells.add(new String(buffer, offset, length));
        }

        @Override
        public void number(int column, double value) {
            throw new IllegalStateException("A header holds no numbers");
        }

        @Override
        public void end(int cellsInRecord, int places) {
            // Its cells are all there.
        }

        @Override
        public void malformed(long line, String message) {
            malformed = "The header in line %d cannot be read as CSV: %s".formatted(line, message);
        }

        private IngestException refusal() {
            return malformed == null
                    ? new IngestException(Problem.EMPTY_FILE, "The file has no header line")
                    : new IngestException(Problem.INVALID_HEADER, malformed);
        }
    }
}
