package org.collabenv.episodes.source.array;

import org.collabenv.episodes.source.feed.FileColumn;

/** An array with its dimensions in another order. */
final class TransposedArray implements NumberArray {

    private final NumberArray array;
    private final int[] axes;
    private final long[] place;

    /** @param axes for each dimension of this array, that of the other one */
    TransposedArray(NumberArray array, int[] axes) {
        this.array = array;
        this.axes = axes;
        this.place = new long[axes.length];
    }

    @Override
    public long[] shape() {
        long[] shape = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            shape[i] = array.length(axes[i]);
        }
        return shape;
    }

    @Override
    public FileColumn.Kind kind() {
        return array.kind();
    }

    private long[] place(long[] index) {
        for (int i = 0; i < axes.length; i++) {
            place[axes[i]] = index[i];
        }
        return place;
    }

    @Override
    public double number(long[] index) {
        return array.number(place(index));
    }

    @Override
    public String text(long[] index) {
        return array.text(place(index));
    }
}
