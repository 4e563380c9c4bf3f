package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The agents of an episode whose ids are labels, each with the whole number that stands for it in the tables: per agent
 * type, in order of first appearance, from zero.
 */
public final class AgentLabels {

    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
    private final List<AgentLabel> labels = new ArrayList<>();
    private int stored;

    /**
     * A label and the number that stands for it.
     *
     * @param agentId its number among the agents of its type
     */
    public record AgentLabel(String agentTypeId, int agentId, String label) {}

    /** The labels that are stored for an episode. */
    public static AgentLabels of(List<AgentLabel> stored) {
        AgentLabels labels = new AgentLabels();
        for (AgentLabel label : stored) {
            labels.ofType(label.agentTypeId()).put(label.label(), label.agentId());
            labels.labels.add(label);
        }
        labels.stored = stored.size();
        return labels;
    }

    /** The number of a label, the next one if it is met for the first time. */
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

    /** The number of a label that has one; null if it has none. */
    public @Nullable Integer find(String agentType, String label) {
        return numbers.getOrDefault(agentType, Map.of()).get(label);
    }

    /** The agent types in which a label stands for somebody. */
    public Set<String> typesOf(String label) {
        Set<String> types = new TreeSet<>();
        numbers.forEach((type, ofType) -> {
            if (ofType.containsKey(label)) {
                types.add(type);
            }
        });
        return types;
    }

    /** How many there are. */
    public int size() {
        return labels.size();
    }

    public boolean isEmpty() {
        return labels.isEmpty();
    }

    /** All of them, in order of first appearance. */
    public List<AgentLabel> all() {
        return List.copyOf(labels);
    }

    /** Those that are not stored yet, in order of first appearance. */
    public List<AgentLabel> added() {
        return List.copyOf(labels.subList(stored, labels.size()));
    }

    private Map<String, Integer> ofType(String agentType) {
        return numbers.computeIfAbsent(agentType, type -> new HashMap<>());
    }
}
