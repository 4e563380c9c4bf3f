package org.collabenv.episodes.source.array;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** An array of HDF5 in chunks, which are unpacked when they are needed. */
final class ChunkedArray implements NumberArray {

    private static final int LARGEST_CHUNK = 16 << 20;
    private static final long MOST_CHUNKS = 1 << 20;

    /** How often each chunk may be unpacked: more often than once only if those of a frame are too large to be kept. */
    private static final int MOST_TURNS = 4;

    private final ChunkedDataset dataset;
    private final ChunkFilters filters;
    private final Element element;
    private final long[] shape;
    private final int dimensions;
    private final int[] chunkShape;
    private final int chunkBytes;
    private final long chunks;
    private final long[] current;
    private @Nullable ByteBuffer currentChunk;
    private long unpacked;
    private final ChunkCache cache;

    /**
     * The numbers in each element of a dataset.
     *
     * @param size the bytes of the whole element
     * @param offset the place of the first number in it
     * @param inner how many numbers there are: none if the element is one number, else the lengths of its dimension
     */
    record Element(ElementType type, ByteOrder order, int size, int offset, long[] inner) {}

    /** @param cache keeps the chunks that were used last */
    ChunkedArray(ChunkedDataset dataset, Element element, ChunkCache cache) {
        this.dataset = dataset;
        this.cache = cache;
        this.element = element;
        int[] lengths = dataset.getDimensions();
        this.dimensions = lengths.length;
        this.shape = new long[lengths.length + element.inner().length];
        for (int i = 0; i < lengths.length; i++) {
            shape[i] = lengths[i];
        }
        System.arraycopy(element.inner(), 0, shape, lengths.length, element.inner().length);
        this.chunkShape = dataset.getChunkDimensions();
        this.current = new long[lengths.length];
        long bytes = element.size();
        long count = 1;
        for (int i = 0; i < lengths.length; i++) {
            if (chunkShape.length != lengths.length || chunkShape[i] < 1) {
                throw damaged();
            }
            bytes = Math.min(Math.multiplyFull((int) Math.min(bytes, Integer.MAX_VALUE), chunkShape[i]), 1L << 40);
            count = Math.min(count * ((lengths[i] + (long) chunkShape[i] - 1) / chunkShape[i]), 1L << 40);
        }
        if (bytes > LARGEST_CHUNK || count > MOST_CHUNKS) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The dataset '%s' has chunks of %d bytes; up to %d bytes and %d chunks are read. Rewrite it with h5repack"
                            .formatted(dataset.getPath(), bytes, LARGEST_CHUNK, MOST_CHUNKS));
        }
        this.chunkBytes = (int) bytes;
        this.chunks = count;
        this.filters = new ChunkFilters(dataset, chunkBytes);
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public long length(int dimension) {
        return shape[dimension];
    }

    @Override
    public FileColumn.Kind kind() {
        return element.type().kind();
    }

    @Override
    public double number(long[] index) {
        ByteBuffer chunk = chunk(index);
        return element.type().number(chunk, place(index));
    }

    @Override
    public String text(long[] index) {
        ByteBuffer chunk = chunk(index);
        return element.type().text(chunk, place(index));
    }

    private int place(long[] index) {
        int at = 0;
        for (int i = 0; i < dimensions; i++) {
            at = at * chunkShape[i] + (int) (index[i] % chunkShape[i]);
        }
        int inner = 0;
        for (int i = dimensions; i < shape.length; i++) {
            inner = inner * (int) shape[i] + (int) index[i];
        }
        return at * element.size() + element.offset() + inner * element.type().size();
    }

    private ByteBuffer chunk(long[] index) {
        ByteBuffer chunk = currentChunk;
        boolean isCurrent = chunk != null;
        for (int i = 0; i < dimensions; i++) {
            isCurrent &= current[i] == index[i] / chunkShape[i];
            current[i] = index[i] / chunkShape[i];
        }
        if (chunk == null || !isCurrent) {
            long key = 0;
            for (int i = 0; i < dimensions; i++) {
                key = key * (shape[i] / chunkShape[i] + 1) + current[i];
            }
            chunk = cache.find(this, key);
            if (chunk == null) {
                chunk = read();
                cache.keep(this, key, chunk);
            }
            currentChunk = chunk;
        }
        return chunk;
    }

    private ByteBuffer read() {
        unpacked++;
        if (unpacked > MOST_TURNS * chunks) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The chunks of the dataset '%s' that hold one frame are more than %d bytes, which are kept here. Rewrite it with h5repack, in chunks of fewer frames"
                            .formatted(dataset.getPath(), ChunkCache.MOST_BYTES));
        }
        int[] offset = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            offset[i] = Math.toIntExact(current[i] * chunkShape[i]);
        }
        try {
            ByteBuffer stored = dataset.getRawChunkBuffer(offset);
            // A filter may make a chunk larger, but not by much.
            if (stored.remaining() > 2L * chunkBytes + 1024) {
                throw damaged();
            }
            byte[] bytes = new byte[stored.remaining()];
            stored.get(bytes);
            return ByteBuffer.wrap(filters.undo(bytes)).order(element.order());
        } catch (HdfException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw damaged();
        }
    }

    private IngestException damaged() {
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file is damaged: the dataset '%s' has no chunk at %s"
                        .formatted(dataset.getPath(), Arrays.toString(current)));
    }
}
