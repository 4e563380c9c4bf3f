package org.collabenv.episodes.source.array;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data frame of numbers that pandas has written to HDF5, in either of its two formats.
 *
 * @param names the names of each column, from the outermost to the innermost
 * @param index the frame of each row
 * @param values the numbers, by row and column
 */
record PandasTable(List<List<String>> names, NumberArray index, NumberArray values) {

    private static final String APPENDABLE = "table";
    private static final String BLOCK = "values_block_0";
    private static final String FIXED_BLOCK = "block0_values";
    private static final int MOST_LEVELS = 8;

    /** Returns the table in a group; null if the group holds none. */
    static @Nullable PandasTable of(Group group, Hdf5Reader file) {
        if (group.getAttribute("pandas_type") == null) {
            return null;
        }
        Node appendable = group.getChildren().get(APPENDABLE);
        if (appendable instanceof Dataset dataset) {
            return appendable(dataset, file);
        }
        return fixed(group, file);
    }

    private static @Nullable PandasTable appendable(Dataset dataset, Hdf5Reader file) {
        byte[] pickle = Hdf5Reader.bytes(dataset, BLOCK + "_kind");
        NumberArray index = file.member(dataset, "index");
        NumberArray values = file.member(dataset, BLOCK);
        if (pickle == null || index == null || values == null || values.dimensions() != 2) {
            return null;
        }
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
        return names.size() == values.length(1) ? new PandasTable(names, index, values) : null;
    }

    private static @Nullable PandasTable fixed(Group group, Hdf5Reader file) {
        NumberArray values = file.numbersIn(group, FIXED_BLOCK);
        NumberArray index = file.numbersIn(group, "axis1");
        if (values == null || index == null || values.dimensions() != 2 || index.dimensions() != 1) {
            return null;
        }
        int columns = (int) Math.min(values.length(1), Integer.MAX_VALUE);
        List<List<String>> names = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            names.add(new ArrayList<>());
        }
        for (int level = 0; level < MOST_LEVELS; level++) {
            List<String> words = Hdf5Reader.textsIn(group, "block0_items_level" + level);
            NumberArray codes = file.numbersIn(group, "block0_items_label" + level);
            if (words == null || codes == null || codes.dimensions() != 1 || codes.length(0) != columns) {
                break;
            }
            for (int column = 0; column < columns; column++) {
                int code = (int) codes.number(new long[] {column});
                names.get(column).add(code >= 0 && code < words.size() ? words.get(code) : "");
            }
        }
        return index.length(0) == values.length(0) ? new PandasTable(names, index, values) : null;
    }
}
