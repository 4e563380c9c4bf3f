package org.collabenv.episodes.source.array;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.FileColumn.Kind;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.jspecify.annotations.Nullable;

/** DeepLabCut's HDF5: a data frame whose columns are by scorer, individual (if there are several), body part and coordinate. */
final class DeepLabCutLayout implements ArrayLayouts.Layout {

    private static final int LEVELS = 3;
    private static final int LEVELS_WITH_INDIVIDUALS = 4;
    private static final String ONLY_ANIMAL = "0";

    @Override
    public @Nullable ArrayTable table(Map<String, Object> values, ReadingOptions options) {
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (value.getValue() instanceof PandasTable pandas && isOfKeypoints(pandas)) {
                return table(value.getKey(), pandas, options.agent() != null)
                        .leftOut(values, Set.of(value.getKey()))
                        .build(pandas.values().length(0), individuals(pandas).size());
            }
        }
        return null;
    }

    private static boolean isOfKeypoints(PandasTable pandas) {
        return pandas.names().stream()
                .allMatch(levels -> levels.size() == LEVELS || levels.size() == LEVELS_WITH_INDIVIDUALS);
    }

    private static String individual(List<String> levels) {
        return levels.size() == LEVELS ? "" : levels.get(1);
    }

    private static List<String> individuals(PandasTable pandas) {
        Set<String> individuals = new LinkedHashSet<>();
        pandas.names().forEach(levels -> individuals.add(individual(levels)));
        return List.copyOf(individuals);
    }

    private static ArrayTable.Builder table(String group, PandasTable pandas, boolean agentIsGiven) {
        List<String> individuals = individuals(pandas);
        Map<String, FileColumn> columns = new LinkedHashMap<>();
        Map<String, long[]> places = new LinkedHashMap<>();
        for (int column = 0; column < pandas.names().size(); column++) {
            List<String> levels = pandas.names().get(column);
            String part = levels.get(levels.size() - 2);
            String coordinate = levels.get(levels.size() - 1);
            FileColumn keypoint = FileColumn.ofKeypoint(part, coordinate, Kind.NUMBER);
            columns.putIfAbsent(keypoint.name(), keypoint);
            long[] ofAnimals = places.computeIfAbsent(keypoint.name(), name -> new long[individuals.size()]);
            // Counted from 1, since an animal may lack a part.
            ofAnimals[individuals.indexOf(individual(levels))] = column + 1L;
        }
        ArrayTable.Builder table = new ArrayTable.Builder();
        table.elements(ArrayTable.FRAME, group + "/index", pandas.index(), (index, frame, animal) -> index[0] = frame);
        boolean isOne = individuals.equals(List.of(""));
        if (!isOne) {
            table.individuals(individuals);
        } else if (!agentIsGiven) {
            table.individuals(List.of(ONLY_ANIMAL));
        }
        columns.forEach((name, column) -> {
            long[] ofAnimals = places.getOrDefault(name, new long[0]);
            table.elements(column, group + "/values", pandas.values(), (index, frame, animal) -> {
                index[0] = frame;
                index[1] = ofAnimals[animal] - 1;
            });
        });
        return table;
    }
}
