package org.collabenv.episodes.source.array;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Recognises which program's layout the arrays of a file have. */
final class ArrayLayouts {

    private static final int MOST_SHOWN = 12;
    private static final int LONGEST_NAME = 100;

    /** A way of laying out animals in arrays. */
    interface Layout {

        /**
         * Returns the table for which arrays stand.
         *
         * @return null if the arrays are not those of the layout
         * @throws IngestException if they are, but are wrong or incomplete
         */
        @Nullable
        ArrayTable table(Map<String, Object> values, ReadingOptions options, Limits limits);
    }

    private static final List<Layout> LAYOUTS = List.of(
            new SleapLayout(),
            new DeepLabCutLayout(),
            new SequencesLayout(),
            new PositionsLayout(),
            new ColumnsLayout());

    private ArrayLayouts() {}

    /** @throws IngestException if the arrays are in no known layout; the message names what there is */
    static ArrayTable table(Map<String, Object> values, ReadingOptions options, Limits limits) {
        return LAYOUTS.stream()
                .map(layout -> layout.table(values, options, limits))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        Problem.UNSUPPORTED_FORMAT,
                        "The arrays of the file are in no layout that is known here: it holds %s. Read are the analysis files of SLEAP, the HDF5 of DeepLabCut, the trajectories of idtracker.ai (frames, animals, 2), arrays with one element per row such as those of TRex, and the labs' simulations; or send a table"
                                .formatted(contents(values))));
    }

    private static String contents(Map<String, Object> values) {
        String shown = values.entrySet().stream()
                .limit(MOST_SHOWN)
                .map(value -> described(value.getKey(), value.getValue()))
                .collect(Collectors.joining(", "));
        return values.size() > MOST_SHOWN ? shown + " and " + (values.size() - MOST_SHOWN) + " more" : shown;
    }

    private static String described(String name, Object value) {
        String shown = name.isEmpty() ? "one value" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
        if (value instanceof NumberArray array) {
            return shown + " "
                    + Arrays.stream(array.shape())
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(", ", "(", ")"));
        }
        return value == ArrayFile.LEFT_OUT ? shown + " (not numbers)" : shown;
    }

    /** Returns an array of the name and number of dimensions; null if there is none. */
    static @Nullable NumberArray array(Map<String, Object> values, String name, int dimensions) {
        return values.get(name) instanceof NumberArray array && array.dimensions() == dimensions ? array : null;
    }

    /** Returns whether an array is of positions: three dimensions, of which the last one has two or three coordinates. */
    static boolean isOfPositions(NumberArray array) {
        return array.dimensions() == 3 && array.length(2) >= 2 && array.length(2) <= ArrayTable.COORDINATES.size();
    }

    /** Returns the texts of a name, if there are as many as expected; otherwise the numbers from a first one on. */
    static List<String> labels(Map<String, Object> values, String name, int expected, int first) {
        return values.get(name) instanceof List<?> texts && texts.size() == expected
                ? texts.stream().map(String::valueOf).toList()
                : numbers(expected, first);
    }

    /** Returns so many numbers from a first one on, as labels. */
    static List<String> numbers(int count, int first) {
        return IntStream.range(first, first + count).mapToObj(String::valueOf).toList();
    }

    /**
     * Returns a length that is a number of animals.
     *
     * @throws IngestException if it is larger than an episode may have
     */
    static int animals(long length, Limits limits) {
        if (length > limits.agents()) {
            throw Limits.exceeded(
                    "The arrays are of %d animals or sequences; at most %d can be read"
                            .formatted(length, limits.agents()),
                    "agents");
        }
        return (int) length;
    }
}
