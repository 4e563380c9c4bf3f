package org.collabenv.episodes.source.options;

/** The limits of a batch, which bound the memory of a load. */
public final class BatchSize {

    /**
     * The maximum number of rows: large enough to make the cost of the calls per batch negligible, small enough for the
     * processor's cache.
     */
    public static final int ROWS = 4096;

    /** The maximum number of values, which limits the rows of a file with very many columns. */
    public static final int VALUES = 1 << 20;

    /**
     * The number of characters in all cells at which a batch is full, which limits the rows of a file with very long
     * strings.
     */
    public static final long CHARS = 4 << 20;

    private BatchSize() {}
}
