package org.collabenv.episodes.source.value;

import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.RowErrors;
import org.jspecify.annotations.Nullable;

/** Collects the errors of the row that is being read, together with its place. */
public final class RowReport {

    /** The sentence about a value that no row may lack. */
    public static final String EVERY_ROW = "Every row needs a value here";

    private static final String MISSING_VALUE = "missing_value";

    private final RowErrors errors;
    private final CellNames names;
    private long place;
    private int part;
    private boolean rowIsBad;
    private long badRows;
    private @Nullable String placelessColumn;
    private String placelessValue = "";

    /** Returns the name by which a person finds a cell of a row in the file. */
    public interface CellNames {

        /**
         * Returns the name of a cell.
         *
         * @param part the number of the row among those of its place
         */
        String of(String column, long place, int part);
    }

    /** @param errors collects the errors of all rows */
    public RowReport(RowErrors errors, CellNames names) {
        this.errors = errors;
        this.names = names;
    }

    /**
     * Starts a row.
     *
     * @param partOfPlace the number of the row among those of its place
     */
    public void begin(long placeOfRow, int partOfPlace) {
        place = placeOfRow;
        part = partOfPlace;
        rowIsBad = false;
        placelessColumn = null;
    }

    /** Notes a cell that gives no position; whether that is an error is known once the row is complete. */
    void noPosition(String column, char[] buffer, int offset, int length) {
        placelessColumn = column;
        placelessValue = new String(buffer, offset, length);
    }

    /** Reports the last cell of the row that gives no position. */
    public void missingPosition(String message) {
        row(placelessColumn, placelessColumn == null ? null : placelessValue, MISSING_VALUE, message);
    }

    /** Returns the place of the row in its file. */
    public long place() {
        return place;
    }

    /** Returns the number of the row among those of its place. */
    public int part() {
        return part;
    }

    /** Reports an error in the cell {@code buffer[offset, offset + length)}. */
    public void cell(@Nullable String column, char[] buffer, int offset, int length, String code, String message) {
        row(column, new String(buffer, offset, length), code, message);
    }

    /** Reports an error in the row. */
    public void row(@Nullable String column, @Nullable String value, String code, String message) {
        errors.add(
                new RowErrors.Kind(column, code),
                place,
                shown(column),
                value == null ? null : Texts.printable(value),
                message);
        countRow();
    }

    /**
     * Reports a row whose key is that of an earlier row.
     *
     * @param predicate the rest of the sentence after "An earlier row"
     */
    public void repeatedKey(String column, ObservationKey key, String predicate) {
        errors.addRepeated(place, column, shown(column), String.valueOf(key.timeIndex()), key, predicate);
        countRow();
    }

    private @Nullable String shown(@Nullable String column) {
        return column == null || !errors.hasRoom() ? column : names.of(column, place, part);
    }

    public void missing(String column, char[] buffer, int offset, int length) {
        cell(column, buffer, offset, length, MISSING_VALUE, EVERY_ROW);
    }

    void notANumber(String column, char[] buffer, int offset, int length) {
        cell(column, buffer, offset, length, "not_a_number", "A number is expected here");
    }

    /** Reports a string that no database stores, because of its encoding or of a character in it. */
    void notStorable(String column, char[] buffer, int offset, int length) {
        boolean isMalformed = new String(buffer, offset, length).indexOf(Texts.MALFORMED) >= 0;
        cell(
                column,
                buffer,
                offset,
                length,
                isMalformed ? "not_decodable" : "not_storable",
                isMalformed
                        ? "The text is not valid in the encoding in which it is read: pass encoding if the file is not in UTF-8"
                        : "The text has a NUL character or half of a surrogate pair, which no database stores");
    }

    void distantTime(String column, char[] buffer, int offset, int length) {
        cell(
                column,
                buffer,
                offset,
                length,
                "out_of_range",
                "The time is too far from the first one for a frame number: give a lower frame_rate or another time_origin");
    }

    public boolean rowIsBad() {
        return rowIsBad;
    }

    /** Returns the number of rows that are wrong. */
    public long badRows() {
        return badRows;
    }

    public RowErrors errors() {
        return errors;
    }

    private void countRow() {
        if (!rowIsBad) {
            rowIsBad = true;
            badRows++;
        }
    }
}
