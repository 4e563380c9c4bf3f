package org.collabenv.episodes.store.postgres;

/** Encoded rows that are sent together: observations, then rows of property values. */
final class Chunk {

    /**
     * Encoded bytes at which a chunk is full: large enough that its round trips vanish beside the server's work, small
     * enough that a slot's two chunks do not count.
     */
    private static final int FULL = 1 << 20;

    private final CopyBuffer observations = new CopyBuffer();
    private final CopyBuffer values = new CopyBuffer();

    /** Rows of both kinds that the server took. */
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
