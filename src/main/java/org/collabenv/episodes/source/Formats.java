package org.collabenv.episodes.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Tells a file's format by its first bytes. */
final class Formats {

    private static final int MAGIC_BYTES = 4;
    private static final int BYTE_ORDER_MARK_BYTES = 3;

    private Formats() {}

    /**
     * The same stream, if it can be CSV, without the byte order mark that it may begin with.
     *
     * @throws IngestException if it is another format, by name, or empty
     */
    static InputStream requireText(InputStream file) throws IOException {
        PushbackInputStream peekable = new PushbackInputStream(file, MAGIC_BYTES);
        byte[] magic = peekable.readNBytes(MAGIC_BYTES);
        if (magic.length == 0) {
            throw new IngestException(Problem.EMPTY_FILE, "The file is empty: not even a header was received");
        }
        // Before the parser sees it: behind a byte order mark a quoted name would not be taken as quoted.
        int skip = startsWith(magic, 0xef, 0xbb, 0xbf) ? BYTE_ORDER_MARK_BYTES : 0;
        peekable.unread(magic, skip, magic.length - skip);
        String format = binaryFormat(magic);
        if (!format.isEmpty()) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The file looks like %s; CSV in UTF-8 with a header line is read".formatted(format));
        }
        return peekable;
    }

    private static String binaryFormat(byte[] magic) {
        if (startsWith(magic, 0x1f, 0x8b)) {
            return "gzip";
        } else if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            return "zstd";
        } else if (startsWith(magic, 'P', 'A', 'R', '1')) {
            return "Parquet";
        } else if (startsWith(magic, 'P', 'K', 3, 4)) {
            return "a ZIP archive or a spreadsheet";
        } else if (startsWith(magic, 0xff, 0xfe) || startsWith(magic, 0xfe, 0xff)) {
            return "text in UTF-16";
        }
        return "";
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
