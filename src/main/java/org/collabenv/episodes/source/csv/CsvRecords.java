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
    private final @Nullable DecimalComma decimalComma;
    private @Nullable CellSink sink;
    private int length;
    private long line;
    private int linesOfRecord;

    /**
     * @param skippedLines lines of the file before its first record
     * @param countsLines whether the lines of each record are counted, for which each quoted cell has to be searched
     * @param decimalComma whether a number's comma is handed on as a point
     */
    CsvRecords(Limits limits, long skippedLines, boolean countsLines, boolean decimalComma) {
        this.limits = limits;
        this.skippedLines = skippedLines;
        this.countsLines = countsLines;
        this.decimalComma = decimalComma ? new DecimalComma() : null;
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
            sink.begin(line, 0);
        }
    }

    @Override
    protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
        // Each cell counts as one more character, so that a line of empty cells reaches the limit too.
        length += len + 1;
        requireWithin(len, limits.cellLength(), "A cell of the record", "cell-length");
        requireWithin(length, limits.lineLength(), "The record", "line-length");
        if (sink != null) {
            handOut(sink, fieldIdx, buf, offset, len, quoted);
        }
        if (countsLines && quoted) {
            linesOfRecord += lineEnds(buf, offset, len);
        }
    }

    private void handOut(CellSink to, int column, char[] buf, int offset, int len, boolean quoted) {
        if (quoted && len > 0 && buf[offset + len - 1] == TextBehindQuotes.MARK) {
            to.wrong(
                    column,
                    buf,
                    offset,
                    len - 1,
                    "text_behind_quote",
                    "There is text behind the closing quote: a quote in a cell is written twice, and nothing may follow the last one; pass quote=none if quotes are characters like any other in this file");
        } else if (decimalComma == null) {
            to.text(column, buf, offset, len);
        } else {
            char[] cell = decimalComma.withPoint(buf, offset, len);
            to.text(column, cell, cell == buf ? offset : 0, len);
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
