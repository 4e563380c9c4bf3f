package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an episode's agents, each with the whole number that represents it in the tables. Numbers are assigned over
 * the whole episode, from zero, in order of first appearance: the same label stands for the same number in each type.
 */
public final class AgentLabels {

    /** The numbers by type, since episodes that were stored by earlier versions number each type by itself. */
    private final Map<String, Map<String, Integer>> ofTypes = new HashMap<>();

    private final Map<String, Integer> ofEpisode = new HashMap<>();
    private final List<AgentLabel> labels = new ArrayList<>();
    private int next;
    private int stored;

    /**
     * A label and the number that represents it.
     *
     * @param agentId the agent's number in the episode
     */
    public record AgentLabel(String agentTypeId, int agentId, String label) {}

    /** Creates the labels from those that are stored for an episode. */
    public static AgentLabels of(List<AgentLabel> stored) {
        AgentLabels labels = new AgentLabels();
        for (AgentLabel label : stored) {
            labels.ofType(label.agentTypeId()).put(label.label(), label.agentId());
            labels.ofEpisode.putIfAbsent(label.label(), label.agentId());
            labels.labels.add(label);
            labels.next = Math.max(labels.next, label.agentId() + 1);
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
        int number = ofEpisode.computeIfAbsent(label, isNew -> next++);
        ofType.put(label, number);
        labels.add(new AgentLabel(agentType, number, label));
        return number;
    }

    /** Returns the number of a label; null if it has none. */
    public @Nullable Integer find(String agentType, String label) {
        return ofTypes.getOrDefault(agentType, Map.of()).get(label);
    }

    /** Returns the agent types in which an agent has the label. */
    public Set<String> typesOf(String label) {
        Set<String> types = new TreeSet<>();
        ofTypes.forEach((type, ofType) -> {
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
        return ofTypes.computeIfAbsent(agentType, type -> new HashMap<>());
    }
}
