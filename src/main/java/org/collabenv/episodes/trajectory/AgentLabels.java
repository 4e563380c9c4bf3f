package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an episode's agents, each with the whole number that represents it in the tables. Numbers are assigned
 * per agent type, from zero, in order of first appearance.
 */
public final class AgentLabels {

    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
    private final List<AgentLabel> labels = new ArrayList<>();
    private int stored;

    /**
     * A label and the number that represents it.
     *
     * @param agentId the agent's number among the agents of its type
     */
    public record AgentLabel(String agentTypeId, int agentId, String label) {}

    /** Creates the labels from those that are stored for an episode. */
    public static AgentLabels of(List<AgentLabel> stored) {
        AgentLabels labels = new AgentLabels();
        for (AgentLabel label : stored) {
            labels.ofType(label.agentTypeId()).put(label.label(), label.agentId());
            labels.labels.add(label);
        }
        labels.stored = stored.size();
        return labels;
    }

    /** Returns the number of a label; assigns the next number to a label that is new. */
    public int number(String agentType, String label) {
        Map<String, Integer> ofType = ofType(agentType);
        Integer known = ofType.get(label);
        if (known != null) {
            return known;
        }
        int next = ofType.size();
        ofType.put(label, next);
        labels.add(new AgentLabel(agentType, next, label));
        return next;
    }

    /** Returns the number of a label; null if it has none. */
    public @Nullable Integer find(String agentType, String label) {
        return numbers.getOrDefault(agentType, Map.of()).get(label);
    }

    /** Returns the agent types in which an agent has the label. */
    public Set<String> typesOf(String label) {
        Set<String> types = new TreeSet<>();
        numbers.forEach((type, ofType) -> {
            if (ofType.containsKey(label)) {
                types.add(type);
            }
        });
        return types;
    }

    /** Returns the number of labels. */
    public int size() {
        return labels.size();
    }

    public boolean isEmpty() {
        return labels.isEmpty();
    }

    /** Returns all labels, in order of first appearance. */
    public List<AgentLabel> all() {
        return List.copyOf(labels);
    }

    /** Returns the labels that are not stored yet, in order of first appearance. */
    public List<AgentLabel> added() {
        return List.copyOf(labels.subList(stored, labels.size()));
    }

    private Map<String, Integer> ofType(String agentType) {
        return numbers.computeIfAbsent(agentType, type -> new HashMap<>());
    }
}
