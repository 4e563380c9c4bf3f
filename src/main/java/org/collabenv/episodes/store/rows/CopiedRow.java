package org.collabenv.episodes.store.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The current row of those that PostgreSQL copies out in its binary format: the number of fields in two bytes, then each field
 * with its length in four bytes, which is -1 for NULL.
 */
final class CopiedRow implements WideRow {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int NULL = -1;
    private static final int END = -1;

    private final int[] starts;
    private final int[] lengths;
    private boolean isBegun;
    private ByteBuffer row = ByteBuffer.allocate(0);

    CopiedRow(int columns) {
        this.starts = new int[columns];
        this.lengths = new int[columns];
    }

    /**
     * Takes what the server has sent for the next row; before the first row, that begins with the header.
     *
     * @return false if it is the end of the rows, or only the header
     * @throws IllegalStateException if it is not such a row
     */
    boolean take(byte[] sent) {
        row = ByteBuffer.wrap(sent);
        if (!isBegun) {
            skipHeader();
            isBegun = true;
        }
        if (!row.hasRemaining()) {
            return false;
        }
        int fields = row.getShort();
        if (fields == END) {
            return false;
        }
        if (fields != starts.length) {
            throw new IllegalStateException("%d fields were copied, not %d".formatted(fields, starts.length));
        }
        for (int i = 0; i < fields; i++) {
            int length = row.getInt();
            lengths[i] = length;
            starts[i] = row.position();
            row.position(starts[i] + Math.max(0, length));
        }
        return true;
    }

    private void skipHeader() {
        byte[] signature = new byte[SIGNATURE.length];
        row.get(signature);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw new IllegalStateException("The server copies in another format");
        }
        row.getInt(); // flags, none of which concerns a reader of these rows
        int extension = row.getInt();
        row.position(row.position() + extension);
    }

    @Override
    public int integer(int column) {
        return row.getInt(starts[column]);
    }

    @Override
    public double number(int column) {
        return lengths[column] == NULL ? Double.NaN : row.getDouble(starts[column]);
    }

    @Override
    public @Nullable String text(int column) {
        return lengths[column] == NULL
                ? null
                : new String(row.array(), starts[column], lengths[column], StandardCharsets.UTF_8);
    }
}
