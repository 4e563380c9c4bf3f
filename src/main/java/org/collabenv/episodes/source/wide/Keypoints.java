package org.collabenv.episodes.source.wide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.FileColumn.Kind;

/** Collects which column of a file gives which coordinate of which keypoint of which animal. */
final class Keypoints {

    private final Map<String, FileColumn> columns = new LinkedHashMap<>();
    private final Map<String, Map<String, WideTable.Cell>> cells = new LinkedHashMap<>();

    /** Adds a column of the file; returns false if another one gives the same. */
    boolean add(String individual, String part, String coordinate, WideTable.Cell cell) {
        FileColumn column = FileColumn.ofKeypoint(part, coordinate, Kind.UNDECLARED);
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
