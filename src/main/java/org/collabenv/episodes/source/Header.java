package org.collabenv.episodes.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * A file's header and what each of its columns becomes.
 *
 * @param names the columns as the file names them, in its order
 * @param targets for each column its targets: none if it is ignored, one, or several for a list of numbers
 */
record Header(List<String> names, List<List<String>> targets) {

    /** Columns of a file. Each costs some kilobytes while it loads, so a header must not have any number of them. */
    static final int MOST_COLUMNS = 4096;

    private static final int LONGEST_NAME = 200;

    /**
     * Reads a header.
     *
     * @throws IngestException naming the columns if one is missing, or two would fill one role
     */
    static Header of(List<String> columnNames, ColumnAliases aliases) {
        List<String> names = columnNames.stream().map(String::strip).toList();
        List<List<String>> targets = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (String name : names) {
            requireUsable(name);
            List<String> columnTargets = name.isEmpty() ? List.of() : aliases.targets(name);
            for (String target : columnTargets) {
                String earlier = taken.putIfAbsent(target, name);
                if (earlier != null) {
                    throw refused("The columns '%s' and '%s' would both become %s"
                            .formatted(shown(earlier), shown(name), shown(target)));
                }
            }
            targets.add(columnTargets);
        }
        requireColumns(taken, names);
        return new Header(names, List.copyOf(targets));
    }

    /** Columns without a name, such as the row index that a data frame writes: they are read over. */
    List<String> ignored() {
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (targets.get(i).isEmpty()) {
                ignored.add(names.get(i));
            }
        }
        return ignored;
    }

    private static void requireColumns(Map<String, String> taken, List<String> names) {
        List<String> required = new ArrayList<>(List.of(ColumnRole.TIME_TARGET, ColumnRole.AGENT_TARGET));
        for (Coordinate coordinate : Coordinate.values()) {
            if (coordinate.required()) {
                required.add(coordinate.column());
            }
        }
        List<String> missing =
                required.stream().filter(target -> !taken.containsKey(target)).toList();
        if (!missing.isEmpty()) {
            throw refused("No column gives %s; the columns seen are: %s"
                    .formatted(String.join(", ", missing), shown(String.join(", ", names))));
        }
    }

    private static void requireUsable(String name) {
        if (name.length() > LONGEST_NAME) {
            throw refused("A column name has %d characters, at most %d are taken: %s"
                    .formatted(name.length(), LONGEST_NAME, shown(name)));
        }
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == Utf8.MALFORMED)) {
            throw refused("The column name '%s' holds a control character or is not UTF-8".formatted(shown(name)));
        }
    }

    private static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?").replace(Utf8.MALFORMED, '?');
        return printable.length() <= LONGEST_NAME ? printable : printable.substring(0, LONGEST_NAME) + "…";
    }

    private static IngestException refused(String detail) {
        return new IngestException(Problem.INVALID_HEADER, detail);
    }
}
