package org.collabenv.episodes.source.csv;

import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Keeps the header's cells as strings. */
final class FirstRecord implements CellSink {
    private final Limits limits;
    private final List<String> cells = new ArrayList<>();
    private @Nullable String malformed;

    FirstRecord(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void begin(long line, int part) {
        cells.clear();
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length) {
        if (column == limits.columns()) {
            throw limits.tooManyColumns();
        }
        cells.add(new String(buffer, offset, length));
    }

    @Override
    public void wrong(int column, char[] buffer, int offset, int length, String code, String message) {
        throw new IngestException(
                Problem.INVALID_HEADER,
                "The cell '%s' of the header is wrong: %s".formatted(new String(buffer, offset, length), message));
    }

    @Override
    public void number(int column, double value) {
        throw new IllegalStateException("A header holds no numbers");
    }

    @Override
    public void end(int cellsInRecord, int places) {
        // The cells have been kept already.
    }

    @Override
    public void malformed(long line, String message) {
        malformed = "The header in line %d cannot be read as CSV: %s".formatted(line, message);
    }

    List<String> cells() {
        return cells;
    }

    /** Returns the refusal of a file without a header. */
    IngestException refusal() {
        return malformed == null
                ? new IngestException(Problem.EMPTY_FILE, "The file has no header line")
                : new IngestException(Problem.INVALID_HEADER, malformed);
    }
}
