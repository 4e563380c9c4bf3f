package org.collabenv.episodes.source.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The labs' own simulations: a data set of several sequences of positions with the species of each agent, which is its type if
 * there are several, and the rollouts of a model, by epoch and batch, with what was predicted and what is true in each frame.
 */
final class SequencesLayout implements ArrayLayouts.Layout {

    private static final String SEQUENCES = "sequences";
    private static final String SPECIES = "species_to_idx";
    private static final String PREDICTED = "predicted";
    private static final String ACTUAL = "actual";

    @Override
    public @Nullable ArrayTable table(Map<String, Object> values, ReadingOptions options, Limits limits) {
        if (values.get(SEQUENCES) instanceof List<?> sequences) {
            int chosen = chosen(sequences.size(), options);
            return simulation(values, sequences.get(chosen), "sequences[%d]".formatted(chosen), limits);
        }
        List<Rollout> rollouts = rollouts(values, limits);
        return rollouts.isEmpty() ? null : rollout(rollouts.get(chosen(rollouts.size(), options)), limits);
    }

    private static int chosen(int sequences, ReadingOptions options) {
        Integer wanted = options.sequence();
        if (wanted == null && sequences != 1) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The file holds %d sequences, each of which is an episode: pass sequence with the number of one, from 0 to %d, for example sequence=0"
                            .formatted(sequences, sequences - 1),
                    sequences == 0 ? List.of() : List.of(Suggestion.of("sequence", "0")));
        }
        int chosen = wanted == null ? 0 : wanted;
        if (chosen >= sequences) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "sequence=%d is given, but the file holds %d, counted from 0".formatted(chosen, sequences));
        }
        return chosen;
    }

    private static @Nullable ArrayTable simulation(
            Map<String, Object> values, Object sequence, String name, Limits limits) {
        if (!(sequence instanceof List<?> pair)
                || pair.isEmpty()
                || !(pair.get(0) instanceof NumberArray positions)
                || !ArrayLayouts.isOfPositions(positions)) {
            return null;
        }
        int animals = ArrayLayouts.animals(positions.length(1), limits);
        ArrayTable.Builder table = new ArrayTable.Builder().frames().individuals(ArrayLayouts.numbers(animals, 0));
        table.positions(name, positions);
        List<String> species = species(pair.size() > 1 ? pair.get(1) : List.of(), values.get(SPECIES));
        if (species.size() == animals && Set.copyOf(species).size() > 1) {
            table.texts("species", species);
        }
        return table.leftOut(values, Set.of(SEQUENCES, SPECIES)).build(positions.length(0), animals);
    }

    /**
     * Returns the species of each agent, by name if the data set names them.
     *
     * @param numbers the number of each agent's species
     * @param names the numbers by name
     */
    private static List<String> species(Object numbers, @Nullable Object names) {
        List<String> species = new ArrayList<>();
        if (numbers instanceof List<?> list) {
            list.forEach(number -> species.add(String.valueOf(number)));
        } else if (numbers instanceof NumberArray array && array.dimensions() == 1) {
            for (long animal = 0; animal < array.length(0); animal++) {
                species.add(array.text(new long[] {animal}));
            }
        }
        Map<String, String> named = new HashMap<>();
        if (names instanceof Map<?, ?> numberOf) {
            numberOf.forEach((name, number) -> named.put(String.valueOf(number), String.valueOf(name)));
        }
        species.replaceAll(number -> named.getOrDefault(number, number));
        return species;
    }

    /**
     * A sequence of a rollout.
     *
     * @param name its epoch and batch
     * @param arrays an array for each frame, by sequence of the batch, agent and coordinate; by what it gives
     * @param sequence its number in the batch
     */
    private record Rollout(String name, Map<String, List<NumberArray>> arrays, List<String> others, int sequence) {}

    private static List<Rollout> rollouts(Map<String, Object> values, Limits limits) {
        List<Rollout> rollouts = new ArrayList<>();
        for (Map.Entry<String, Object> epoch : byNumber(values).entrySet()) {
            if (epoch.getValue() instanceof Map<?, ?> batches) {
                Map<String, Object> named = new TreeMap<>();
                batches.forEach((key, value) -> named.put(String.valueOf(key), value));
                for (Map.Entry<String, Object> batch : byNumber(named).entrySet()) {
                    if (batch.getValue() instanceof Map<?, ?> content) {
                        addRollouts("[%s][%s]".formatted(epoch.getKey(), batch.getKey()), content, rollouts, limits);
                    }
                }
            }
        }
        return rollouts;
    }

    /** Sorts epochs and batches, which are numbers, as such. */
    private static Map<String, Object> byNumber(Map<String, Object> values) {
        Map<String, Object> sorted =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        sorted.putAll(values);
        return sorted;
    }

    private static void addRollouts(String name, Map<?, ?> content, List<Rollout> rollouts, Limits limits) {
        Map<String, List<NumberArray>> arrays = new TreeMap<>();
        List<String> others = new ArrayList<>();
        content.forEach((key, value) -> {
            List<NumberArray> frames = frames(value);
            if (frames == null) {
                others.add(String.valueOf(key));
            } else {
                arrays.put(String.valueOf(key), frames);
            }
        });
        List<NumberArray> predicted = arrays.get(PREDICTED);
        if (predicted != null && arrays.containsKey(ACTUAL)) {
            int sequences =
                    ArrayLayouts.animals(rollouts.size() + predicted.get(0).length(0), limits) - rollouts.size();
            for (int sequence = 0; sequence < sequences; sequence++) {
                rollouts.add(new Rollout(name, arrays, others, sequence));
            }
        }
    }

    /** Returns the arrays of the frames, all of the same shape; null if these are none. */
    private static @Nullable List<NumberArray> frames(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        List<NumberArray> frames = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof NumberArray array)
                    || !ArrayLayouts.isOfPositions(array)
                    || !Arrays.equals(
                            array.shape(),
                            frames.isEmpty() ? array.shape() : frames.get(0).shape())) {
                return null;
            }
            frames.add(array);
        }
        return frames;
    }

    private static ArrayTable rollout(Rollout rollout, Limits limits) {
        List<NumberArray> predicted = rollout.arrays().getOrDefault(PREDICTED, List.of());
        long[] shape = predicted.get(0).shape();
        int animals = ArrayLayouts.animals(shape[1], limits);
        ArrayTable.Builder table = new ArrayTable.Builder().frames().individuals(ArrayLayouts.numbers(animals, 0));
        rollout.arrays().forEach((what, frames) -> {
            boolean fits = Arrays.equals(frames.get(0).shape(), shape);
            for (int coordinate = 0; fits && coordinate < shape[2]; coordinate++) {
                String name = ArrayTable.COORDINATES.get(coordinate);
                table.add(
                        new FileColumn(
                                what.equals(PREDICTED) ? name : what + "_" + name,
                                frames.get(0).kind()),
                        new PerFrame(rollout.name() + "['" + what + "']", frames, rollout.sequence(), coordinate));
            }
        });
        return table.leftOut(rollout.others()).build(predicted.size(), animals);
    }

    /** The elements of an array for each frame. */
    private static final class PerFrame implements ArrayTable.Cells {

        private final String name;
        private final List<NumberArray> frames;
        private final long[] index;

        PerFrame(String name, List<NumberArray> frames, int sequence, int coordinate) {
            this.name = name;
            this.frames = frames;
            this.index = new long[] {sequence, 0, coordinate};
        }

        @Override
        public double number(long frame, int animal) {
            index[1] = animal;
            return frame < frames.size() ? frames.get((int) frame).number(index) : Double.NaN;
        }

        @Override
        public String text(long frame, int animal) {
            index[1] = animal;
            return frame < frames.size() ? frames.get((int) frame).text(index) : "";
        }

        @Override
        public String place(long frame, int animal) {
            return "%s[%d][%d, %d, %d]".formatted(name, frame, index[0], animal, index[2]);
        }
    }
}
