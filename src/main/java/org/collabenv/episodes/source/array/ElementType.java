package org.collabenv.episodes.source.array;

import java.nio.ByteBuffer;
import org.collabenv.episodes.source.feed.FileColumn;
import org.jspecify.annotations.Nullable;

/** The types of an array's elements, as they lie in a file. */
enum ElementType {
    FLOAT16(2),
    FLOAT32(4),
    FLOAT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8);

    private final int size;

    ElementType(int size) {
        this.size = size;
    }

    /** Returns the number of bytes of an element. */
    int size() {
        return size;
    }

    static @Nullable ElementType ofFloat(int bytes) {
        return switch (bytes) {
            case 2 -> FLOAT16;
            case 4 -> FLOAT32;
            case 8 -> FLOAT64;
            default -> null;
        };
    }

    static @Nullable ElementType ofInteger(int bytes, boolean isSigned) {
        return switch (bytes) {
            case 1 -> isSigned ? INT8 : UINT8;
            case 2 -> isSigned ? INT16 : UINT16;
            case 4 -> isSigned ? INT32 : UINT32;
            case 8 -> isSigned ? INT64 : UINT64;
            default -> null;
        };
    }

    /** Returns the kind of a column of such elements: 64-bit whole numbers may have more digits than a double keeps. */
    FileColumn.Kind kind() {
        return this == INT64 || this == UINT64 ? FileColumn.Kind.UNDECLARED : FileColumn.Kind.NUMBER;
    }

    /** Returns an element as the nearest double. */
    double number(ByteBuffer bytes, int at) {
        return switch (this) {
            case FLOAT16 -> half(bytes.getShort(at));
            case FLOAT32 -> bytes.getFloat(at);
            case FLOAT64 -> bytes.getDouble(at);
            case UINT64 -> Double.parseDouble(Long.toUnsignedString(bytes.getLong(at)));
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> whole(bytes, at);
        };
    }

    /** Returns an element with all of its digits; those of a FLOAT32 are those of the double as which it is read. */
    String text(ByteBuffer bytes, int at) {
        return switch (this) {
            case FLOAT16, FLOAT32, FLOAT64 -> String.valueOf(number(bytes, at));
            case UINT64 -> Long.toUnsignedString(bytes.getLong(at));
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> String.valueOf(whole(bytes, at));
        };
    }

    private long whole(ByteBuffer bytes, int at) {
        return switch (this) {
            case INT8 -> bytes.get(at);
            case INT16 -> bytes.getShort(at);
            case INT32 -> bytes.getInt(at);
            case UINT8 -> Byte.toUnsignedLong(bytes.get(at));
            case UINT16 -> Short.toUnsignedLong(bytes.getShort(at));
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(at));
            case INT64, UINT64, FLOAT16, FLOAT32, FLOAT64 -> bytes.getLong(at);
        };
    }

    /** Widens a number of IEEE 754's binary16: a sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double size;
        if (exponent == 0x1f) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((double) fraction, -24);
        } else {
            size = Math.scalb((double) (fraction | 0x400), exponent - 25);
        }
        return bits < 0 ? -size : size;
    }
}
