package org.collabenv.episodes.source.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.options.Tolerance;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.Suggestion;
import org.collabenv.episodes.trajectory.Warning;
import org.junit.jupiter.api.Test;

/** What the checks find in files, and what they leave in peace. */
class ChecksTest {

    private static final String HEADER = "frame,id,x,y\n";

    @Test
    void nothingIsFoundInASteadyTrack() throws IOException {
        assertThat(codes(track(500, i -> i, i -> i * 1.5))).isEmpty();
    }

    @Test
    void nothingIsFoundInARandomWalkOfManyAgents() throws IOException {
        Random random = new Random(3);
        StringBuilder file = new StringBuilder(HEADER);
        double[] x = new double[20];
        for (int frame = 0; frame < 500; frame++) {
            for (int agent = 0; agent < x.length; agent++) {
                x[agent] += random.nextGaussian();
                file.append("%d,%d,%s,%s%n".formatted(frame, agent, x[agent], random.nextGaussian()));
            }
        }

        assertThat(codes(file.toString())).isEmpty();
    }

    /** Most of the time at rest, moving for some frames in between. */
    @Test
    void animalThatBeginsToMoveDoesNotJump() throws IOException {
        double[] x = {0};

        assertThat(codes(track(2000, i -> i, i -> x[0] += i % 400 < 350 ? 0.001 * (i % 3) : 8)))
                .isEmpty();
    }

    /** The position of an animal at rest trembles, and others move far more. */
    @Test
    void tremblingIsNoJump() throws IOException {
        StringBuilder file = new StringBuilder(HEADER);
        for (int frame = 0; frame < 300; frame++) {
            file.append("%d,1,%s,0%n".formatted(frame, frame % 50 == 49 ? 5 : 0.01 * (frame % 2)));
            file.append("%d,2,%s,0%n".formatted(frame, frame * 6));
        }

        assertThat(codes(file.toString())).isEmpty();
    }

    @Test
    void missingFramesAreCounted() throws IOException {
        Warning gap = only(track(100, i -> i < 40 ? i : i < 60 ? i + 3 : i + 10, i -> i));

        assertThat(gap.code()).isEqualTo(Warning.Code.FRAME_GAP);
        assertThat(gap.count()).isEqualTo(10);
        assertThat(gap.first()).isEqualTo("after frame 39 of agent 7 (agent)");
        assertThat(gap.message()).contains("10 frames are missing within the tracks of 1 agents, at most 7 in a row");
    }

    /** Every tenth frame of a film is no gap; a missing one of these is. */
    @Test
    void usualStepIsNoGap() throws IOException {
        assertThat(codes(track(100, i -> i * 10, i -> i))).isEmpty();
        assertThat(only(track(100, i -> i < 50 ? i * 10 : i * 10 + 20, i -> i)).message())
                .contains("2 frames of every 10th one are missing");
    }

    @Test
    void irregularObservationsHaveNoGaps() throws IOException {
        Random random = new Random(1);
        int[] frame = {0};

        assertThat(codes(track(300, i -> frame[0] += 1 + random.nextInt(50), i -> random.nextInt(1000))))
                .isEmpty();
    }

    @Test
    void frameThatIsMissingForAllIsAGap() throws IOException {
        assertThat(only(track(100, i -> i < 50 ? i - 20 : i - 19, i -> i)).first())
                .isEqualTo("after frame 29 of agent 7 (agent)");
    }

    @Test
    void jumpIsFoundAtItsRow() throws IOException {
        Warning jump = only(track(200, i -> i, i -> i < 120 ? i : i + 500));

        assertThat(jump.code()).isEqualTo(Warning.Code.JUMP);
        assertThat(jump.count()).isEqualTo(1);
        assertThat(jump.first()).isEqualTo("line 122: agent 7 (agent) at frame 120");
        assertThat(jump.message()).contains("the largest of 501.0 per frame");
    }

    @Test
    void outlierIsOneJump() throws IOException {
        Warning jump = only(track(200, i -> i, i -> i == 120 ? 900 : i));

        assertThat(jump.code()).isEqualTo(Warning.Code.JUMP);
        assertThat(jump.count()).isEqualTo(1);
    }

    @Test
    void swappedIdentitiesAreJumpsOfBoth() throws IOException {
        StringBuilder file = new StringBuilder(HEADER);
        for (int frame = 0; frame < 200; frame++) {
            boolean isSwapped = frame >= 100;
            file.append("%d,%s,%s,0%n".formatted(frame, isSwapped ? 2 : 1, frame));
            file.append("%d,%s,%s,1000%n".formatted(frame, isSwapped ? 1 : 2, frame));
        }

        assertThat(only(file.toString()).count()).isEqualTo(2);
    }

    @Test
    void velocitiesTellTheirFrameRate() throws IOException {
        Warning mismatch = only(moving(25));

        assertThat(mismatch.code()).isEqualTo(Warning.Code.VELOCITY_MISMATCH);
        assertThat(mismatch.message())
                .contains("25 times the steps", "the assumed frame_rate=30", "look like frame_rate=25");
        assertThat(mismatch.suggestions()).containsExactly(Suggestion.of("frame_rate", "25"));
    }

    @Test
    void velocitiesPerFrameAndPerSecondAreRight() throws IOException {
        assertThat(codes(moving(1))).isEmpty();
        assertThat(codes(moving(30))).isEmpty();
        assertThat(warnings(moving(25), rate(25))).isEmpty();
    }

    /** Directions, for example, are no velocities. */
    @Test
    void velocitiesOfAnotherKindAreLeftInPeace() throws IOException {
        Random random = new Random(9);
        StringBuilder file = new StringBuilder("frame,id,x,y,v_x,v_y\n");
        for (int frame = 0; frame < 300; frame++) {
            file.append("%d,1,%d,0,%s,%s%n".formatted(frame, frame, random.nextGaussian(), random.nextGaussian()));
        }

        assertThat(codes(file.toString())).isEmpty();
    }

    @Test
    void timesOffTheGridTellTheirRate() throws IOException {
        Warning jitter = warnings(times(25), rate(30)).get(0);

        assertThat(jitter.code()).isEqualTo(Warning.Code.TIME_JITTER);
        assertThat(jitter.message()).contains("with frame_rate=30.0 they are moved; frame_rate=25 fits best");
        assertThat(jitter.suggestions()).containsExactly(Suggestion.of("frame_rate", "25"));
        assertThat(warnings(times(25), rate(25))).isEmpty();
        assertThat(warnings(times(30), rate(30))).isEmpty();
    }

    @Test
    void rowsOutOfOrderAreCounted() throws IOException {
        List<Warning> found = warnings(track(100, i -> i == 50 ? 51 : i == 51 ? 50 : i, i -> i), ReadingOptions.USUAL);

        assertThat(found).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(Warning.Code.UNSORTED);
            assertThat(warning.count()).isEqualTo(1);
            assertThat(warning.first()).isEqualTo("line 53: agent 7 (agent) at frame 50");
        });
    }

    @Test
    void agentAfterAgentIsInOrder() throws IOException {
        StringBuilder file = new StringBuilder(HEADER);
        for (int agent = 0; agent < 3; agent++) {
            for (int frame = 0; frame < 50; frame++) {
                file.append("%d,%d,%d,0%n".formatted(frame, agent, frame));
            }
        }

        assertThat(codes(file.toString())).isEmpty();
    }

    @Test
    void constantPropertyIsNamed() throws IOException {
        Warning constant = only(withProperty(i -> "0.25"));

        assertThat(constant.code()).isEqualTo(Warning.Code.CONSTANT_PROPERTY);
        assertThat(constant.message()).contains("(pace = 0.25)", "mapping=pace=");
        assertThat(codes(withProperty(i -> i == 99 ? "0.5" : "0.25"))).isEmpty();
        assertThat(codes(withProperty(i -> i < 50 ? "" : "0.25"))).isEmpty();
    }

    /** Points on the ground have one height. */
    @Test
    void coordinateOfAPlaneIsNotConstant() throws IOException {
        String rows = IntStream.range(0, 200)
                .mapToObj(frame -> "%d,1,%d,0,%d,0".formatted(frame, frame, frame))
                .collect(Collectors.joining("\n"));

        assertThat(codes("frame,id,x,y,ground_x,ground_y\n" + rows + "\n")).isEmpty();
    }

    @Test
    void rowsWithoutAPositionAreCounted() throws IOException {
        Warning unseen = warnings(
                        HEADER.replace("y", "y,pace") + "0,1,0,0,1\n1,1,,,1\n2,1,NaN,NaN,\n3,1,3,0,1\n",
                        ReadingOptions.USUAL)
                .stream()
                .filter(warning -> warning.code() == Warning.Code.NOT_SEEN)
                .findFirst()
                .orElseThrow();

        assertThat(unseen.count()).isEqualTo(2);
        assertThat(unseen.message()).contains("1 of them with values of properties");
    }

    @Test
    void shortTracksAmongLongOnesAreCounted() throws IOException {
        Warning few = only(track(100, i -> i, i -> i) + "3,8,0,0\n4,8,0,0\n3,9,0,0\n");

        assertThat(few.code()).isEqualTo(Warning.Code.SHORT_TRACKS);
        assertThat(few.count()).isEqualTo(2);
        assertThat(codes(track(4, i -> i, i -> i))).isEmpty();
    }

    @Test
    void labelsNameAgents() throws IOException {
        assertThat(only(track(100, i -> i < 50 ? i : i + 2, i -> i).replace(",7,", ",ant,"))
                        .first())
                .isEqualTo("after frame 49 of agent ant (agent)");
    }

    /** A thousand agents in a million rows take no more memory than their last rows. */
    @Test
    void severalBatchesAreOneFile() throws IOException {
        StringBuilder file = new StringBuilder(HEADER);
        for (int frame = 0; frame < 400; frame++) {
            for (int agent = 0; agent < 100; agent++) {
                file.append(frame < 200 || agent > 0 ? frame : frame + 4)
                        .append(',')
                        .append(agent)
                        .append(',');
                file.append(frame).append(",1\n");
            }
        }

        Warning gap = only(file.toString());

        assertThat(gap.count()).isEqualTo(4);
        assertThat(gap.first()).isEqualTo("after frame 199 of agent 0 (agent)");
    }

    /** Frames as far apart as they can be, and numbers whose squares are infinite. */
    @Test
    void extremesAreNoErrors() throws IOException {
        StringBuilder file = new StringBuilder("frame,id,x,y,v_x,v_y\n");
        for (int i = 0; i < 300; i++) {
            file.append("%d,%d,1e300,-1e300,1e300,-1e300%n".formatted(-2_147_483_000 + i, i % 2));
            file.append("%d,%d,-1e300,1e300,1e300,-1e300%n".formatted(2_147_483_000 + i, i % 2));
        }

        assertThat(codes(file.toString())).contains(Warning.Code.UNSORTED);
    }

    private static String track(int rows, IntFunction<Integer> frame, IntFunction<Number> x) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            file.append(frame.apply(i)).append(",7,").append(x.apply(i)).append(",1\n");
        }
        return file.toString();
    }

    private static String withProperty(IntFunction<String> value) {
        return "frame,id,x,y,pace\n"
                + IntStream.range(0, 120)
                        .mapToObj(frame -> "%d,1,%d,0,%s".formatted(frame, frame, value.apply(frame)))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    /** A circle, with velocities per second of a film with that many frames per second. */
    private static String moving(double rate) {
        StringBuilder file = new StringBuilder("frame,id,x,y,v_x,v_y\n");
        for (int frame = 0; frame < 300; frame++) {
            double angle = frame / 20.0;
            double before = (frame - 1) / 20.0;
            file.append(String.format(
                    Locale.ROOT,
                    "%d,1,%.9f,%.9f,%.9f,%.9f%n",
                    frame,
                    Math.cos(angle),
                    Math.sin(angle),
                    (Math.cos(angle) - Math.cos(before)) * rate,
                    (Math.sin(angle) - Math.sin(before)) * rate));
        }
        return file.toString();
    }

    private static String times(double rate) {
        return "time_s,id,x,y\n"
                + IntStream.range(0, 300)
                        .mapToObj(frame -> String.format(Locale.ROOT, "%.4f,1,%d,0", frame / rate, frame))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static ReadingOptions rate(double frameRate) {
        ReadingOptions usual = ReadingOptions.USUAL;
        return new ReadingOptions(
                usual.agentType(),
                null,
                frameRate,
                null,
                usual.mapping(),
                usual.missing(),
                usual.text(),
                false,
                false,
                null,
                Tolerance.NONE,
                usual.keypoints(),
                null);
    }

    private static Warning only(String file) throws IOException {
        List<Warning> warnings = warnings(file, ReadingOptions.USUAL);
        assertThat(warnings).hasSize(1);
        return warnings.get(0);
    }

    private static List<Warning.Code> codes(String file) throws IOException {
        return warnings(file, ReadingOptions.USUAL).stream().map(Warning::code).toList();
    }

    private static List<Warning> warnings(String file, ReadingOptions options) throws IOException {
        var vocabulary = new TestSources.Defined(Map.of(), Set.of("agent"));
        try (RecordSource source = TestSources.usual()
                .open(
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        options,
                        vocabulary,
                        new Destination.Observations(null))) {
            while (source.read()) {
                assertThat(source.errors().isEmpty()).isTrue();
            }
            return source.summary().warnings();
        }
    }
}
