package org.collabenv.episodes.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.header.JoinedColumns;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * Joins columns of a feed: the joined cell is handed out in the place of its last part, and the other parts are empty. It
 * is empty if a part is missing.
 */
final class JoinedFeed implements RecordFeed {

    private static final char[] NOTHING = {};

    private final RecordFeed feed;
    private final JoinedColumns joined;
    private final List<FileColumn> columns;
    private final MissingValues missing;

    JoinedFeed(RecordFeed feed, JoinedColumns joined, MissingValues missing) {
        this.feed = feed;
        this.joined = joined;
        this.columns = joined.in(feed.columns());
        this.missing = missing;
    }

    @Override
    public List<FileColumn> columns() {
        return columns;
    }

    @Override
    public Optional<ExportNote> note() {
        return feed.note();
    }

    @Override
    public RecordPlace place() {
        return feed.place();
    }

    @Override
    public String nameOf(int column, long place, int part) {
        return joined.joins().stream().anyMatch(join -> join.place() == column)
                ? columns.get(column).name()
                : feed.nameOf(column, place, part);
    }

    @Override
    public void begin(boolean[] asNumbers) {
        feed.begin(asNumbers);
    }

    @Override
    public boolean next(CellSink sink) throws IOException {
        return feed.next(new Joining(sink));
    }

    @Override
    public void header(long firstPlace) {
        feed.header(firstPlace);
    }

    @Override
    public void reject(long place, int part, int places) {
        feed.reject(place, part, places);
    }

    @Override
    public void release(long place) {
        feed.release(place);
    }

    @Override
    public @Nullable Rejects rejects() {
        return feed.rejects();
    }

    @Override
    public void close() {
        feed.close();
    }

    /** Passes on a record with its joined cells. */
    private final class Joining implements CellSink {

        private final CellSink sink;
        private final List<String> cells = new ArrayList<>();

        Joining(CellSink sink) {
            this.sink = sink;
        }

        @Override
        public void begin(long place, int part) {
            cells.clear();
            sink.begin(place, part);
        }

        @Override
        public void text(int column, char[] buffer, int offset, int length) {
            JoinedColumns.Join join = joinWith(column);
            cells.add(join == null ? "" : new String(buffer, offset, length));
            if (join == null) {
                sink.text(column, buffer, offset, length);
            } else if (column == join.place()) {
                handJoined(join);
            } else {
                sink.text(column, NOTHING, 0, 0);
            }
        }

        private JoinedColumns.@Nullable Join joinWith(int column) {
            for (JoinedColumns.Join join : joined.joins()) {
                if (join.parts().contains(column)) {
                    return join;
                }
            }
            return null;
        }

        private void handJoined(JoinedColumns.Join join) {
            List<String> parts =
                    join.parts().stream().map(part -> cells.get(part).strip()).toList();
            boolean isMissing = parts.stream().anyMatch(missing::matches);
            char[] cell = isMissing
                    ? NOTHING
                    : String.join(String.valueOf(join.separator()), parts).toCharArray();
            boolean isAmbiguous =
                    join.separator() != ' ' && parts.stream().anyMatch(part -> part.indexOf(join.separator()) >= 0);
            if (isAmbiguous) {
                sink.wrong(
                        join.place(),
                        cell,
                        0,
                        cell.length,
                        "ambiguous_label",
                        "The parts of a label are joined by '%s', so that none of them may hold it"
                                .formatted(join.separator()));
            } else {
                sink.text(join.place(), cell, 0, cell.length);
            }
        }

        @Override
        public void wrong(int column, char[] buffer, int offset, int length, String code, String message) {
            cells.add("");
            sink.wrong(column, buffer, offset, length, code, message);
        }

        @Override
        public void number(int column, double value) {
            cells.add("");
            sink.number(column, value);
        }

        @Override
        public void end(int cellsInRecord, int places) {
            sink.end(cellsInRecord, places);
        }

        @Override
        public void malformed(long place, String message) {
            sink.malformed(place, message);
        }
    }
}
