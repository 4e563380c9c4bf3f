package org.collabenv.episodes.source.array;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.KeepingFeed;
import org.collabenv.episodes.source.feed.KeptRecords;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;

/** Reads the records of a file of arrays: one for each animal and frame. The file is on disk while the feed is open. */
public final class ArrayFeed extends KeepingFeed {

    private final ArrayFile file;
    private final ArrayTable table;
    private final List<FileColumn> columns;
    private final Limits limits;
    private boolean[] asNumbers = {};
    private long frame;
    private int animal;
    private long decoded;

    private ArrayFeed(ArrayFile file, ArrayTable table, List<FileColumn> columns, Limits limits, boolean keepsRejects) {
        super(keepsRejects ? KeptRecords.inCsv(columns, limits.rejects()) : null);
        this.file = file;
        this.table = table;
        this.columns = columns;
        this.limits = limits;
        if (columns.size() > limits.columns()) {
            throw limits.tooManyColumns();
        }
    }

    /**
     * Spools a file and recognises its layout.
     *
     * @param keepsRejects whether the rejected records are kept, as a tidy table
     * @throws org.collabenv.episodes.trajectory.IngestException if the file is damaged, exceeds a limit, holds anything but
     *     data, or its arrays are not those of a known layout
     * @throws IOException if the upload breaks
     */
    public static ArrayFeed open(
            ArrayFile.Kind kind,
            InputStream content,
            Spool spool,
            ReadingOptions options,
            Limits limits,
            boolean keepsRejects)
            throws IOException {
        ArrayFile file = ArrayFile.open(kind, content, spool, limits);
        boolean opened = false;
        try {
            ArrayTable table = ArrayLayouts.table(file.values(), options, limits);
            List<FileColumn> columns =
                    table.columns().stream().map(ArrayTable.Column::file).toList();
            ArrayFeed feed = new ArrayFeed(file, table, columns, limits, keepsRejects);
            opened = true;
            return feed;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    @Override
    public List<FileColumn> columns() {
        return columns;
    }

    @Override
    public RecordPlace place() {
        return RecordPlace.ROW;
    }

    @Override
    public String nameOf(int column, long place, int part) {
        return table.columns().get(column).cells().place(place - 1, part);
    }

    @Override
    public void begin(boolean[] wantedAsNumbers) {
        asNumbers = wantedAsNumbers.clone();
    }

    @Override
    public boolean next(CellSink sink) throws IOException {
        if (frame == table.frames() || table.animals() == 0) {
            return false;
        }
        sink.begin(frame + 1, animal);
        keep(frame + 1, animal, () -> KeptRecords.csv(texts()));
        for (int column = 0; column < asNumbers.length; column++) {
            ArrayTable.Cells cells = table.columns().get(column).cells();
            if (asNumbers[column]) {
                sink.number(column, cells.number(frame, animal));
            } else {
                char[] text = cells.text(frame, animal).toCharArray();
                sink.text(column, text, 0, text.length);
            }
        }
        decoded += (long) Double.BYTES * asNumbers.length;
        // A file may promise more frames than it holds.
        limits.requireGrowth(decoded, file.size());
        sink.end(asNumbers.length, 1);
        animal++;
        if (animal == table.animals()) {
            animal = 0;
            frame++;
        }
        return true;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        table.columns().forEach(column -> texts.add(column.cells().text(frame, animal)));
        return texts;
    }

    @Override
    public void close() {
        file.close();
    }
}
