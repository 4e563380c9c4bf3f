package org.collabenv.episodes.source.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a file, mapped into memory in segments, so that any of them is read without a copy. The mappings end with the
 * garbage collection of this object.
 */
final class MappedBytes {

    private static final int SEGMENT_BITS = 29;
    private static final long SEGMENT = 1L << SEGMENT_BITS;

    /** The bytes by which a segment reaches into the next one: an element may begin in one and end in the other. */
    private static final int OVERLAP = Long.BYTES;

    private final List<ByteBuffer> segments = new ArrayList<>();
    private final long size;

    MappedBytes(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            size = channel.size();
            for (long start = 0; start < size; start += SEGMENT) {
                segments.add(
                        channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(size - start, SEGMENT + OVERLAP)));
            }
        }
    }

    private MappedBytes(List<ByteBuffer> segments, long size) {
        this.segments.addAll(segments);
        this.size = size;
    }

    /** Returns bytes that are in memory. */
    static MappedBytes of(byte[] copied) {
        return new MappedBytes(List.of(ByteBuffer.wrap(copied)), copied.length);
    }

    /** Returns the number of bytes. */
    long size() {
        return size;
    }

    /** Returns the same bytes, whose numbers are read in an order of their own. */
    MappedBytes in(ByteOrder order) {
        return new MappedBytes(
                segments.stream()
                        .map(segment -> segment.duplicate().order(order))
                        .toList(),
                size);
    }

    /** Returns the segment of a byte. */
    ByteBuffer segment(long at) {
        return segments.get((int) (at >> SEGMENT_BITS));
    }

    /** Returns the position of a byte in its segment. */
    static int within(long at) {
        return (int) (at & (SEGMENT - 1));
    }

    /** Copies some bytes, which must be few. */
    byte[] copy(long from, int length) {
        byte[] copy = new byte[length];
        int done = 0;
        while (done < length) {
            int within = within(from + done);
            int count = (int) Math.min(length - done, SEGMENT - within);
            segment(from + done).get(within, copy, done, count);
            done += count;
        }
        return copy;
    }
}
