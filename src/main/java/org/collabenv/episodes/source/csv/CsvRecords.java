package org.collabenv.episodes.source.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.options.Limits;
import org.jspecify.annotations.Nullable;

/** Passes on the cells that FastCSV finds, without creating strings. */
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
     * @param countsLines whether the lines of each record are counted, for which each quoted cell has to be searched
     */
    CsvRecords(Limits limits, long skippedLines, boolean countsLines) {
        this.limits = limits;
        this.skippedLines = skippedLines;
        this.countsLines = countsLines;
    }

    /** Sets the sink that receives the cells from now on. */
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
        // Each cell counts as one more character, so that a line of empty cells reaches the limit too.
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
        // FastCSV also calls this method for the blank lines that it then skips.
        if (sink != null && getRecordType() == RecordType.DATA) {
            sink.end(getFieldCount(), linesOfRecord);
        }
        return Boolean.TRUE;
    }
}
