package org.collabenv.episodes.source.row;

import java.util.List;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.value.FieldReader;
import org.collabenv.episodes.source.value.RowReport;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/** Passes each cell to its reader and adds each complete row to the batch; this is the hot loop of a load. */
public final class RowSink implements CellSink {

    private final RecordFeed feed;
    private final List<String> names;
    private final FieldReader[] readers;
    private final RowCompletion completion;
    private final RecordBatch batch;
    private final RowReport report;
    private long chars;
    private long rows;
    private boolean malformed;

    /** @param feed keeps the rows that are left out */
    public RowSink(
            RecordFeed feed, FieldReader[] readers, RowCompletion completion, RecordBatch batch, RowReport report) {
        this.feed = feed;
        this.names = feed.columns().stream().map(FileColumn::name).toList();
        this.readers = readers.clone();
        this.completion = completion;
        this.batch = batch;
        this.report = report;
    }

    @Override
    public void begin(long place, int part) {
        report.begin(place, part);
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length) {
        if (column < readers.length) {
            chars += length;
            readers[column].read(buffer, offset, length, batch.size(), report);
        }
    }

    @Override
    public void wrong(int column, char[] buffer, int offset, int length, String code, String message) {
        chars += length;
        report.cell(column < names.size() ? names.get(column) : null, buffer, offset, length, code, message);
    }

    @Override
    public void number(int column, double value) {
        readers[column].read(value, batch.size(), report);
    }

    @Override
    public void end(int cells, int places) {
        rows++;
        if (cells != readers.length) {
            report.row(
                    null,
                    null,
                    cells < readers.length ? "too_few_cells" : "too_many_cells",
                    "The row has %d cells, the header has %d".formatted(cells, readers.length));
        }
        int row = batch.size();
        boolean isKept = !report.rowIsBad() && completion.complete(row, report);
        if (report.rowIsBad()) {
            feed.reject(report.place(), report.part(), places);
        }
        if (!isKept) {
            return;
        }
        batch.place()[row] = report.place();
        if (batch.agentType()[row] != RecordBatch.ANY_TYPE) {
            batch.agentTypes().use(batch.agentType()[row]);
        }
        batch.size(row + 1);
    }

    @Override
    public void malformed(long place, String message) {
        // No exception is thrown here, so that the errors before this one are reported with it.
        report.begin(place, 0);
        report.row(null, null, "malformed_csv", message);
        malformed = true;
    }

    /** Returns the number of characters of all cells so far. */
    public long chars() {
        return chars;
    }

    /** Returns the number of records so far. */
    public long rows() {
        return rows;
    }

    /** Returns whether the file cannot be read any further. */
    public boolean isMalformed() {
        return malformed;
    }
}
