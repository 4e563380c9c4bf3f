package org.collabenv.episodes.source.row;

import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.source.header.ColumnName;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.TimeAxis;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows below a header that still belong to it: units, and the names that TrackMate repeats.
 *
 * <p>Such a row has no number in the columns of positions, and no time; so it cannot be data, whatever its other cells
 * are.
 */
public final class HeaderRows {

    private static final int MOST_ROWS = 3;

    private final Header header;
    private final Sample sample;
    private final MissingValues missing;

    public HeaderRows(Header header, Sample sample, MissingValues missing) {
        this.header = header;
        this.sample = sample;
        this.missing = missing;
    }

    /** Returns the number of rows below the header line that belong to the header. */
    public int count() {
        int rows = 0;
        while (rows < Math.min(MOST_ROWS, sample.records()) && isHeaderRow(rows)) {
            rows++;
        }
        return rows;
    }

    /** Returns each column's unit from the last of the first {@code rows} rows; null for a column without a unit. */
    public List<@Nullable String> units(int rows) {
        List<@Nullable String> units = new ArrayList<>();
        for (int column = 0; column < header.columns().size(); column++) {
            String text = rows == 0 ? "" : sample.text(rows - 1, column);
            units.add(ColumnName.isUnit(text) ? ColumnName.withoutBrackets(text) : null);
        }
        return units;
    }

    private boolean isHeaderRow(int record) {
        boolean wordsForPositions = false;
        boolean onlyUnits = true;
        for (int column = 0; column < header.columns().size(); column++) {
            String text = sample.text(record, column).strip();
            onlyUnits &= text.isEmpty() || ColumnName.isUnit(text);
            switch (role(column)) {
                case POSITION -> {
                    if (isNumber(text) || (missing.matches(text) && !text.isEmpty())) {
                        return false;
                    }
                    wordsForPositions |= !text.isEmpty();
                }
                case TIME -> {
                    if (isNumber(text) || TimeAxis.instant(text) != null) {
                        return false;
                    }
                }
                case AGENT, AGENT_TYPE, VELOCITY, PROPERTY, PROPERTY_ID, VALUE -> {
                    // The cell may hold anything.
                }
            }
        }
        return wordsForPositions && (onlyUnits || isTrackMate());
    }

    /** Returns the role of a column; a column from which positions are computed counts as a position. */
    private ColumnRole role(int index) {
        Header.Column column = header.columns().get(index);
        if (column.targets().size() != 1) {
            return ColumnRole.PROPERTY;
        }
        String target = column.targets().get(0);
        return header.position().uses(target) ? ColumnRole.POSITION : column.role(target);
    }

    private boolean isTrackMate() {
        return header.columns().stream().anyMatch(column -> column.name().equals("TRACK_ID"))
                && header.columns().stream().anyMatch(column -> column.name().equals("POSITION_X"));
    }

    private static boolean isNumber(String text) {
        return !Double.isNaN(Numbers.real(text));
    }
}
