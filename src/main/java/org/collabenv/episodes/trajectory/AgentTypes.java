package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The agent types that a load has met, each with a small number that stands for it in a batch. */
public final class AgentTypes {

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final BitSet used = new BitSet();

    /** The number of a type, a new one if it is met for the first time. */
    public int code(String typeId) {
        return codes.computeIfAbsent(typeId, id -> {
            ids.add(id);
            return ids.size() - 1;
        });
    }

    /** Notes that a record of that type was taken. */
    public void use(int code) {
        used.set(code);
    }

    /** The types of the records that were taken, in order of first appearance. */
    public List<String> usedIds() {
        return used.stream().mapToObj(ids::get).toList();
    }

    /** How many types were met. */
    public int count() {
        return ids.size();
    }

    public String id(int code) {
        return ids.get(code);
    }
}
