package org.collabenv.episodes.source.wide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.KeepingFeed;
import org.collabenv.episodes.source.feed.KeptRecords;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Hands out each line of a feed as several records, one for each of its animals. */
public final class WideFeed extends KeepingFeed {

    private static final int MOST_CELLS_PER_COLUMN = 16;
    private static final int FEW_CELLS = 10_000;

    private final RecordFeed lines;
    private final WideTable table;
    private final int width;
    private final Line line = new Line();
    private int next;
    private long lineNumber = -1;

    /**
     * @param lines the lines below the header, closed with this feed
     * @param header the complete header
     * @param keepsRejects whether the rejected records are kept, as a tidy table
     * @param mostRejects the maximum number of their bytes
     */
    public WideFeed(RecordFeed lines, WideHeader header, boolean keepsRejects, long mostRejects) {
        this(lines, small(header), header.width(), keepsRejects, mostRejects);
    }

    /** Returns the table of a header, unless it has many times more cells than a line: each animal may have columns of its own. */
    private static WideTable small(WideHeader header) {
        WideTable table = header.table();
        long cells = (long) table.animals().size() * table.columns().size();
        if (cells > (long) MOST_CELLS_PER_COLUMN * header.width() + FEW_CELLS) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The %d animals of the file have %d different columns together, most of which would be empty: export a table with one row per animal and frame"
                            .formatted(table.animals().size(), table.columns().size()));
        }
        return table;
    }

    private WideFeed(RecordFeed lines, WideTable table, int width, boolean keepsRejects, long mostRejects) {
        super(keepsRejects ? KeptRecords.inCsv(table.columns(), mostRejects) : null);
        this.lines = lines;
        this.table = table;
        this.width = width;
        this.next = table.animals().size();
    }

    @Override
    public List<FileColumn> columns() {
        return table.columns();
    }

    @Override
    public RecordPlace place() {
        return lines.place();
    }

    @Override
    public String nameOf(int column, long place, int part) {
        return table.animals().get(part).get(column) instanceof WideTable.InLine cell
                ? cell.name()
                : table.columns().get(column).name();
    }

    @Override
    public void begin(boolean[] asNumbers) {
        // A text file declares no numbers: every cell comes as text.
    }

    @Override
    public boolean next(CellSink sink) throws IOException {
        if (next == table.animals().size()) {
            line.malformed = null;
            if (!lines.next(line)) {
                line.endIn(sink);
                return false;
            }
            lineNumber++;
            next = 0;
        }
        if (line.cells != width) {
            handWrongLine(sink);
            next = table.animals().size();
        } else {
            hand(table.animals().get(next), sink);
            next++;
        }
        return true;
    }

    private void hand(List<WideTable.Cell> cells, CellSink sink) {
        sink.begin(line.place, next);
        keep(line.place, next, () -> KeptRecords.csv(texts(cells)));
        for (int column = 0; column < cells.size(); column++) {
            WideTable.Cell cell = cells.get(column);
            if (cell instanceof WideTable.InLine inLine) {
                line.hand(inLine.column(), column, sink);
            } else {
                char[] text = text(cell).toCharArray();
                sink.text(column, text, 0, text.length);
            }
        }
        sink.end(cells.size(), line.places);
    }

    private List<String> texts(List<WideTable.Cell> cells) {
        List<String> texts = new ArrayList<>();
        cells.forEach(cell -> texts.add(text(cell)));
        return texts;
    }

    private String text(WideTable.Cell cell) {
        if (cell instanceof WideTable.InLine inLine) {
            return line.text(inLine.column());
        }
        return cell instanceof WideTable.Fixed fixed ? fixed.text() : String.valueOf(lineNumber);
    }

    /** Hands out the first animal of a line that has not the cells of the header, so that the line is one error. */
    private void handWrongLine(CellSink sink) {
        List<WideTable.Cell> cells = table.animals().get(0);
        String code = line.cells < width ? "too_few_cells" : "too_many_cells";
        String message = "The line has %d cells, the header has %d".formatted(line.cells, width);
        sink.begin(line.place, 0);
        keep(line.place, 0, () -> KeptRecords.csv(texts(cells)));
        for (int column = 0; column < cells.size(); column++) {
            char[] text = text(cells.get(column)).toCharArray();
            if (column == 0) {
                sink.wrong(column, text, 0, text.length, code, message);
            } else {
                sink.text(column, text, 0, text.length);
            }
        }
        sink.end(cells.size(), line.places);
    }

    @Override
    public void release(long place) {
        super.release(place);
        lines.release(place);
    }

    @Override
    public void close() {
        lines.close();
    }

    /** The line that is being handed out. */
    private static final class Line implements CellSink {

        private char[] chars = new char[1 << 12];
        private int[] ends = new int[1 << 8];
        private final Map<Integer, Wrong> wrong = new HashMap<>();
        private int size;
        private int cells;
        private long place;
        private int places;
        private @Nullable String malformed;

        private record Wrong(String code, String message) {}

        @Override
        public void begin(long placeOfLine, int part) {
            place = placeOfLine;
            cells = 0;
            size = 0;
            wrong.clear();
        }

        @Override
        public void text(int column, char[] buffer, int offset, int length) {
            if (size + length > chars.length) {
                chars = Arrays.copyOf(chars, Math.max(size + length, chars.length * 2));
            }
            System.arraycopy(buffer, offset, chars, size, length);
            size += length;
            if (cells == ends.length) {
                ends = Arrays.copyOf(ends, cells * 2);
            }
            ends[cells++] = size;
        }

        @Override
        public void wrong(int column, char[] buffer, int offset, int length, String code, String message) {
            wrong.put(cells, new Wrong(code, message));
            text(column, buffer, offset, length);
        }

        @Override
        public void number(int column, double value) {
            throw new IllegalStateException("A text file hands out no numbers");
        }

        @Override
        public void end(int cellsOfLine, int placesOfLine) {
            places = placesOfLine;
        }

        @Override
        public void malformed(long placeOfLine, String message) {
            place = placeOfLine;
            malformed = message;
        }

        /** Reports the reason if the file cannot be read any further. */
        private void endIn(CellSink sink) {
            if (malformed != null) {
                sink.malformed(place, malformed);
            }
        }

        private int start(int cell) {
            return cell == 0 ? 0 : ends[cell - 1];
        }

        private String text(int cell) {
            return cell < cells ? new String(chars, start(cell), ends[cell] - start(cell)) : "";
        }

        private void hand(int cell, int column, CellSink sink) {
            Wrong reason = wrong.get(cell);
            if (reason == null) {
                sink.text(column, chars, start(cell), ends[cell] - start(cell));
            } else {
                sink.wrong(column, chars, start(cell), ends[cell] - start(cell), reason.code(), reason.message());
            }
        }
    }
}
