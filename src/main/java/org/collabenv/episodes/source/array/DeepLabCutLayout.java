package org.collabenv.episodes.source.array;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.FileColumn.Kind;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** DeepLabCut's HDF5: a data frame whose columns are by scorer, individual (if there are several), body part and coordinate. */
final class DeepLabCutLayout implements ArrayLayouts.Layout {

    private static final int LEVELS = 3;
    private static final int LEVELS_WITH_INDIVIDUALS = 4;
    private static final String ONLY_ANIMAL = "0";

    @Override
    public @Nullable ArrayTable table(Map<String, Object> values, ReadingOptions options, Limits limits) {
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (value.getValue() instanceof PandasTable pandas && isOfKeypoints(pandas)) {
                return table(value.getKey(), pandas, options.agent() != null)
                        .leftOut(values, Set.of(value.getKey()))
                        .build(pandas.rows(), individuals(pandas).size());
            }
        }
        return null;
    }

    private static boolean isOfKeypoints(PandasTable pandas) {
        return pandas.columns().stream()
                .map(column -> column.names().size())
                .allMatch(levels -> levels == LEVELS || levels == LEVELS_WITH_INDIVIDUALS);
    }

    private static String individual(List<String> levels) {
        return levels.size() == LEVELS ? "" : levels.get(1);
    }

    private static List<String> individuals(PandasTable pandas) {
        Set<String> individuals = new LinkedHashSet<>();
        pandas.columns().forEach(column -> individuals.add(individual(column.names())));
        return List.copyOf(individuals);
    }

    private static ArrayTable.Builder table(String group, PandasTable pandas, boolean agentIsGiven) {
        List<String> individuals = individuals(pandas);
        Map<String, FileColumn> columns = new LinkedHashMap<>();
        Map<String, PandasTable.@Nullable Column[]> places = new LinkedHashMap<>();
        for (PandasTable.Column column : pandas.columns()) {
            List<String> levels = column.names();
            FileColumn keypoint =
                    FileColumn.ofKeypoint(levels.get(levels.size() - 2), levels.get(levels.size() - 1), Kind.NUMBER);
            columns.putIfAbsent(keypoint.name(), keypoint);
            PandasTable.@Nullable Column[] ofAnimals = places.computeIfAbsent(
                    keypoint.name(), name -> new PandasTable.@Nullable Column[individuals.size()]);
            int animal = individuals.indexOf(individual(levels));
            if (ofAnimals[animal] != null) {
                throw new IngestException(
                        Problem.INVALID_HEADER,
                        "The data frame '%s' has the column '%s' twice".formatted(group, String.join(" ", levels)));
            }
            ofAnimals[animal] = column;
        }
        ArrayTable.Builder table = new ArrayTable.Builder();
        table.elements(ArrayTable.FRAME, group + "/index", pandas.index(), (index, frame, animal) -> index[0] = frame);
        boolean isOne = individuals.equals(List.of(""));
        if (!isOne) {
            table.individuals(individuals);
        } else if (!agentIsGiven) {
            table.individuals(List.of(ONLY_ANIMAL));
        }
        columns.forEach((name, column) -> table.add(
                column, new OfAnimals(group, places.getOrDefault(name, new PandasTable.@Nullable Column[0]))));
        return table;
    }

    /** The cells of a keypoint, which each animal has in a column of its own. */
    private record OfAnimals(String group, PandasTable.@Nullable Column[] columns) implements ArrayTable.Cells {

        @Override
        public double number(long frame, int animal) {
            PandasTable.Column column = columns[animal];
            return column == null ? Double.NaN : column.block().number(new long[] {frame, column.place()});
        }

        @Override
        public String text(long frame, int animal) {
            PandasTable.Column column = columns[animal];
            return column == null ? "" : column.block().text(new long[] {frame, column.place()});
        }

        @Override
        public String place(long frame, int animal) {
            PandasTable.Column column = columns[animal];
            return "%s[%d, %s]".formatted(group, frame, column == null ? "none" : String.join(" ", column.names()));
        }
    }
}
