package org.collabenv.episodes.source.wide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.source.feed.FileColumn;

/**
 * The header of DeepLabCut and Lightning Pose: records with the scorer, the individual (if there are several), the body part
 * and the coordinate of each column.
 */
final class DeepLabCutHeader extends WideHeader {

    private static final String SCORER = "scorer";
    private static final String INDIVIDUALS = "individuals";
    private static final String BODY_PARTS = "bodyparts";
    private static final String COORDINATES = "coords";

    private final boolean agentIsGiven;
    private final Map<String, List<String>> records = new LinkedHashMap<>();

    private DeepLabCutHeader(boolean agentIsGiven) {
        super("DeepLabCut");
        this.agentIsGiven = agentIsGiven;
    }

    static Optional<WideHeader> of(List<String> record, boolean agentIsGiven) {
        // Each column has the same scorer, so that a table with a column of that name is not taken for one.
        boolean isOneScorer = record.stream()
                        .skip(1)
                        .map(String::strip)
                        .filter(cell -> !cell.isEmpty())
                        .distinct()
                        .count()
                == 1;
        if (!cell(record, 0).equalsIgnoreCase(SCORER) || !isOneScorer) {
            return Optional.empty();
        }
        DeepLabCutHeader header = new DeepLabCutHeader(agentIsGiven);
        header.add(record);
        return Optional.of(header);
    }

    @Override
    public boolean isComplete() {
        return records.containsKey(COORDINATES);
    }

    @Override
    public void add(List<String> record) {
        String name = cell(record, 0).toLowerCase(Locale.ROOT);
        boolean isExpected =
                List.of(SCORER, INDIVIDUALS, BODY_PARTS, COORDINATES).contains(name);
        if (!isExpected || records.putIfAbsent(name, record) != null) {
            throw refusal("its header has no line that begins with 'coords': the line with '%s' is in its place"
                    .formatted(cell(record, 0)));
        }
    }

    @Override
    int width() {
        return records.getOrDefault(COORDINATES, List.of()).size();
    }

    @Override
    WideTable table() {
        List<String> coordinates = records.getOrDefault(COORDINATES, List.of());
        List<String> parts = records.getOrDefault(BODY_PARTS, List.of());
        List<String> individuals = records.getOrDefault(INDIVIDUALS, List.of());
        if (cell(coordinates, 1).isEmpty()) {
            throw refusal("its rows are frames that were labelled by hand, each named by an image, and not tracks");
        }
        Keypoints keypoints = new Keypoints();
        for (int column = 1; column < coordinates.size(); column++) {
            String individual = individuals.isEmpty() ? "" : cell(individuals, column);
            String part = cell(parts, column);
            String coordinate = cell(coordinates, column);
            if (part.isEmpty() && coordinate.isEmpty()) {
                continue; // spreadsheets end lines with commas
            }
            if (part.isEmpty() || coordinate.isEmpty()) {
                throw refusal("column %d of its header has no body part or no coordinate".formatted(column + 1));
            }
            String name = (individual.isEmpty() ? "" : individual + " ") + part + " " + coordinate;
            if (!keypoints.add(individual, part, coordinate, new WideTable.InLine(column, name))) {
                throw refusal("it has the column '%s' twice".formatted(name));
            }
        }
        boolean isOne = individuals.isEmpty();
        List<FileColumn> columns = new ArrayList<>(List.of(column(WideTable.FRAME)));
        if (!isOne || !agentIsGiven) {
            columns.add(column(WideTable.INDIVIDUAL));
        }
        columns.addAll(keypoints.columns());
        List<List<WideTable.Cell>> animals = new ArrayList<>();
        for (String individual : keypoints.individuals()) {
            List<WideTable.Cell> cells = new ArrayList<>(List.of(new WideTable.InLine(0, WideTable.FRAME)));
            if (!isOne || !agentIsGiven) {
                cells.add(new WideTable.Fixed(isOne ? ONLY_ANIMAL : individual));
            }
            cells.addAll(keypoints.cells(individual));
            animals.add(cells);
        }
        return new WideTable(columns, animals);
    }
}
