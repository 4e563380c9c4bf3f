package org.collabenv.episodes.source.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.ColumnMapping;

/**
 * The columns that a mapping joins, as {@code date+time=time_index} and {@code arena+id=agent_id} do.
 *
 * @param joins the joins, none of which share a column
 */
public record JoinedColumns(List<Join> joins) {

    /** Between a date and its time of day, as ISO 8601 has it. */
    private static final char BLANK = ' ';

    /** Between the parts of a label. */
    private static final char SLASH = '/';

    /**
     * Columns that are one.
     *
     * @param name their names, joined by plus signs
     * @param parts their positions in the file, in the order in which they are joined
     * @param separator stands between their cells
     */
    public record Join(String name, List<Integer> parts, char separator) {

        /** Returns the position at which the joined cell is handed out: that of the last part. */
        public int place() {
            return parts.stream().mapToInt(Integer::intValue).max().orElseThrow();
        }
    }

    /**
     * Finds what the mapping joins. A name with a plus sign that is the name of a column means that column.
     *
     * @param aliases tells the times, whose parts are separated by a blank
     */
    public static JoinedColumns of(List<FileColumn> columns, ColumnMapping mapping, ColumnAliases aliases) {
        List<Join> joins = new ArrayList<>();
        // Each name is taken apart once: a file may have thousands of columns, and its mapping as many pairs.
        Map<String, List<Integer>> byPlainName = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add(columns.get(i).name());
            byPlainName
                    .computeIfAbsent(ColumnName.plain(columns.get(i).name()), name -> new ArrayList<>())
                    .add(i);
        }
        Set<Integer> joined = new HashSet<>();
        mapping.targets().forEach((source, target) -> {
            if (source.indexOf('+') < 0 || names.contains(source)) {
                return;
            }
            List<Integer> parts = new ArrayList<>();
            for (String name : source.split("\\+", -1)) {
                List<Integer> found = byPlainName.getOrDefault(ColumnName.plain(name.strip()), List.of());
                if (found.size() != 1 || !joined.add(found.get(0))) {
                    return; // the planner refuses a name that is none, or is used twice
                }
                parts.add(found.get(0));
            }
            boolean isTime = aliases.find(ColumnName.plain(target.name()))
                    .filter(alias -> alias.targets().equals(List.of(ColumnRole.TIME_TARGET)))
                    .isPresent();
            joins.add(new Join(source, parts, isTime ? BLANK : SLASH));
        });
        return new JoinedColumns(joins);
    }

    /** Returns the columns with the joined ones. */
    public List<FileColumn> in(List<FileColumn> columns) {
        List<FileColumn> joined = new ArrayList<>(columns);
        for (Join join : joins) {
            for (int part : join.parts()) {
                joined.set(part, new FileColumn(columns.get(part).name(), FileColumn.Kind.PART));
            }
            joined.set(join.place(), new FileColumn(join.name(), FileColumn.Kind.UNDECLARED));
        }
        return joined;
    }
}
