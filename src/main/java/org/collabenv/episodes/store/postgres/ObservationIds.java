package org.collabenv.episodes.store.postgres;

import com.carrotsearch.hppc.LongArrayDeque;
import org.collabenv.episodes.store.Statements;
import org.jdbi.v3.core.Handle;

/**
 * The ids of a load's observations, taken from the table's own sequence before the rows are sent: so the property values
 * can name their observations, and need neither staging nor a join. Whoever else inserts at the same time gets other
 * ids; what is not used leaves a gap, as in any sequence. Ids ascend, which suits the B-trees best.
 */
final class ObservationIds {

    private final Statements statements;
    private final Handle handle;
    private final String sequence;
    private final LongArrayDeque ids = new LongArrayDeque();

    /** @param sequence the sequence's name as SQL would have it */
    ObservationIds(Statements statements, Handle handle, String sequence) {
        this.statements = statements;
        this.handle = handle;
        this.sequence = sequence;
    }

    /** How many are there. */
    int left() {
        return ids.size();
    }

    /** Takes as many as are missing to have that many; nothing else may be under way on the connection. */
    void ensure(int wanted) {
        int missing = wanted - ids.size();
        if (missing > 0) {
            handle.createQuery(statements.get("take_observation_ids"))
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
