package org.collabenv.episodes.source.row;

import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.TimeFormat;
import org.jspecify.annotations.Nullable;

/** Lists what a column could become, judged by its first values, so that a person can choose. */
public final class Candidates {

    private static final int MOST_RECORDS = 200;
    private static final List<String> OF_NUMBERS = List.of("x", "y", "z", "v_x", "v_y", "v_z");

    private final @Nullable Sample sample;

    /** @param sample the first records of the file; null if there are none, so that nothing is known */
    public Candidates(@Nullable Sample sample) {
        this.sample = sample;
    }

    /**
     * Returns the targets that a column could have beside its own, in the words of a mapping.
     *
     * @param index the column's position in the file
     */
    public List<String> of(Header.Column column, int index) {
        if (sample == null) {
            return List.of();
        }
        int values = 0;
        boolean numbers = true;
        boolean whole = true;
        boolean times = true;
        int end = Math.min(sample.records(), MOST_RECORDS);
        for (int record = 0; record < end; record++) {
            String text = sample.text(record, index).strip();
            if (!text.isEmpty()) {
                double value = Numbers.real(text);
                values++;
                numbers &= !Double.isNaN(value);
                whole &= value == Math.rint(value);
                times &= TimeFormat.ISO.instant(text) != null;
            }
        }
        List<String> candidates = new ArrayList<>();
        if (values > 0 && (numbers || times)) {
            candidates.add(ColumnRole.TIME_TARGET);
        }
        if (values > 0 && (whole || !numbers)) {
            candidates.add(ColumnRole.AGENT_TARGET);
        }
        if (values > 0 && !numbers) {
            candidates.add(ColumnRole.AGENT_TYPE_TARGET);
        }
        if (numbers) {
            candidates.addAll(OF_NUMBERS);
        }
        candidates.removeAll(column.targets());
        return candidates;
    }
}
