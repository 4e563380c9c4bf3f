package org.collabenv.episodes.source.row;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/** Counts the rows that say that an animal was not seen in a frame: they give no position, and store nothing. */
public final class UnseenRows {

    /** The most agents that are counted one by one. */
    private static final int MOST_AGENTS = 100;

    private final Map<String, Long> byAgent = new LinkedHashMap<>();
    private long rows;
    private long withValues;

    /** @param agent the label or number of the row's agent */
    void add(String agent, RecordBatch batch, int row) {
        rows++;
        if (batch.properties().stream().anyMatch(property -> hasValue(property, row))) {
            withValues++;
        }
        if (byAgent.size() < MOST_AGENTS || byAgent.containsKey(agent)) {
            byAgent.merge(agent, 1L, Long::sum);
        }
    }

    private static boolean hasValue(PropertyColumn property, int row) {
        return !property.isMissing(row);
    }

    /** Returns the number of such rows. */
    public long rows() {
        return rows;
    }

    /** Returns the number of such rows that give a value of a property nevertheless, which is not stored. */
    public long withValues() {
        return withValues;
    }

    /** Returns the number of such rows of each agent, for the first hundred agents. */
    public Map<String, Long> byAgent() {
        return Collections.unmodifiableMap(byAgent);
    }
}
