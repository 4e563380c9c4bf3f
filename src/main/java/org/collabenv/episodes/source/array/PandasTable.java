package org.collabenv.episodes.source.array;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A data frame of numbers that pandas has written to HDF5, in either of its two formats. Columns of the same type are a block.
 *
 * @param index the frame of each row
 */
record PandasTable(NumberArray index, List<Column> columns) {

    private static final String APPENDABLE = "table";
    private static final int MOST_LEVELS = 8;
    private static final int MOST_BLOCKS = 64;

    /**
     * A column.
     *
     * @param names its names, from the outermost to the innermost
     * @param block the numbers of its block, by row and column
     * @param place its position in the block
     */
    record Column(List<String> names, NumberArray block, int place) {}

    /** Returns the number of rows. */
    long rows() {
        return index.length(0);
    }

    /** Returns the table in a group; null if the group holds none, or one with columns that are no numbers. */
    static @Nullable PandasTable of(Group group, Hdf5Reader file) {
        if (group.getAttribute("pandas_type") == null) {
            return null;
        }
        if (group.getChildren().containsKey("axis1_level0")) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "The data frame '%s' names its rows by images and not by frames, as those are that were labelled by hand: such frames are no tracks"
                            .formatted(group.getName()));
        }
        Node appendable = group.getChildren().get(APPENDABLE);
        NumberArray index =
                appendable instanceof Dataset dataset ? file.member(dataset, "index") : file.numbersIn(group, "axis1");
        List<Column> columns = new ArrayList<>();
        for (int block = 0; block < MOST_BLOCKS; block++) {
            NumberArray numbers;
            List<List<String>> names;
            if (appendable instanceof Dataset dataset) {
                String name = "values_block_" + block;
                byte[] pickle = Hdf5Reader.bytes(dataset, name + "_kind");
                if (pickle == null) {
                    break;
                }
                numbers = file.member(dataset, name);
                names = pickledNames(pickle);
            } else {
                if (!group.getChildren().containsKey("block%d_values".formatted(block))) {
                    break;
                }
                numbers = file.numbersIn(group, "block%d_values".formatted(block));
                names = numbers == null || numbers.dimensions() != 2
                        ? List.of()
                        : levelNames(group, block, numbers.length(1), file);
            }
            boolean fits = index != null
                    && index.dimensions() == 1
                    && numbers != null
                    && numbers.dimensions() == 2
                    && numbers.length(0) == index.length(0)
                    && numbers.length(1) == names.size();
            if (!fits || numbers == null) {
                return null;
            }
            for (int place = 0; place < names.size(); place++) {
                columns.add(new Column(names.get(place), numbers, place));
            }
        }
        return index == null || columns.isEmpty() ? null : new PandasTable(index, List.copyOf(columns));
    }

    private static List<List<String>> pickledNames(byte[] pickle) {
        MappedBytes bytes = MappedBytes.of(pickle);
        List<List<String>> names = new ArrayList<>();
        if (PickleReader.read(bytes, 0, bytes.size()) instanceof List<?> columns) {
            for (Object column : columns) {
                names.add(
                        column instanceof Object[] levels
                                ? List.of(levels).stream().map(String::valueOf).toList()
                                : List.of(String.valueOf(column)));
            }
        }
        return names;
    }

    private static List<List<String>> levelNames(Group group, int block, long columns, Hdf5Reader file) {
        List<List<String>> names = new ArrayList<>();
        for (int level = 0; level < MOST_LEVELS; level++) {
            List<String> words = file.textsIn(group, "block%d_items_level%d".formatted(block, level));
            NumberArray codes = file.numbersIn(group, "block%d_items_label%d".formatted(block, level));
            if (words == null || codes == null || codes.dimensions() != 1 || codes.length(0) != columns) {
                break;
            }
            for (int column = 0; column < columns; column++) {
                int code = (int) codes.number(new long[] {column});
                if (level == 0) {
                    names.add(new ArrayList<>());
                }
                names.get(column).add(code >= 0 && code < words.size() ? words.get(code) : "");
            }
        }
        return names;
    }
}
