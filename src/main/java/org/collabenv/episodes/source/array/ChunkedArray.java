package org.collabenv.episodes.source.array;

import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An array of HDF5 in chunks. All of them are unpacked once, one behind the other, into a file beside the one that was received,
 * when the first number is needed: those that hold one frame may be more than fit into memory.
 */
final class ChunkedArray implements NumberArray {

    private static final int LARGEST_CHUNK = 16 << 20;
    private static final long MOST_CHUNKS = 1 << 20;

    private final ChunkedDataset dataset;
    private final ArrayFile file;
    private final Element element;
    private final long[] shape;
    private final int dimensions;
    private final int[] chunkShape;
    private final long[] chunksAcross;
    private final int chunkBytes;
    private @Nullable MappedBytes unpacked;

    /**
     * The numbers in each element of a dataset.
     *
     * @param size the bytes of the whole element
     * @param offset the place of the first number in it
     * @param inner how many numbers there are: none if the element is one number, else the lengths of its dimension
     */
    record Element(ElementType type, ByteOrder order, int size, int offset, long[] inner) {}

    /**
     * @param file stores what is unpacked
     * @throws IngestException if the chunks are too large, or too many
     */
    ChunkedArray(ChunkedDataset dataset, Element element, ArrayFile file) {
        this.dataset = dataset;
        this.file = file;
        this.element = element;
        int[] lengths = dataset.getDimensions();
        this.dimensions = lengths.length;
        this.shape = new long[lengths.length + element.inner().length];
        this.chunkShape = dataset.getChunkDimensions();
        this.chunksAcross = new long[lengths.length];
        System.arraycopy(element.inner(), 0, shape, lengths.length, element.inner().length);
        double bytes = element.size();
        double count = 1;
        for (int i = 0; i < lengths.length; i++) {
            if (chunkShape.length != lengths.length || chunkShape[i] < 1) {
                throw damaged();
            }
            shape[i] = lengths[i];
            chunksAcross[i] = (lengths[i] + (long) chunkShape[i] - 1) / chunkShape[i];
            bytes *= chunkShape[i];
            count *= chunksAcross[i];
        }
        if (bytes > LARGEST_CHUNK || count > MOST_CHUNKS) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The dataset '%s' has %.0f chunks of %.0f bytes; up to %d of %d bytes are read. Rewrite it with h5repack"
                            .formatted(dataset.getPath(), count, bytes, MOST_CHUNKS, LARGEST_CHUNK));
        }
        this.chunkBytes = (int) bytes;
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
        long at = place(index);
        return element.type().number(bytes().segment(at), MappedBytes.within(at));
    }

    @Override
    public String text(long[] index) {
        long at = place(index);
        return element.type().text(bytes().segment(at), MappedBytes.within(at));
    }

    private long place(long[] index) {
        long chunk = 0;
        long within = 0;
        for (int i = 0; i < dimensions; i++) {
            if (index[i] >= shape[i]) {
                throw damaged();
            }
            chunk = chunk * chunksAcross[i] + index[i] / chunkShape[i];
            within = within * chunkShape[i] + index[i] % chunkShape[i];
        }
        long inner = 0;
        for (int i = dimensions; i < shape.length; i++) {
            inner = inner * shape[i] + index[i];
        }
        return chunk * chunkBytes
                + within * element.size()
                + element.offset()
                + inner * element.type().size();
    }

    private MappedBytes bytes() {
        MappedBytes mapped = unpacked;
        if (mapped == null) {
            try {
                // A chunk cannot be larger than the file, whatever it says of itself.
                if (dataset.getStorageInBytes() > file.size()) {
                    throw damaged();
                }
                mapped = file.store(file.counted(new Chunks())).in(element.order());
            } catch (IngestException e) {
                throw e;
            } catch (IOException | RuntimeException | StackOverflowError e) {
                // jhdf checks nothing of the index of chunks.
                throw damaged();
            }
            unpacked = mapped;
        }
        return mapped;
    }

    private IngestException damaged() {
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file is damaged: the chunks of the dataset '%s' cannot be read, or some were never written"
                        .formatted(dataset.getPath()));
    }

    /** All chunks in order, unpacked. */
    private final class Chunks extends InputStream {

        private final ChunkFilters filters = new ChunkFilters(dataset, chunkBytes);
        private final int[] next = new int[dimensions];
        private boolean isAtEnd;
        private byte[] chunk = {};
        private int at;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (at == chunk.length && !advance()) {
                return -1;
            }
            int count = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, buffer, offset, count);
            at += count;
            return count;
        }

        private boolean advance() {
            if (isAtEnd || chunkBytes == 0) {
                return false;
            }
            ByteBuffer stored = dataset.getRawChunkBuffer(next.clone());
            byte[] bytes = new byte[stored.remaining()];
            stored.get(bytes);
            chunk = filters.undo(bytes);
            at = 0;
            int dimension = dimensions - 1;
            while (dimension >= 0 && next[dimension] + (long) chunkShape[dimension] >= shape[dimension]) {
                next[dimension] = 0;
                dimension--;
            }
            if (dimension < 0) {
                isAtEnd = true;
            } else {
                next[dimension] += chunkShape[dimension];
            }
            return true;
        }
    }
}
