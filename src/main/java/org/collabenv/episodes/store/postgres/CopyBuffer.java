package org.collabenv.episodes.store.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Rows in PostgreSQL's binary COPY format: a header, per row the number of its fields and each field after its length,
 * and a trailer. The source is the chapter on COPY in PostgreSQL's manual, "Binary Format".
 */
final class CopyBuffer {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The signature, no flags, no header extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final short TRAILER = -1;
    private static final int NULL_LENGTH = -1;

    /** The OID of the type {@code float8}, for arrays. */
    static final int FLOAT8 = 701;

    /** The OID of the type {@code text}, for arrays. */
    static final int TEXT = 25;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    CopyBuffer() {
        clear();
    }

    /** Returns the bytes in the buffer, including the header. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == HEADER.length;
    }

    void clear() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        size = HEADER.length;
    }

    /** Starts a row with the given number of fields. */
    void row(int fields) {
        reserve(Short.BYTES);
        SHORT.set(bytes, size, (short) fields);
        size += Short.BYTES;
    }

    void intField(int value) {
        int32(Integer.BYTES);
        int32(value);
    }

    void longField(long value) {
        int32(Long.BYTES);
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Adds a double, or null for NaN. */
    void doubleField(double value) {
        if (Double.isNaN(value)) {
            nullField();
        } else {
            int32(Double.BYTES);
            reserve(Long.BYTES);
            LONG.set(bytes, size, Double.doubleToRawLongBits(value));
            size += Long.BYTES;
        }
    }

    void textField(byte[] utf8) {
        int32(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** Adds a string given as UTF-16; the caller has verified that its surrogates come in pairs. */
    void textField(char[] chars, int start, int end) {
        // The length goes here once it is known.
        int lengthAt = size;
        int32(0);
        reserve(3 * (end - start));
        int at = size;
        for (int i = start; i < end; i++) {
            char c = chars[i];
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | (c >> 6));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isHighSurrogate(c)) {
                int codePoint = Character.toCodePoint(c, chars[++i]);
                bytes[at++] = (byte) (0xf0 | (codePoint >> 18));
                bytes[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
                bytes[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
                bytes[at++] = (byte) (0x80 | (codePoint & 0x3f));
            } else {
                bytes[at++] = (byte) (0xe0 | (c >> 12));
                bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        size = at;
        INT.set(bytes, lengthAt, size - lengthAt - Integer.BYTES);
    }

    /**
     * Begins a field that is an array of one dimension; its elements follow as fields.
     *
     * @param elementType the OID of the elements' type
     * @param hasNulls whether an element is null
     * @return the place of the field's length, for {@link #endArray}
     */
    int beginArray(int elementType, int elements, boolean hasNulls) {
        int lengthAt = size;
        int32(0);
        int32(1);
        int32(hasNulls ? 1 : 0);
        int32(elementType);
        int32(elements);
        int32(1);
        return lengthAt;
    }

    void endArray(int lengthAt) {
        INT.set(bytes, lengthAt, size - lengthAt - Integer.BYTES);
    }

    void nullField() {
        int32(NULL_LENGTH);
    }

    /**
     * Sends the rows and empties the buffer.
     *
     * @param copy a COPY statement for binary rows of this shape
     * @return the number of rows that the server reports as taken
     * @throws SQLException if the server refuses the rows; then the COPY is cancelled, and never completed
     */
    long send(CopyManager connection, String copy) throws SQLException {
        row(TRAILER);
        CopyIn stream = connection.copyIn(copy);
        try {
            stream.writeToCopy(bytes, 0, size);
            long rows = stream.endCopy();
            clear();
            return rows;
        } finally {
            if (stream.isActive()) {
                stream.cancelCopy();
            }
        }
    }

    private void int32(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
