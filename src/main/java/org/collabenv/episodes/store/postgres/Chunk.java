package org.collabenv.episodes.store.postgres;

/** Encoded rows that are sent together: observations, then rows of property values. */
final class Chunk {

    /**
     * The encoded bytes of either kind of rows at which a chunk is full: large enough that its round trips are
     * negligible compared with the server's work, small enough that the memory of a slot's two chunks is negligible.
     */
    private static final int FULL = 1 << 20;

    private final CopyBuffer observations = new CopyBuffer();
    private final CopyBuffer values = new CopyBuffer();

    /** The numbers of rows of both kinds that the server has taken. */
    record Copied(long observations, long values) {}

    CopyBuffer observations() {
        return observations;
    }

    CopyBuffer values() {
        return values;
    }

    boolean isFull() {
        return observations.size() >= FULL || values.size() >= FULL;
    }
}
