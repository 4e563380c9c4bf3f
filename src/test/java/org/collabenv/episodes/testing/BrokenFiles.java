package org.collabenv.episodes.testing;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes broken files out of good ones: the same seed always makes the same ones. */
public final class BrokenFiles {

    /** Bytes that mean something to a reader of CSV, of multipart bodies or of compressed files. */
    private static final List<byte[]> TOKENS = List.of(
            bytes("\""),
            bytes("\"\""),
            bytes(","),
            bytes(",,,,"),
            bytes("\n"),
            bytes("\r"),
            bytes("\r\n"),
            bytes("\0"),
            bytes("#"),
            bytes(";"),
            bytes("\t"),
            bytes("NaN"),
            bytes("-1"),
            bytes("1e999"),
            bytes("99999999999999999999"),
            bytes("0x1F"),
            bytes("[1,2"),
            bytes("--b"),
            bytes("--b--"),
            bytes("\r\n--b\r\n"),
            bytes("Content-Disposition: form-data; name=\"file\"\r\n\r\n"),
            bytes("time,id,x,y\n"),
            bytes("\uD83D\uDC1F"),
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc3},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            new byte[] {0x1f, (byte) 0x8b},
            new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});

    private final Random random;

    public BrokenFiles(long seed) {
        this.random = new Random(seed);
    }

    /** A file that is well formed, small, and different each time. */
    public byte[] goodFile() {
        StringBuilder file = new StringBuilder(random.nextInt(4) == 0 ? "# a comment\n" : "");
        String end = random.nextBoolean() ? "\n" : "\r\n";
        file.append("time,id,type,x,y,z,v_x,pace,\"mood, if any\",list").append(end);
        int rows = 1 + random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            file.append(row / 3).append(',').append(row % 3).append(",agent,");
            file.append(random.nextGaussian())
                    .append(',')
                    .append(random.nextInt())
                    .append(",,NaN,");
            file.append(random.nextInt(3) == 0 ? "" : random.nextDouble()).append(',');
            file.append(random.nextBoolean() ? "\"two" + end + "lines \"\"quoted\"\"\"" : "calm");
            file.append(",\"[1, 2.5]\"").append(end);
        }
        return bytes(file.toString());
    }

    /** One of a good file's bytes behind a compression, or as they are. */
    public byte[] perhapsCompressed(byte[] file) {
        return switch (random.nextInt(6)) {
            case 0 -> gzip(file);
            case 1 -> Zstd.compress(file);
            default -> file;
        };
    }

    /** A file that is small until it is decompressed. */
    public byte[] bomb() {
        byte[] file = bytes("time,id,x,y\n" + "\n".repeat(20 << 20));
        return random.nextBoolean() ? gzip(file) : Zstd.compress(file);
    }

    /** The same bytes with others behind them. */
    public byte[] larger(byte[] file, int size) {
        byte[] more = new byte[size];
        random.nextBytes(more);
        return joined(file, more);
    }

    /** The same bytes with one to four things done to them. */
    public byte[] broken(byte[] good) {
        byte[] file = good;
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            file = changed(file);
        }
        return file;
    }

    private byte[] changed(byte[] file) {
        int at = file.length == 0 ? 0 : random.nextInt(file.length);
        int length = Math.min(file.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
        byte[] token = TOKENS.get(random.nextInt(TOKENS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(file, at); // cut off
            case 1 -> Arrays.copyOfRange(file, at, file.length); // without its beginning
            case 2 -> joined(Arrays.copyOf(file, at), Arrays.copyOfRange(file, at + length, file.length));
            case 3 -> joined(Arrays.copyOf(file, at + length), Arrays.copyOfRange(file, at, file.length)); // repeated
            case 4 -> overwritten(file, at, (byte) random.nextInt());
            case 5, 6 -> joined(Arrays.copyOf(file, at), token, Arrays.copyOfRange(file, at, file.length));
            default -> joined(Arrays.copyOf(file, at), token, Arrays.copyOfRange(file, at + length, file.length));
        };
    }

    private static byte[] overwritten(byte[] file, int at, byte value) {
        byte[] changed = file.clone();
        if (changed.length > 0) {
            changed[at] = value;
        }
        return changed;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] gzip(byte[] file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
