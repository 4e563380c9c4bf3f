package org.collabenv.episodes.source.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;

/**
 * Finds the columns that a mapping names: by their names as they are, by the place among several of the same name, as in
 * {@code x#2}, or regardless of case, separators and unit.
 */
final class MappedColumns {

    private static final Pattern NUMBERED = Pattern.compile("(.+)#(\\d{1,4})");

    private final List<FileColumn> columns;
    private final ColumnMapping mapping;
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final Map<String, List<Integer>> byForm = new HashMap<>();

    private MappedColumns(List<FileColumn> columns, ColumnMapping mapping) {
        this.columns = columns;
        this.mapping = mapping;
        // Each name is taken apart once: a file may have thousands of columns, and its mapping as many pairs.
        for (int i = 0; i < columns.size(); i++) {
            FileColumn column = columns.get(i);
            if (column.kind() == FileColumn.Kind.PART) {
                continue;
            }
            byName.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(i);
            for (ColumnName.Form form : ColumnName.forms(column.name())) {
                List<Integer> named = byForm.computeIfAbsent(form.plain(), name -> new ArrayList<>());
                if (!named.contains(i)) {
                    named.add(i);
                }
            }
        }
    }

    /**
     * Returns the targets of the columns that the mapping names, by their positions in the file.
     *
     * @throws IngestException if the mapping names a column that is not there, or one of several without saying which
     */
    static Map<Integer, ColumnMapping.Target> of(List<FileColumn> columns, ColumnMapping mapping) {
        if (mapping.targets().isEmpty()) {
            return Map.of();
        }
        MappedColumns named = new MappedColumns(columns, mapping);
        Map<Integer, ColumnMapping.Target> mapped = new LinkedHashMap<>();
        mapping.targets().forEach((source, target) -> {
            for (int column : named.find(source, target)) {
                if (mapped.put(column, target) != null) {
                    throw named.refusal(source, "more than once", List.of());
                }
            }
        });
        return mapped;
    }

    /** Returns the columns that a name means: one, or all of the same name if they are dropped. */
    private List<Integer> find(String source, ColumnMapping.Target target) {
        List<Integer> found = called(source);
        if (found.isEmpty()) {
            throw refusal(source, "under no such name", List.of(withoutUnknown()));
        }
        Set<String> names = found.stream().map(i -> columns.get(i).name()).collect(Collectors.toSet());
        if (found.size() > 1 && !(target.drops() && names.size() == 1)) {
            throw refusal(source, "more than once (%s#2 is the second one)".formatted(Header.shown(source)), List.of());
        }
        return found;
    }

    private List<Integer> called(String source) {
        List<Integer> found = byName.getOrDefault(source, numbered(source));
        return found.isEmpty() ? byForm.getOrDefault(ColumnName.plain(source), List.of()) : found;
    }

    /** Suggests the mapping without the names that no column has. */
    private Suggestion withoutUnknown() {
        return MappingSuggestion.of(mapping.only(source -> !called(source).isEmpty()), Map.of());
    }

    private List<Integer> numbered(String source) {
        Matcher match = NUMBERED.matcher(source);
        if (!match.matches()) {
            return List.of();
        }
        List<Integer> sameName = byName.getOrDefault(match.group(1), List.of());
        int number = Integer.parseInt(match.group(2));
        return number >= 1 && number <= sameName.size() ? List.of(sameName.get(number - 1)) : List.of();
    }

    private IngestException refusal(String source, String how, List<Suggestion> suggestions) {
        return new IngestException(
                Problem.INVALID_PARAMETER,
                "The mapping names the column '%s', which is there %s; the columns seen are: %s"
                        .formatted(Header.shown(source), how, Header.names(columns)),
                suggestions);
    }
}
