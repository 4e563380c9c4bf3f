package org.collabenv.episodes.source.row;

import java.util.BitSet;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.TimeFormat;

/**
 * Finds the records of a sample that can be data, by which the kinds of times and agents are decided. A repeated header, a
 * footer or a broken time is reported row by row; it must not decide how all other rows are read.
 */
final class DataRows {

    private DataRows() {}

    /** Returns the records that can be data; all of them if none can. */
    static BitSet of(Header header, Sample sample, MissingValues missing, TimeFormat format) {
        BitSet data = new BitSet();
        for (int record = sample.next(); record < sample.records(); record++) {
            data.set(record, canBeData(header, sample, record, missing, format));
        }
        if (data.isEmpty()) {
            data.set(sample.next(), sample.records());
        }
        return data;
    }

    private static boolean canBeData(
            Header header, Sample sample, int record, MissingValues missing, TimeFormat format) {
        for (int index = 0; index < header.columns().size(); index++) {
            Header.Column column = header.columns().get(index);
            if (column.targets().size() != 1) {
                continue;
            }
            ColumnRole role = column.role(column.targets().get(0));
            boolean counts = role == ColumnRole.POSITION || role == ColumnRole.TIME;
            if (counts && !isPossible(role, sample.text(record, index), missing, format)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPossible(ColumnRole role, String text, MissingValues missing, TimeFormat format) {
        return missing.matches(text)
                || !Double.isNaN(Numbers.real(text))
                || (role == ColumnRole.TIME && format.instant(text) != null);
    }
}
