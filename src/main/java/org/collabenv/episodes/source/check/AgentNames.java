package org.collabenv.episodes.source.check;

/** Names agents for people. */
@FunctionalInterface
public interface AgentNames {

    /** Returns the name of an agent, such as {@code agent 'B'}. */
    String of(int type, int agent);
}
