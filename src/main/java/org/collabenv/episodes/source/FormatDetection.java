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
import org.jspecify.annotations.Nullable;

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
    /** The first byte of a skippable frame has any lower half. */
    private static final int FIRST_OF_SKIPPABLE = 0x50;

    private static final byte[] SKIPPABLE = bytes(0x2a, 0x4d, 0x18);
    private static final byte[] NO_MARK = {};
    private static final byte[] BYTE_ORDER_MARK = bytes(0xef, 0xbb, 0xbf);

    /** Unsupported formats that trackers and labs also write, so that the answer can name them. */
    private static final List<Magic> UNREAD = List.of(
            new Magic("an encrypted Parquet file", bytes('P', 'A', 'R', 'E')),
            new Magic("Arrow or Feather", bytes('A', 'R', 'R', 'O', 'W', '1')),
            new Magic("Feather", bytes('F', 'E', 'A', '1')),
            new Magic("a list of JSON; write one object per line instead (JSON lines)", bytes('[', '{')),
            new Magic("a list of JSON; write one object per line instead (JSON lines)", bytes('[', '\n')),
            new Magic("a MATLAB file", bytes('M', 'A', 'T', 'L', 'A', 'B')),
            new Magic("a SQLite database", bytes('S', 'Q', 'L', 'i', 't', 'e')),
            new Magic("bzip2", bytes('B', 'Z', 'h', '9', '1', 'A', 'Y')),
            new Magic("xz", bytes(0xfd, '7', 'z', 'X', 'Z')),
            new Magic("LZ4", bytes(0x04, 0x22, 0x4d, 0x18)),
            new Magic("Snappy", bytes(0xff, 0x06, 0, 0, 's', 'N', 'a', 'P')),
            new Magic("a 7z archive", bytes('7', 'z', 0xbc, 0xaf, 0x27, 0x1c)),
            new Magic("a spreadsheet of Excel (.xls)", bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)),
            new Magic("ORC", bytes('O', 'R', 'C', 0x0a)),
            new Magic("ORC", bytes('O', 'R', 'C', 0x03)),
            new Magic("Avro", bytes('O', 'b', 'j', 0x01)),
            new Magic("a data file of R (.RData)", bytes('R', 'D', 'X')),
            new Magic("a PDF", bytes('%', 'P', 'D', 'F', '-')),
            new Magic("an image (PNG)", bytes(0x89, 'P', 'N', 'G')),
            new Magic("an image (JPEG)", bytes(0xff, 0xd8, 0xff)),
            new Magic("a video", bytes(0, 0, 0, 0x18, 'f', 't', 'y', 'p')),
            new Magic("a video", bytes(0, 0, 0, 0x1c, 'f', 't', 'y', 'p')),
            new Magic("a video", bytes(0, 0, 0, 0x20, 'f', 't', 'y', 'p')),
            new Magic("a video (AVI)", bytes('R', 'I', 'F', 'F')));

    private record Encoded(String encoding, byte[] mark) {}

    /** The marks of encodings that have to be given; the longer ones come first. */
    private static final List<Encoded> MARKS = List.of(
            new Encoded("UTF-32", bytes(0xff, 0xfe, 0, 0)),
            new Encoded("UTF-32", bytes(0, 0, 0xfe, 0xff)),
            new Encoded("UTF-16", bytes(0xff, 0xfe)),
            new Encoded("UTF-16", bytes(0xfe, 0xff)));

    private static final int UNITS = 4;

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
            boolean isJson =
                    Format.JSON_LINES.startsWithMagic(Arrays.copyOfRange(magic, BYTE_ORDER_MARK.length, magic.length));
            return new DetectedFile(isJson ? Format.JSON_LINES : Format.CSV, content, BYTE_ORDER_MARK, false);
        }
        return new DetectedFile(Format.CSV, content, NO_MARK, false);
    }

    private static void requireText(byte[] magic, boolean utf8) {
        String encoding = utf8 ? encoding(magic) : null;
        if (encoding != null) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The file looks like text in %s: pass encoding=%s".formatted(encoding, encoding),
                    List.of(Suggestion.of("encoding", encoding)));
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

    /** Returns the encoding of text whose bytes are not like those of UTF-8; null if they may be. */
    private static @Nullable String encoding(byte[] file) {
        for (Encoded encoded : MARKS) {
            if (startsWith(file, encoded.mark())) {
                return encoded.encoding();
            }
        }
        if (file.length < UNITS) {
            return null;
        }
        boolean low = file[0] != 0 && file[1] == 0 && file[2] != 0 && file[3] == 0;
        boolean high = file[0] == 0 && file[1] != 0 && file[2] == 0 && file[3] != 0;
        if (low) {
            return "UTF-16LE";
        }
        return high ? "UTF-16BE" : null;
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
        return startsWith(magic, ZSTD) || isSkippable(magic) ? Compression.ZSTD : Compression.NONE;
    }

    /** Returns whether bytes begin a frame of zstd that holds something else, behind which the data follows. */
    private static boolean isSkippable(byte[] magic) {
        return magic.length >= SKIPPABLE.length + 1
                && (magic[0] & 0xf0) == FIRST_OF_SKIPPABLE
                && Arrays.equals(magic, 1, 1 + SKIPPABLE.length, SKIPPABLE, 0, SKIPPABLE.length);
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
