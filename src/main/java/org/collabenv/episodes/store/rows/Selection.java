package org.collabenv.episodes.store.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows and columns of an episode that are asked for.
 *
 * @param from the first frame; null for the first of the episode
 * @param to the last frame; null for the last of the episode
 * @param step of the frames from {@code from}, or else from 0 on, every so many-th
 * @param agents the labels or numbers of the agents; empty for all
 * @param agentTypes the types of the agents; empty for all
 * @param properties the properties; null for all
 * @param order the order of the rows
 * @param agentsAsNumbers whether agents are given by their numbers where they have labels
 */
public record Selection(
        @Nullable Integer from,
        @Nullable Integer to,
        int step,
        List<String> agents,
        List<String> agentTypes,
        @Nullable List<String> properties,
        Order order,
        boolean agentsAsNumbers) {

    /** Everything, in the order in which it was sent. */
    public static final Selection ALL = new Selection(null, null, 1, List.of(), List.of(), null, Order.SENT, false);

    /** Everything, with the agents' numbers. */
    public static final Selection ALL_BY_NUMBERS =
            new Selection(null, null, 1, List.of(), List.of(), null, Order.SENT, true);

    /** The orders of rows. */
    public enum Order {
        /** As the observations were stored, and so as they were sent. */
        SENT("o.observation_id"),
        /** Frame by frame. */
        TIME("o.time_index, o.agent_type_id, o.agent_id"),
        /** Agent by agent. */
        AGENT("o.agent_type_id, o.agent_id, o.time_index");

        private final String columns;

        Order(String columns) {
            this.columns = columns;
        }

        /** Returns the columns by which a statement sorts. */
        String columns() {
            return columns;
        }
    }

    /** Returns whether rows of an episode may be left out. */
    boolean leavesOutRows() {
        return from != null || to != null || step > 1 || !agents.isEmpty() || !agentTypes.isEmpty();
    }

    /** Returns the condition of a statement for the rows. */
    String condition() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (from != null) {
            conditions.add("o.time_index >= :from_frame");
        }
        if (to != null) {
            conditions.add("o.time_index <= :to_frame");
        }
        if (step > 1) {
            conditions.add("(CAST(o.time_index AS bigint) - :origin) % :step = 0");
        }
        if (!agentTypes.isEmpty()) {
            conditions.add("o.agent_type_id = ANY (:agent_types)");
        }
        if (!agents.isEmpty()) {
            conditions.add(agent() + " = ANY (:agents)");
        }
        return String.join(" AND ", conditions);
    }

    /** Returns the agent of a row as text, in a statement. */
    String agent() {
        return agentsAsNumbers ? "CAST(o.agent_id AS text)" : "coalesce(l.label, CAST(o.agent_id AS text))";
    }

    /** Returns the values of the parameters in {@link #condition}. */
    Map<String, Object> parameters() {
        Map<String, Object> values = new HashMap<>();
        if (from != null) {
            values.put("from_frame", from);
        }
        if (to != null) {
            values.put("to_frame", to);
        }
        if (step > 1) {
            values.put("origin", from == null ? 0L : from.longValue());
            values.put("step", step);
        }
        if (!agentTypes.isEmpty()) {
            values.put("agent_types", agentTypes.toArray(String[]::new));
        }
        if (!agents.isEmpty()) {
            values.put("agents", agents.toArray(String[]::new));
        }
        return values;
    }
}
