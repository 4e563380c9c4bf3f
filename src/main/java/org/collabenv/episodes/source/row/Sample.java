package org.collabenv.episodes.source.row;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.TimeFormat;
import org.jspecify.annotations.Nullable;

/**
 * The first records of a file, kept so that the content of each column can be examined before any record is used.
 *
 * <p>The records are then handed out again in order; their memory is released after the last one.
 */
public final class Sample implements CellSink {

    private final int columns;
    private char[] chars = new char[1 << 12];
    private int[] ends = new int[1 << 8];
    private double[] numbers = {};
    private long[] lines = new long[1 << 6];
    private int[] parts = new int[1 << 6];
    private int[] cellsOf = new int[1 << 6];
    private int[] placesOf = new int[1 << 6];
    private int[] firstCell = new int[1 << 6];
    private final boolean[] asNumbers;
    private final Map<Integer, Wrong> wrong = new HashMap<>();
    private final RecordPlace place;
    private int records;
    private int cells;
    private int size;
    private int given;
    private long malformedLine;
    private @Nullable String malformed;
    private boolean isWholeFile;
    private BitSet data = new BitSet();

    /** An error in a cell of the sample. */
    private record Wrong(String code, String message) {}

    private Sample(int columns, boolean[] asNumbers, RecordPlace place) {
        this.place = place;
        this.columns = columns;
        this.asNumbers = asNumbers;
    }

    /** Reads up to {@code most} records, or fewer if their cells are long. */
    public static Sample of(RecordFeed feed, boolean[] asNumbers, int most, long mostChars) throws IOException {
        Sample sample = new Sample(feed.columns().size(), asNumbers, feed.place());
        while (!sample.isWholeFile && sample.records < most && sample.size < mostChars) {
            sample.isWholeFile = !feed.next(sample);
        }
        return sample;
    }

    /** Returns whether the file has no records but those of the sample. */
    public boolean isWholeFile() {
        return isWholeFile;
    }

    @Override
    public void begin(long line, int part) {
        if (records == lines.length) {
            lines = Arrays.copyOf(lines, records * 2);
            parts = Arrays.copyOf(parts, records * 2);
            cellsOf = Arrays.copyOf(cellsOf, records * 2);
            placesOf = Arrays.copyOf(placesOf, records * 2);
            firstCell = Arrays.copyOf(firstCell, records * 2);
        }
        lines[records] = line;
        parts[records] = part;
        firstCell[records] = cells;
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length) {
        if (column >= columns) {
            return; // the extra cell is counted at the record's end, where it is an error
        }
        if (size + length > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(size + length, chars.length * 2));
        }
        System.arraycopy(buffer, offset, chars, size, length);
        size += length;
        endCell();
    }

    @Override
    public void wrong(int column, char[] buffer, int offset, int length, String code, String message) {
        if (column < columns) {
            wrong.put(cells, new Wrong(code, message));
        }
        text(column, buffer, offset, length);
    }

    @Override
    public void number(int column, double value) {
        if (cells >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(1 << 8, cells * 2));
        }
        numbers[cells] = value;
        endCell();
    }

    private void endCell() {
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, cells * 2);
        }
        ends[cells++] = size;
    }

    @Override
    public void end(int cellsInRecord, int places) {
        placesOf[records] = places;
        cellsOf[records++] = cellsInRecord;
    }

    @Override
    public void malformed(long line, String message) {
        malformedLine = line;
        malformed = message;
    }

    public int records() {
        return records;
    }

    /**
     * Returns the index of the first record that has not been handed out; initially, that is the first one below the
     * header.
     */
    int next() {
        return given;
    }

    /** Decides which of the records that are left can be data. */
    public void findData(Header header, MissingValues missing, TimeFormat format) {
        data = DataRows.of(header, this, missing, format);
    }

    /** Returns the next record from a given one on that can be data; -1 if there is none. */
    int data(int from) {
        return data.nextSetBit(from);
    }

    /** Returns the word for the place of a record, for example {@code line}. */
    String place() {
        return place.name().toLowerCase(Locale.ROOT);
    }

    public long line(int record) {
        return lines[record];
    }

    /** Returns a cell of the sample as a string; empty if the record has no such cell. */
    String text(int record, int column) {
        if (column >= cellsOf[record]) {
            return "";
        }
        int cell = firstCell[record] + column;
        if (asNumbers[column]) {
            return Double.isNaN(numbers[cell]) ? "" : String.valueOf(numbers[cell]);
        }
        int start = start(cell);
        return new String(chars, start, ends[cell] - start);
    }

    /** Skips the first records, which belong to the header. */
    public void skip(int headerRecords) {
        given = headerRecords;
    }

    /**
     * Hands the next record to a sink.
     *
     * @return false if there are no more
     */
    public boolean replay(CellSink sink) {
        if (given >= records) {
            chars = new char[0];
            numbers = new double[0];
            ends = new int[0];
            if (malformed != null) {
                sink.malformed(malformedLine, malformed);
                malformed = null;
            }
            return false;
        }
        sink.begin(lines[given], parts[given]);
        int inRecord = Math.min(columns, cellsOf[given]);
        for (int column = 0; column < inRecord; column++) {
            int cell = firstCell[given] + column;
            if (asNumbers[column]) {
                sink.number(column, numbers[cell]);
            } else {
                handText(column, cell, sink);
            }
        }
        sink.end(cellsOf[given], placesOf[given]);
        given++;
        return true;
    }

    private void handText(int column, int cell, CellSink sink) {
        int start = start(cell);
        Wrong reason = wrong.get(cell);
        if (reason == null) {
            sink.text(column, chars, start, ends[cell] - start);
        } else {
            sink.wrong(column, chars, start, ends[cell] - start, reason.code(), reason.message());
        }
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }
}
