package org.collabenv.episodes.source;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * Turns the cells that the CSV reader finds into rows of the batch, without strings in between.
 *
 * <p>The first record is the header; {@link #begin} tells what to make of the ones after it.
 */
final class RecordReader extends AbstractBaseCsvCallbackHandler<Boolean> {

    private final RowReport report = new RowReport();
    private final List<String> header = new ArrayList<>();
    private FieldReader[] readers = {};
    private RowSink sink = () -> {};
    private int row;
    private long chars;

    /** Called at the end of each row whose every cell was good. */
    interface RowSink {
        void endRow();
    }

    void begin(List<FieldReader> fieldReaders, RowSink rowSink) {
        readers = fieldReaders.toArray(FieldReader[]::new);
        sink = rowSink;
    }

    /** Characters of the cells read so far. */
    long chars() {
        return chars;
    }

    /** The row of the batch that the next record goes to. */
    void row(int next) {
        row = next;
    }

    List<String> header() {
        return header;
    }

    RowReport report() {
        return report;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        report.begin(startingLineNumber);
    }

    @Override
    protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
        if (readers.length == 0) {
            if (fieldIdx == Header.MOST_COLUMNS) {
                throw new IngestException(
                        Problem.INVALID_HEADER, "The header has more than %d columns".formatted(Header.MOST_COLUMNS));
            }
            header.add(new String(buf, offset, len));
        } else if (fieldIdx < readers.length) {
            chars += len;
            readers[fieldIdx].read(buf, offset, len, row, report);
        }
    }

    @Override
    protected Boolean buildRecord() {
        // The reader skips blank lines, but only after it has asked for what they built.
        if (readers.length > 0 && getRecordType() == RecordType.DATA) {
            if (getFieldCount() != readers.length) {
                report.row(
                        null,
                        null,
                        getFieldCount() < readers.length ? "too_few_cells" : "too_many_cells",
                        "The row has %d cells, the header has %d".formatted(getFieldCount(), readers.length));
            }
            if (!report.rowIsBad()) {
                sink.endRow();
            }
        }
        return Boolean.TRUE;
    }
}
