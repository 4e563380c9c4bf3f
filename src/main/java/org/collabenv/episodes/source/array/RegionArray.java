package org.collabenv.episodes.source.array;

import java.nio.ByteOrder;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** An array whose elements lie in a file as they are, each dimension at a constant distance in bytes. */
final class RegionArray implements NumberArray {

    private final MappedBytes bytes;
    private final long start;
    private final ElementType type;
    private final long[] shape;
    private final long[] strides;

    private RegionArray(MappedBytes bytes, long start, ElementType type, long[] shape, long[] strides) {
        this.bytes = bytes;
        this.start = start;
        this.type = type;
        this.shape = shape;
        this.strides = strides;
    }

    /**
     * Creates an array.
     *
     * @param start the place of its first element
     * @param strides the distance in bytes between two elements of each dimension
     * @throws IngestException if the array reaches beyond the bytes
     */
    static RegionArray of(
            MappedBytes bytes, ByteOrder order, long start, ElementType type, long[] shape, long[] strides) {
        try {
            long last = start;
            boolean isEmpty = false;
            for (int i = 0; i < shape.length; i++) {
                isEmpty |= shape[i] == 0;
                if (shape[i] < 0 || strides[i] < 0) {
                    throw damaged();
                }
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[i] - 1), strides[i]));
            }
            if (start < 0 || (!isEmpty && Math.addExact(last, type.size()) > bytes.size())) {
                throw damaged();
            }
            return new RegionArray(bytes.in(order), start, type, shape.clone(), strides.clone());
        } catch (ArithmeticException e) {
            throw damaged();
        }
    }

    private static IngestException damaged() {
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file is damaged or cut off: an array is larger than what the file holds of it");
    }

    /** Returns the strides of an array without gaps. */
    static long[] strides(long[] shape, int elementSize, boolean firstDimensionIsFastest) {
        long[] strides = new long[shape.length];
        long stride = elementSize;
        try {
            for (int i = 0; i < shape.length; i++) {
                int dimension = firstDimensionIsFastest ? i : shape.length - 1 - i;
                strides[dimension] = stride;
                stride = Math.multiplyExact(stride, Math.max(1, shape[dimension]));
            }
        } catch (ArithmeticException e) {
            throw damaged();
        }
        return strides;
    }

    private long place(long[] index) {
        long at = start;
        for (int i = 0; i < strides.length; i++) {
            if (index[i] >= shape[i]) {
                throw damaged();
            }
            at += index[i] * strides[i];
        }
        return at;
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
        return type.kind();
    }

    @Override
    public double number(long[] index) {
        long at = place(index);
        return type.number(bytes.segment(at), MappedBytes.within(at));
    }

    @Override
    public String text(long[] index) {
        long at = place(index);
        return type.text(bytes.segment(at), MappedBytes.within(at));
    }
}
