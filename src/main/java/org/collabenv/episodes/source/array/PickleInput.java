package org.collabenv.episodes.source.array;

import java.io.InputStream;
import java.util.Objects;

/** A part of the mapped bytes as a stream that knows its place. */
final class PickleInput extends InputStream {

    private final MappedBytes bytes;
    private final long end;
    private long at;

    PickleInput(MappedBytes bytes, long from, long end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Returns the place of the next byte. */
    long at() {
        return at;
    }

    /** Returns the number of bytes that are left. */
    long left() {
        return end - at;
    }

    /** Returns the number of bytes up to the next line end; -1 if there is none within a distance. */
    int lineLength(int most) {
        for (int i = 0; i < Math.min(most, left()); i++) {
            if (byteAt(at + i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int read() {
        return at == end ? -1 : byteAt(at++) & 0xff;
    }

    private byte byteAt(long place) {
        return bytes.segment(place).get(MappedBytes.within(place));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (at == end) {
            return -1;
        }
        int count = (int) Math.min(length, left());
        System.arraycopy(bytes.copy(at, count), 0, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, left()));
        at += skipped;
        return skipped;
    }

    /** Reads some bytes, which must be few and there. */
    byte[] readAll(int length) {
        byte[] copy = bytes.copy(at, length);
        at += length;
        return copy;
    }

    /** Reads an unsigned number with its lowest byte first; negative if it has more than 63 bits. */
    long number(int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            int next = read();
            number |= (next == -1 ? 0L : next) << (Byte.SIZE * i);
        }
        return number;
    }
}
