package org.collabenv.episodes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.source.options.Layout;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.source.options.Tolerance;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows that are left out, compared byte for byte with those that the generator made wrong. */
class RejectedLinesTest {

    private static final int FILES = 150;
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, '\uFEFF'",
        "windows-1252, ''",
        "UTF-16LE, ''",
        "UTF-16BE, ''",
        "UTF-16, '\uFEFF'",
        "UTF-32, ''"
    })
    void areKeptByteForByte(String encoding, String mark) throws IOException {
        Charset charset = Charset.forName(encoding);
        // Java writes a big-endian mark by itself where it is asked for UTF-16.
        Charset written = encoding.equals("UTF-16") ? StandardCharsets.UTF_16LE : charset;
        int rejected = 0;
        for (int seed = 0; seed < FILES; seed++) {
            Generated file = generate(new Random(seed), written, mark);
            rejected += file.rejected();

            Rejects rejects = rejects(file.bytes(), charset, seed);

            if (file.rejected() == 0) {
                assertThat(rejects).as("seed %d", seed).isNull();
            } else {
                assertThat(Objects.requireNonNull(rejects).rows())
                        .as("seed %d", seed)
                        .isEqualTo(file.rejected());
                assertThat(new GZIPInputStream(new ByteArrayInputStream(rejects.gzip())).readAllBytes())
                        .as("seed %d", seed)
                        .isEqualTo(file.expected());
            }
        }
        assertThat(rejected).isGreaterThan(FILES);
    }

    private record Generated(byte[] bytes, byte[] expected, int rejected) {}

    private static Generated generate(Random random, Charset charset, String mark) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        String end = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
        String header = mark + (random.nextBoolean() ? "# größe" + end + end : "") + "time,id,x,y,note" + end
                + (random.nextInt(3) == 0 ? "s,,m,m," + end : "");
        all.write(header.getBytes(charset));
        expected.write(header.getBytes(charset));
        int rejected = 0;
        int rows = 2 + random.nextInt(random.nextInt(10) == 0 ? 9_000 : 60);
        for (int row = 0; row < rows; row++) {
            boolean bad = random.nextInt(rows < 100 ? 4 : 200) == 0;
            String note =
                    switch (random.nextInt(5)) {
                        case 0 -> "\"two" + end + "lines\"";
                        case 1 -> "\"" + LINE_ENDS[random.nextInt(3)] + "\"\"ü" + LINE_ENDS[random.nextInt(3)] + "\"";
                        case 2 -> "ö".repeat(random.nextInt(300));
                        default -> "";
                    };
            boolean last = row == rows - 1 && random.nextBoolean();
            String line = row + ",1," + (bad ? "wrong" : "2.5") + ",3," + note + (last ? "" : end);
            all.write(line.getBytes(charset));
            if (bad) {
                expected.write(line.getBytes(charset));
                rejected++;
            }
            if (random.nextInt(10) == 0 && !last) {
                all.write(end.getBytes(charset));
            }
        }
        return new Generated(all.toByteArray(), expected.toByteArray(), rejected);
    }

    private static @Nullable Rejects rejects(byte[] file, Charset charset, int seed) throws IOException {
        ReadingOptions usual = ReadingOptions.USUAL;
        ReadingOptions options = new ReadingOptions(
                "agent",
                null,
                30.0,
                null,
                usual.mapping(),
                usual.missing(),
                new TextFormat(',', TextFormat.QUOTE, false, charset, Layout.HEADED, List.of()),
                false,
                false,
                null,
                Tolerance.ofRows(1_000_000),
                Keypoints.ALL,
                null);
        try (RecordSource source = TestSources.usual()
                .open(
                        new InPieces(file, new Random(seed)),
                        options,
                        new TestSources.Defined(Map.of(), Set.of("agent")),
                        new Destination.Observations(null))) {
            while (source.read()) {
                assertThat(source.batch().size()).isNotNegative();
            }
            return source.summary().rejects();
        }
    }

    /** Gives few bytes at a time, as a network does. */
    private static final class InPieces extends FilterInputStream {
        private final Random random;

        InPieces(byte[] file, Random random) {
            super(new ByteArrayInputStream(file));
            this.random = random;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int most = random.nextInt(3) == 0 ? 3 : 5_000;
            return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }
}
