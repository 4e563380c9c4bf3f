package org.collabenv.episodes.source.wide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collabenv.episodes.source.feed.FileColumn;

/**
 * The header of idtracker.ai, idTracker and AnimalTA: the name of each coordinate ends in its animal, as in {@code x1} and
 * {@code X_Arena0_Ind1}.
 */
final class NumberedHeader extends WideHeader {

    private static final Pattern OF_AN_ANIMAL = Pattern.compile(
            "(x|y|z|probid|prob|probability|id_?probability)_?(arena\\d{1,6}_ind\\d{1,6}|\\d{1,6})",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> TIMES = Set.of("time", "seconds", "frame", "frames");
    private static final String PROBABILITY = "id_probability";
    private static final int LONGEST_NAME = 50;

    /** The two corners of a box are named as two animals are. */
    private static final Set<String> CORNERS = Set.of("1", "2");

    private final List<String> record;

    private NumberedHeader(List<String> record) {
        super("idtracker.ai or AnimalTA (a pair of columns per animal)");
        this.record = record;
    }

    static Optional<WideHeader> of(List<String> record, boolean agentIsGiven) {
        NumberedHeader header = new NumberedHeader(record);
        return !agentIsGiven && header.isRecognised() ? Optional.of(header) : Optional.empty();
    }

    private boolean isRecognised() {
        Map<String, Map<String, Integer>> animals = new LinkedHashMap<>();
        boolean hasFrames = false;
        for (int column = 0; column < record.size(); column++) {
            String name = cell(record, column);
            boolean isTime = TIMES.contains(name.toLowerCase(Locale.ROOT));
            hasFrames |= name.toLowerCase(Locale.ROOT).startsWith(WideTable.FRAME);
            if (!isTime && !name.isEmpty() && !add(column, animals)) {
                return false;
            }
        }
        boolean mayBeBox = hasFrames
                && animals.keySet().equals(CORNERS)
                && animals.values().stream().allMatch(own -> own.size() == 2);
        return !animals.isEmpty()
                && !mayBeBox
                && animals.values().stream().allMatch(own -> own.containsKey("x") && own.containsKey("y"));
    }

    /** Adds a column to those of its animal; returns false if it belongs to none, or repeats another one. */
    private boolean add(int column, Map<String, Map<String, Integer>> animals) {
        String name = cell(record, column);
        Matcher match = OF_AN_ANIMAL.matcher(name);
        if (name.length() > LONGEST_NAME || !match.matches()) {
            return false;
        }
        String word = match.group(1).toLowerCase(Locale.ROOT);
        String quantity = word.length() == 1 ? word : PROBABILITY;
        return animals.computeIfAbsent(match.group(2), animal -> new LinkedHashMap<>())
                        .putIfAbsent(quantity, column)
                == null;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public void add(List<String> next) {
        throw new IllegalStateException("The header has one record");
    }

    @Override
    int width() {
        return record.size();
    }

    @Override
    WideTable table() {
        List<FileColumn> columns = new ArrayList<>();
        List<WideTable.Cell> shared = new ArrayList<>();
        Map<String, Map<String, Integer>> animals = new LinkedHashMap<>();
        Set<String> quantities = new LinkedHashSet<>();
        boolean hasFrames = record.stream()
                .anyMatch(name -> name.strip().toLowerCase(Locale.ROOT).startsWith(WideTable.FRAME));
        for (int column = 0; column < record.size(); column++) {
            String name = cell(record, column);
            boolean isIndex = column == 0 && name.isEmpty() && !hasFrames;
            if (isIndex || TIMES.contains(name.toLowerCase(Locale.ROOT))) {
                // The index of a data frame, which has no name, counts the frames.
                columns.add(column(isIndex ? WideTable.FRAME : name));
                shared.add(new WideTable.InLine(column, name));
            } else if (!name.isEmpty()) {
                add(column, animals);
            }
        }
        if (columns.isEmpty()) {
            columns.add(column(WideTable.FRAME));
            shared.add(new WideTable.LineNumber());
        }
        animals.values().forEach(own -> quantities.addAll(own.keySet()));
        columns.add(column(WideTable.INDIVIDUAL));
        quantities.forEach(quantity -> columns.add(column(quantity)));
        List<List<WideTable.Cell>> rows = new ArrayList<>();
        animals.forEach((animal, own) -> {
            List<WideTable.Cell> cells = new ArrayList<>(shared);
            cells.add(new WideTable.Fixed(animal));
            for (String quantity : quantities) {
                Integer column = own.get(quantity);
                cells.add(column == null ? WideTable.NOTHING : new WideTable.InLine(column, cell(record, column)));
            }
            rows.add(cells);
        });
        return new WideTable(columns, rows);
    }
}
