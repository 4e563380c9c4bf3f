package org.collabenv.episodes.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import org.collabenv.episodes.source.bytes.Compression;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;

/** Detects a file's compression and format from its first bytes, regardless of its name. */
final class FormatDetection {

    /**
     * A file whose format is known.
     *
     * @param content its decompressed bytes without a byte order mark
     * @param mark the byte order mark that was removed; empty if there was none
     * @param isHead whether the file may be cut off at its end
     */
    record DetectedFile(Format format, InputStream content, byte[] mark, boolean isHead) {}

    private record Magic(String name, byte[] bytes) {}

    private static final byte[] GZIP = bytes(0x1f, 0x8b);
    private static final byte[] ZSTD = bytes(0x28, 0xb5, 0x2f, 0xfd);
    private static final byte[] NO_MARK = {};
    private static final byte[] BYTE_ORDER_MARK = bytes(0xef, 0xbb, 0xbf);

    /** Unsupported formats that trackers and labs also write, so that the answer can name them. */
    private static final List<Magic> UNREAD = List.of(
            new Magic("a ZIP archive or a spreadsheet", bytes('P', 'K', 3, 4)),
            new Magic("HDF5 (.h5, .nwb, .slp)", bytes(0x89, 'H', 'D', 'F')),
            new Magic("an encrypted Parquet file", bytes('P', 'A', 'R', 'E')),
            new Magic("Arrow or Feather", bytes('A', 'R', 'R', 'O', 'W', '1')),
            new Magic("Feather", bytes('F', 'E', 'A', '1')),
            new Magic("a NumPy array", bytes(0x93, 'N', 'U', 'M', 'P', 'Y')),
            new Magic("a MATLAB file", bytes('M', 'A', 'T', 'L', 'A', 'B')),
            new Magic("a SQLite database", bytes('S', 'Q', 'L', 'i', 't', 'e')),
            new Magic("XML", bytes('<', '?', 'x', 'm', 'l')),
            new Magic("bzip2", bytes('B', 'Z', 'h', '9', '1', 'A', 'Y')),
            new Magic("xz", bytes(0xfd, '7', 'z', 'X', 'Z')));

    private static final List<byte[]> UTF_16 = List.of(bytes(0xff, 0xfe), bytes(0xfe, 0xff));

    private static final int MAGIC_BYTES = 8;

    /** The length of the magics whose letters could also begin a column's name. */
    private static final int LETTERS_OF_A_MAGIC = 4;

    private FormatDetection() {}

    /**
     * Detects the format from the first bytes, which are decompressed first if the file is compressed.
     *
     * @param utf8 whether the text is to be read as UTF-8, so that a mark of UTF-16 contradicts it
     * @throws IngestException if the file is empty, broken, over a limit, or in a format that is not supported
     */
    static DetectedFile detect(InputStream file, boolean utf8, Limits limits) throws IOException {
        PushbackInputStream raw = new PushbackInputStream(file, MAGIC_BYTES);
        byte[] first = peek(raw);
        Compression compression = compression(first);
        PushbackInputStream content = compression == Compression.NONE
                ? raw
                : new PushbackInputStream(compression.decompressed(raw, limits), MAGIC_BYTES);
        byte[] magic = compression == Compression.NONE ? first : peek(content);
        if (magic.length == 0) {
            throw new IngestException(Problem.EMPTY_FILE, "The file is empty: not even a header was received");
        }
        for (Format format : Format.values()) {
            if (format.startsWithMagic(magic)) {
                return new DetectedFile(format, content, NO_MARK, false);
            }
        }
        requireText(magic, utf8);
        if (startsWith(magic, BYTE_ORDER_MARK)) {
            // The parser must not see the mark: it would not recognise a quoted name after a byte order mark as quoted.
            content.skipNBytes(BYTE_ORDER_MARK.length);
            return new DetectedFile(Format.CSV, content, BYTE_ORDER_MARK, false);
        }
        return new DetectedFile(Format.CSV, content, NO_MARK, false);
    }

    private static void requireText(byte[] magic, boolean utf8) {
        if (utf8 && UTF_16.stream().anyMatch(mark -> startsWith(magic, mark))) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The file looks like text in UTF-16: pass encoding=UTF-16",
                    List.of(Suggestion.of("encoding", "UTF-16")));
        }
        if (compression(magic) != Compression.NONE) {
            throw unread("something that is compressed twice");
        }
        for (Magic unread : UNREAD) {
            if (startsWith(magic, unread.bytes()) && !isTextAfter(magic, unread.bytes())) {
                throw unread(unread.name());
            }
        }
    }

    /**
     * Returns whether a file that begins like another format continues like text, as the header {@code PAR1,x} does.
     */
    static boolean isTextAfter(byte[] file, byte[] prefix) {
        boolean letters = prefix[0] > ' ' && prefix.length == LETTERS_OF_A_MAGIC;
        return letters && file.length > prefix.length && file[prefix.length] >= ' ';
    }

    private static IngestException unread(String name) {
        return new IngestException(
                Problem.UNSUPPORTED_FORMAT,
                "The file looks like %s; the supported formats are %s, either uncompressed or as gzip or zstd"
                        .formatted(name, Format.supported()));
    }

    private static Compression compression(byte[] magic) {
        if (startsWith(magic, GZIP)) {
            return Compression.GZIP;
        }
        return startsWith(magic, ZSTD) ? Compression.ZSTD : Compression.NONE;
    }

    private static byte[] peek(PushbackInputStream stream) throws IOException {
        byte[] first = stream.readNBytes(MAGIC_BYTES);
        stream.unread(first);
        return first;
    }

    static boolean startsWith(byte[] file, byte[] prefix) {
        return file.length >= prefix.length && Arrays.equals(file, 0, prefix.length, prefix, 0, prefix.length);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
