package org.collabenv.episodes.source.wide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.FileColumn.Kind;

/** Collects which column of a file gives which coordinate of which keypoint of which animal. */
final class Keypoints {

    private static final Map<String, String> ENDINGS = Map.of(
            "x", FileColumn.KEYPOINT_X,
            "y", FileColumn.KEYPOINT_Y,
            "z", FileColumn.KEYPOINT_Z,
            "likelihood", FileColumn.KEYPOINT_CONFIDENCE);

    private final Map<String, FileColumn> columns = new LinkedHashMap<>();
    private final Map<String, Map<String, WideTable.Cell>> cells = new LinkedHashMap<>();

    /** Adds a column of the file; returns false if another one gives the same. */
    boolean add(String individual, String part, String coordinate, WideTable.Cell cell) {
        String word = coordinate.toLowerCase(Locale.ROOT);
        FileColumn column = FileColumn.ofKeypoint(part, ENDINGS.getOrDefault(word, "_" + coordinate), Kind.UNDECLARED);
        columns.putIfAbsent(column.name(), column);
        return cells.computeIfAbsent(individual, animal -> new LinkedHashMap<>())
                        .putIfAbsent(column.name(), cell)
                == null;
    }

    List<FileColumn> columns() {
        return List.copyOf(columns.values());
    }

    /** Returns the animals in the order of the file. */
    Set<String> individuals() {
        return cells.keySet();
    }

    /** Returns the cells of an animal, one for each column. */
    List<WideTable.Cell> cells(String individual) {
        Map<String, WideTable.Cell> own = cells.getOrDefault(individual, Map.of());
        List<WideTable.Cell> inOrder = new ArrayList<>();
        columns.keySet().forEach(name -> inOrder.add(own.getOrDefault(name, WideTable.NOTHING)));
        return inOrder;
    }
}
