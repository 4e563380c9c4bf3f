package org.collabenv.episodes.source.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;

/** Knows files whose first line is a row of numbers, which would be lost if it were taken for the header. */
final class Headerless {

    private static final List<String> COORDINATES = List.of("x", "y", "z");

    /** The cells of a row that a planar or a spatial position and its key take. */
    private static final int WITHOUT_HEIGHT = 4;

    private static final int WITH_HEIGHT = 5;

    /** The cells of a line of the MOT challenge, and the one with the confidence. */
    private static final int FEWEST_OF_MOT = 7;

    private static final int MOST_OF_MOT = 10;
    private static final int CONFIDENCE = 6;

    private Headerless() {}

    /** Returns whether the cells of a file's first record are numbers, and so no names. */
    static boolean isRow(List<String> cells) {
        long numbers = cells.stream().filter(Headerless::isNumber).count();
        return numbers > 1
                && numbers == cells.stream().filter(cell -> !cell.isBlank()).count();
    }

    private static boolean isNumber(String cell) {
        return !Double.isNaN(Numbers.real(cell));
    }

    private static boolean isWhole(String cell) {
        String number = cell.strip();
        return Numbers.integer(number) != Numbers.NOT_AN_INT;
    }

    /** Returns the names that a comment gives to the columns of a record; empty if it gives none. */
    static List<String> namesIn(String comment, char delimiter, int columns) {
        List<String> names = Stream.of(comment.split(
                        delimiter == CsvPreface.BLANK ? "\\s+" : Pattern.quote(String.valueOf(delimiter)), -1))
                .map(String::strip)
                .toList();
        boolean isHeader = names.size() == columns && !names.contains("") && !isRow(names);
        return isHeader ? names : List.of();
    }

    /** Returns the names of columns that nobody names. */
    static List<String> numbered(int columns) {
        return IntStream.rangeClosed(1, columns)
                .mapToObj(column -> "column_" + column)
                .toList();
    }

    /** Returns the refusal of a file that seems to have no header. */
    static IngestException refusal(List<String> cells, long line, char delimiter) {
        return new IngestException(
                Problem.INVALID_HEADER,
                "Line %d holds numbers, such as %s: the file seems to have no header line. Pass columns with the names of the columns in order, for example columns=frame,id,x,y, or layout=mot for a file of the MOT challenge"
                        .formatted(line, cells.get(0).strip()),
                suggestions(cells, delimiter));
    }

    private static List<Suggestion> suggestions(List<String> cells, char delimiter) {
        int size = cells.size();
        List<Suggestion> suggestions = new ArrayList<>();
        if (delimiter == ',' && size >= FEWEST_OF_MOT && size <= MOST_OF_MOT && isMot(cells)) {
            suggestions.add(Suggestion.of("layout", "mot"));
        } else if (size >= WITHOUT_HEIGHT && isWhole(cells.get(0)) && isWhole(cells.get(1))) {
            suggestions.add(Suggestion.of("columns", names("frame,id", size)));
            suggestions.add(Suggestion.of("columns", names("id,frame", size)));
        } else if (size >= WITHOUT_HEIGHT && isWhole(cells.get(1))) {
            suggestions.add(Suggestion.of("columns", names("time,id", size)));
        } else if (size >= WITHOUT_HEIGHT && isWhole(cells.get(0))) {
            suggestions.add(Suggestion.of("columns", names("id,time", size)));
        }
        return suggestions;
    }

    private static boolean isMot(List<String> cells) {
        String confidence = cells.get(CONFIDENCE).strip();
        double value = Numbers.real(confidence);
        return isWhole(cells.get(0)) && isWhole(cells.get(1)) && value >= -1 && value <= 1;
    }

    /** Returns names for all columns: after the key the coordinates, then numbered ones, which become properties. */
    private static String names(String key, int columns) {
        int coordinates = columns == WITH_HEIGHT ? COORDINATES.size() : 2;
        List<String> names = new ArrayList<>(List.of(key.split(",", -1)));
        names.addAll(COORDINATES.subList(0, coordinates));
        names.addAll(numbered(columns).subList(names.size(), columns));
        return String.join(",", names);
    }
}
