package org.collabenv.episodes.source.array;

import static org.collabenv.episodes.source.array.ArrayLayouts.array;
import static org.collabenv.episodes.source.array.ArrayLayouts.labels;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.jspecify.annotations.Nullable;

/**
 * An array of positions by frame, animal and coordinate, as idtracker.ai's {@code trajectories}, whose animals are counted from
 * 1 as in its tables, or alone in a file, where they are counted from 0.
 */
final class PositionsLayout implements ArrayLayouts.Layout {

    private static final String TRAJECTORIES = "trajectories";
    private static final String PROBABILITIES = "id_probabilities";
    private static final String LABELS = "identities_labels";

    @Override
    public @Nullable ArrayTable table(Map<String, Object> values, ReadingOptions options, Limits limits) {
        boolean isAlone = values.size() == 1 && !values.containsKey(TRAJECTORIES);
        String name = isAlone ? values.keySet().iterator().next() : TRAJECTORIES;
        NumberArray positions = array(values, name, 3);
        if (positions == null || !ArrayLayouts.isOfPositions(positions)) {
            return null;
        }
        int animals = ArrayLayouts.animals(positions.length(1), limits);
        Set<String> used = new HashSet<>(Set.of(name, LABELS));
        ArrayTable.Builder table =
                new ArrayTable.Builder().frames().individuals(labels(values, LABELS, animals, isAlone ? 0 : 1));
        String shown = name.isEmpty() ? "array" : name;
        table.positions(shown, positions);
        if (values.get(PROBABILITIES) instanceof NumberArray probabilities
                && probabilities.dimensions() >= 2
                && probabilities.length(0) == positions.length(0)
                && probabilities.length(1) == positions.length(1)) {
            used.add(PROBABILITIES);
            table.elements("id_probability", PROBABILITIES, probabilities, (index, frame, animal) -> {
                index[0] = frame;
                index[1] = animal;
            });
        }
        return table.leftOut(values, used).build(positions.length(0), animals);
    }
}
