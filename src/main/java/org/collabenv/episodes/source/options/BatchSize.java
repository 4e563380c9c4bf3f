package org.collabenv.episodes.source.options;

/** The bounds of a batch, which bound the memory of a load. */
public final class BatchSize {

    /** Rows: enough to make the calls per batch vanish, few enough to stay in the processor's cache. */
    public static final int ROWS = 4096;

    /** Values, which bounds the rows of a file with very many columns. */
    public static final int VALUES = 1 << 20;

    /** Characters of all cells, which bounds the rows of a file with very long texts. */
    public static final long CHARS = 4 << 20;

    private BatchSize() {}
}
