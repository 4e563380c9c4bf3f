package org.collabenv.episodes.source.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.options.Limits;
import org.jspecify.annotations.Nullable;

/** Hands on the cells that FastCSV finds, without strings in between. */
final class CsvRecords extends AbstractBaseCsvCallbackHandler<Boolean> {

    private final Limits limits;
    private final long skippedLines;
    private final boolean countsLines;
    private @Nullable CellSink sink;
    private int length;
    private long line;
    private int linesOfRecord;

    /**
     * @param skippedLines lines of the file before its first record
     * @param countsLines whether the lines of each record are counted, which takes a look at each quoted cell
     */
    CsvRecords(Limits limits, long skippedLines, boolean countsLines) {
        this.limits = limits;
        this.skippedLines = skippedLines;
        this.countsLines = countsLines;
    }

    /** Hands the cells to a sink from here on. */
    void handTo(CellSink to) {
        sink = to;
    }

    /** Returns the physical line on which the current record starts. */
    long line() {
        return line;
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
