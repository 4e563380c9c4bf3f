package org.collabenv.episodes.source.array;

import java.util.function.Supplier;
import org.collabenv.episodes.source.feed.FileColumn;
import org.jspecify.annotations.Nullable;

/** An array whose numbers are unpacked when the first of them is needed. */
final class LazyArray implements NumberArray {

    private final long[] shape;
    private final ElementType type;
    private final Supplier<NumberArray> unpacking;
    private @Nullable NumberArray unpacked;

    /** @param unpacking returns an array of the same shape and type */
    LazyArray(long[] shape, ElementType type, Supplier<NumberArray> unpacking) {
        this.shape = shape.clone();
        this.type = type;
        this.unpacking = unpacking;
    }

    private NumberArray unpacked() {
        NumberArray array = unpacked;
        if (array == null) {
            array = unpacking.get();
            unpacked = array;
        }
        return array;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public FileColumn.Kind kind() {
        return type.kind();
    }

    @Override
    public double number(long[] index) {
        return unpacked().number(index);
    }

    @Override
    public String text(long[] index) {
        return unpacked().text(index);
    }
}
