package org.collabenv.episodes.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.source.bytes.TextDecoding;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.source.wide.WideFeed;
import org.collabenv.episodes.source.wide.WideHeader;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a text file with delimiters: RFC 4180 quoting, any line ends, comments before the header.
 *
 * <p>The feed owns the streams through which it reads the text, so that closing it releases the memory of a decoder.
 */
public final class CsvFeed implements RecordFeed {

    /**
     * The smallest buffer of FastCSV in characters. If it is not larger than what FastCSV reads at a time, FastCSV
     * rejects every cell as too long.
     */
    private static final int SMALLEST_BUFFER = 1 << 15;

    /** The quote of a file without quotes: half of a surrogate pair, which no text is. */
    private static final char NO_QUOTE = '\uDFFD';

    private final CsvRecords records;
    private final boolean isHead;
    private final Limits limits;
    private final CloseableIterator<Boolean> lines;
    private final List<FileColumn> columns;
    private final List<String> firstRecord;
    private final @Nullable RejectedLines rejected;
    private final @Nullable WideHeader wide;
    private final Optional<ExportNote> note;
    private boolean firstIsData;

    /**
     * Reads the header, or the first record if the layout has no header.
     *
     * @param rejected keeps the lines that are left out; null if they are not kept
     * @throws IngestException if there is no header, or the header is one of a layout that is not supported
     */
    private CsvFeed(
            Reader file,
            boolean isHead,
            TextFormat format,
            Limits limits,
            boolean agentIsGiven,
            @Nullable RejectedLines rejected)
            throws IOException {
        this.isHead = isHead;
        this.limits = limits;
        this.rejected = rejected;
        CsvPreface preface = CsvPreface.read(file);
        note = preface.note();
        Character given = format.delimiter();
        Character quote = format.quote();
        records = new CsvRecords(limits, preface.skippedLines(), rejected != null, format.decimalComma());
        char delimiter = given == null ? preface.delimiter(quote) : given;
        if (quote != null && quote == delimiter) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER, "The parameter quote='%s' is the delimiter too".formatted(quote));
        }
        boolean isAligned = given == null && delimiter == CsvPreface.BLANK;
        Reader text = isAligned ? new BlankRuns(preface.text(), quote) : preface.text();
        lines = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote == null ? NO_QUOTE : quote)
                .detectBomHeader(false)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(Math.max(limits.cellLength(), SMALLEST_BUFFER))
                .build(records, quote == null ? text : new TextBehindQuotes(text, delimiter, quote))
                .iterator();
        FirstRecord first = new FirstRecord(limits);
        if (!next(first)) {
            throw first.refusal();
        }
        firstRecord = List.copyOf(first.cells());
        List<String> known = knownNames(format, preface, delimiter);
        firstIsData = !known.isEmpty();
        wide = firstIsData ? null : wideHeader(first, agentIsGiven);
        if (!firstIsData && wide == null && Headerless.isRow(firstRecord)) {
            throw Headerless.refusal(firstRecord, records.line(), delimiter);
        }
        columns = (firstIsData ? known : firstRecord)
                .stream()
                        .map(name -> new FileColumn(HeaderCell.name(name), FileColumn.Kind.UNDECLARED))
                        .toList();
    }

    /** Returns the header of a file with a column group per animal, after its last record; null for any other file. */
    private @Nullable WideHeader wideHeader(FirstRecord record, boolean agentIsGiven) throws IOException {
        WideHeader header = WideHeader.beginningWith(firstRecord, agentIsGiven).orElse(null);
        while (header != null && !header.isComplete()) {
            if (!next(record)) {
                throw header.refusal("it ends within its header");
            }
            header.add(List.copyOf(record.cells()));
        }
        return header;
    }

    /** Returns the names of the columns if the first record does not hold them; otherwise none. */
    private List<String> knownNames(TextFormat format, CsvPreface preface, char delimiter) {
        if (!format.columns().isEmpty()) {
            if (format.columns().size() != firstRecord.size()) {
                throw new IngestException(
                        Problem.INVALID_HEADER,
                        "The parameter columns names %d columns, but line %d has %d cells"
                                .formatted(format.columns().size(), records.line(), firstRecord.size()));
            }
            return format.columns();
        }
        return switch (format.layout()) {
            case MOT -> Layouts.motColumns(firstRecord.size());
            case UNNAMED -> Headerless.numbered(firstRecord.size());
            case HEADED ->
                Headerless.isRow(firstRecord)
                        ? Headerless.namesIn(preface.lastComment(), delimiter, firstRecord.size())
                        : List.of();
        };
    }

    /**
     * Opens a text file and reads its header, or its first record if the layout has no header.
     *
     * @param content the file without its byte order mark
     * @param mark the byte order mark; empty if there was none
     * @param isHead whether the file may be cut off, so that a quote may be left open at its end
     * @param agentIsGiven whether the upload names the agent of every row
     * @param keepsRejects whether the rejected lines are kept
     * @throws IngestException if there is no header, or the header is one of a layout that is not supported
     * @throws IOException if the upload breaks
     */
    public static RecordFeed open(
            InputStream content,
            byte[] mark,
            boolean isHead,
            TextFormat format,
            Limits limits,
            boolean agentIsGiven,
            boolean keepsRejects)
            throws IOException {
        Charset encoding = format.encoding();
        RejectedLines rejected = keepsRejects ? rejectedLines(content, mark, format, limits) : null;
        InputStream bytes = rejected == null ? content : rejected.content();
        CsvFeed feed =
                new CsvFeed(TextDecoding.reader(bytes, encoding), isHead, format, limits, agentIsGiven, rejected);
        return feed.wide == null ? feed : new WideFeed(feed, feed.wide, keepsRejects, limits.rejects());
    }

    private static RejectedLines rejectedLines(InputStream content, byte[] mark, TextFormat format, Limits limits) {
        Charset encoding = format.encoding();
        Character delimiter = format.delimiter();
        String type = delimiter != null && delimiter == '\t' ? "text/tab-separated-values" : "text/csv";
        return new RejectedLines(
                new LineTap(content, mark, encoding, limits), type + "; charset=" + encoding.name(), limits.rejects());
    }

    @Override
    public List<FileColumn> columns() {
        return columns;
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
        if (firstIsData) {
            firstIsData = false;
            sink.begin(records.line(), 0);
            for (int i = 0; i < firstRecord.size(); i++) {
                char[] cell = firstRecord.get(i).toCharArray();
                sink.text(i, cell, 0, cell.length);
            }
            sink.end(firstRecord.size(), 1);
            return true;
        }
        records.handTo(sink);
        try {
            // The handler sees the blank lines that FastCSV skips, but the iterator does not return them.
            return lines.hasNext() && lines.next();
        } catch (CsvParseException e) {
            // FastCSV wraps every exception that passes through it, from the stream or from this code.
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            if (isHead) {
                return false;
            }
            sink.malformed(
                    records.line(),
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
    public void reject(long place, int part, int places) {
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
}
