package org.collabenv.episodes.source.array;

import java.util.HashMap;
import java.util.HashSet;
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

/**
 * Arrays with one element per row, as TRex writes them for each animal, whose number is in an array of its own; or one array of
 * rows, whose columns the upload names.
 */
final class ColumnsLayout implements ArrayLayouts.Layout {

    private static final int FEWEST_COLUMNS = 3;
    private static final String ID = "id";

    @Override
    public @Nullable ArrayTable table(Map<String, Object> values, ReadingOptions options, Limits limits) {
        if (values.size() == 1
                && values.values().iterator().next() instanceof NumberArray rows
                && rows.dimensions() == 2) {
            return rows(rows, options.text().columns());
        }
        long length = commonLength(values);
        if (length < 0) {
            return null;
        }
        ArrayTable.Builder table = new ArrayTable.Builder();
        Set<String> used = new HashSet<>();
        for (Map.Entry<String, Object> value : values.entrySet()) {
            String name = value.getKey();
            if (value.getValue() instanceof NumberArray array && array.dimensions() == 1 && array.length(0) == length) {
                table.elements(name, name, array, (index, frame, animal) -> index[0] = frame);
                used.add(name);
            } else if (value.getValue() instanceof List<?> texts && texts.size() == length) {
                boolean areTexts = texts.stream().allMatch(String.class::isInstance);
                table.add(new FileColumn(name, areTexts ? Kind.TEXT : Kind.UNDECLARED), new Texts(name, texts));
                used.add(name);
            }
        }
        if (!used.contains(ID) && values.get(ID) instanceof NumberArray id && isOne(id) && options.agent() == null) {
            used.add(ID);
            table.individuals(List.of(id.text(new long[id.dimensions()]).replaceAll("\\.0$", "")));
        }
        return used.size() < FEWEST_COLUMNS ? null : table.leftOut(values, used).build(length, 1);
    }

    private static boolean isOne(NumberArray array) {
        return array.dimensions() == 0 || (array.dimensions() == 1 && array.length(0) == 1);
    }

    /** Returns the length that most arrays of one dimension and lists have; -1 if there is none. */
    private static long commonLength(Map<String, Object> values) {
        Map<Long, Integer> counts = new HashMap<>();
        for (Object value : values.values()) {
            if (value instanceof NumberArray array && array.dimensions() == 1 && array.length(0) > 1) {
                counts.merge(array.length(0), 1, Integer::sum);
            } else if (value instanceof List<?> list && list.size() > 1) {
                counts.merge((long) list.size(), 1, Integer::sum);
            }
        }
        long common = -1;
        int most = 0;
        for (Map.Entry<Long, Integer> count : counts.entrySet()) {
            // Of two that are as frequent, the longer one: the shorter one is that of the numbers about the file.
            if (count.getValue() > most || (count.getValue() == most && count.getKey() > common)) {
                common = count.getKey();
                most = count.getValue();
            }
        }
        return common;
    }

    private static ArrayTable rows(NumberArray rows, List<String> names) {
        if (names.size() != rows.length(1)) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "The file holds one array of %d rows and %d columns without names: pass columns with the names of the columns in order, for example columns=frame,id,x,y"
                            .formatted(rows.length(0), rows.length(1)));
        }
        ArrayTable.Builder table = new ArrayTable.Builder();
        for (int column = 0; column < names.size(); column++) {
            int at = column;
            table.elements(names.get(column), "array", rows, (index, frame, animal) -> {
                index[0] = frame;
                index[1] = at;
            });
        }
        return table.build(rows.length(0), 1);
    }

    private record Texts(String name, List<?> texts) implements ArrayTable.Cells {
        @Override
        public double number(long frame, int animal) {
            return Double.NaN;
        }

        @Override
        public String text(long frame, int animal) {
            return String.valueOf(texts.get((int) frame));
        }

        @Override
        public String place(long frame, int animal) {
            return "%s[%d]".formatted(name, frame);
        }
    }
}
