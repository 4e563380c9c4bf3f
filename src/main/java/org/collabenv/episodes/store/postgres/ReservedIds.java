package org.collabenv.episodes.store.postgres;

import com.carrotsearch.hppc.LongArrayDeque;
import org.collabenv.episodes.store.sql.Sql;

/**
 * The ids of a load's observations, reserved from the table's own sequence before the rows are sent, so that property
 * values can refer to their observations. Others that insert at the same time get other ids; unused ids leave a gap, as
 * in any sequence. Ids ascend, which suits the B-trees best.
 */
final class ReservedIds {

    private final Sql sql;
    private final String sequence;
    private final LongArrayDeque ids = new LongArrayDeque();

    /** @param sequence the sequence's name, quoted as in SQL */
    ReservedIds(Sql sql, String sequence) {
        this.sql = sql;
        this.sequence = sequence;
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Reserves ids until the wanted number is available; the connection must be free. */
    void ensure(int wanted) {
        int missing = wanted - ids.size();
        if (missing > 0) {
            sql.query("take_observation_ids")
                    .bind("sequence", sequence)
                    .bind("ids", missing)
                    .map((row, context) -> row.getLong("observation_id"))
                    .forEach(ids::addLast);
        }
    }

    long next() {
        return ids.removeFirst();
    }
}
