package org.collabenv.episodes.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.store.rows.RowColumn;
import org.collabenv.episodes.store.rows.WideRow;
import org.jspecify.annotations.Nullable;

/** Writes CSV: UTF-8, a header, numbers with as many digits as they need to be read again as they are. */
final class CsvRows implements RowWriter {

    private final CsvWriter csv;
    private final @Nullable String[] cells;
    private final List<RowColumn> columns;
    private final int first;

    CsvRows(ExportedColumns exported, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (exported.needsNote()) {
            text.write("# %s: %s\n".formatted(ExportNote.KEY, exported.note().json()));
        }
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        this.columns = exported.rows().columns();
        this.first = exported.hasEpisode() ? 1 : 0;
        this.cells = new String[first + columns.size()];
        if (exported.hasEpisode()) {
            cells[0] = ExportedColumns.EPISODE;
        }
        for (int i = 0; i < columns.size(); i++) {
            cells[first + i] = exported.names().get(i);
        }
        csv.writeRecord(cells);
    }

    @Override
    public void write(String episode, WideRow row) {
        if (first > 0) {
            cells[0] = episode;
        }
        for (int i = 0; i < cells.length - first; i++) {
            cells[first + i] = cell(i, row);
        }
        csv.writeRecord(cells);
    }

    private @Nullable String cell(int column, WideRow row) {
        return switch (columns.get(column).kind()) {
            case INTEGER -> NumberOutput.toString(row.integer(column));
            case NUMBER -> number(row.number(column));
            case LIST, TEXT, MIXED -> row.text(column);
        };
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : NumberOutput.toString(value, true);
    }

    @Override
    public void end() throws IOException {
        csv.flush();
    }
}
