package org.collabenv.episodes.trajectory;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The agent types that a load has met, each with a small number, its code, that represents it in a batch. */
public final class AgentTypes {

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final BitSet used = new BitSet();

    /** Returns the code of a type; assigns a new code to a type that is new. */
    public int code(String typeId) {
        return codes.computeIfAbsent(typeId, id -> {
            ids.add(id);
            return ids.size() - 1;
        });
    }

    /** Notes that a record of the type was accepted. */
    public void use(int code) {
        used.set(code);
    }

    /** Returns the types of the accepted records, in order of first appearance. */
    public List<String> usedIds() {
        return used.stream().mapToObj(ids::get).toList();
    }

    /** Returns the number of types that were met. */
    public int count() {
        return ids.size();
    }

    public String id(int code) {
        return ids.get(code);
    }
}
