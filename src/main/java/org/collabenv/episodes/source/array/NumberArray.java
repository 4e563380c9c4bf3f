package org.collabenv.episodes.source.array;

import org.collabenv.episodes.source.feed.FileColumn;

/** An array of numbers in a file, of any number of dimensions. */
interface NumberArray {

    /** Returns the length of each dimension; none if the array is one number. */
    long[] shape();

    /** Returns the kind of a column of its elements. */
    FileColumn.Kind kind();

    /**
     * Returns an element as the nearest double.
     *
     * @param index a position below the length of each dimension
     */
    double number(long[] index);

    /**
     * Returns an element with all of its digits.
     *
     * @param index a position below the length of each dimension
     */
    String text(long[] index);

    /** Returns the number of dimensions. */
    default int dimensions() {
        return shape().length;
    }

    /** Returns the length of a dimension, counted from 0. */
    default long length(int dimension) {
        return shape()[dimension];
    }
}
