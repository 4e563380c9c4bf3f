package org.collabenv.episodes.source.header;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;

/**
 * Gives each target to one column: first to those of the mapping, then by the groups of the table of names. A column that
 * gets nothing is a property of its own name.
 */
final class TargetClaims {

    /** The names of longitude and latitude in their plain form. */
    private static final Set<String> GEOGRAPHIC =
            Set.of("longitude", "lon", "locationlong", "locationlon", "latitude", "lat", "locationlat");

    private final List<Header.Column> columns;
    private final Set<Integer> mapped;
    private final ColumnMapping mapping;
    private final Map<String, Integer> holders = new HashMap<>();

    private TargetClaims(List<Header.Column> columns, Set<Integer> mapped, ColumnMapping mapping) {
        this.columns = columns;
        this.mapped = mapped;
        this.mapping = mapping;
    }

    /**
     * Settles the claims of all columns.
     *
     * @param columns changed in place
     * @param mapped the positions of the columns in the mapping
     * @throws IngestException if two columns have the same right to a target
     */
    static void settle(List<Header.Column> columns, Set<Integer> mapped, ColumnMapping mapping) {
        TargetClaims claims = new TargetClaims(columns, mapped, mapping);
        mapped.forEach(claims::claim);
        for (int i = 0; i < columns.size(); i++) {
            if (!mapped.contains(i)) {
                claims.claim(i);
            }
        }
    }

    private void claim(int i) {
        Header.Column column = columns.get(i);
        for (String target : column.targets()) {
            Integer holder = holders.putIfAbsent(target, i);
            if (holder == null) {
                continue;
            }
            Header.Column other = columns.get(holder);
            boolean lists = column.targets().size() + other.targets().size() > 2;
            if (rank(i) == rank(holder) || lists) {
                throw bothWouldBecome(target, holder, i);
            }
            int winner = rank(i) < rank(holder) ? i : holder;
            int loser = rank(i) < rank(holder) ? holder : i;
            requireOnePosition(winner, loser, target);
            holders.put(target, winner);
            if (!canBeProperty(columns.get(loser))) {
                throw bothWouldBecome(target, winner, loser);
            }
            columns.set(
                    loser,
                    columns.get(loser)
                            .ownProperty("own name: %s is given by '%s'"
                                    .formatted(target, columns.get(winner).name())));
            holders.put(columns.get(loser).name(), loser);
        }
    }

    /** Returns the rank of a column, of which the lowest wins. */
    private int rank(int column) {
        return mapped.contains(column) ? -1 : columns.get(column).group();
    }

    private boolean canBeProperty(Header.Column column) {
        return ColumnRole.of(column.name()) == ColumnRole.PROPERTY && !holders.containsKey(column.name());
    }

    private IngestException bothWouldBecome(String target, int first, int second) {
        Header.Column one = columns.get(first);
        Header.Column other = columns.get(second);
        if (one.name().equals(other.name())) {
            return refused(
                    "The name '%s' stands above more than one column: pass mapping=%s#2= to drop the second of them, or mapping=%s#2=<name> to call it otherwise"
                            .formatted(Header.shown(one.name()), Header.shown(one.name()), Header.shown(one.name())),
                    List.of(
                            MappingSuggestion.of(mapping, one.name() + "#2", ""),
                            MappingSuggestion.of(mapping, one.name() + "#1", "")));
        }
        return refused(
                "The columns '%s' and '%s' would both become %s: name the right one in mapping, or drop the other one there"
                        .formatted(Header.shown(one.name()), Header.shown(other.name()), Header.shown(target)),
                List.of(only(one, other, target), only(other, one, target)));
    }

    /** Suggests that a target is given by one column only. */
    private Suggestion only(Header.Column chosen, Header.Column other, String target) {
        Map<String, String> targets = new LinkedHashMap<>();
        if (chosen.targets().size() == 1) {
            targets.put(chosen.name(), new ColumnMapping.Target(target, chosen.readAs()).text());
        }
        boolean isFree = chosen.targets().size() == 1 && other.targets().size() == 1 && canBeProperty(other);
        if (!isFree) {
            targets.put(other.name(), "");
        } else if (mapping.targets().containsKey(other.name())) {
            targets.put(other.name(), other.name());
        }
        return MappingSuggestion.of(mapping, targets);
    }

    /**
     * Refuses a file with plain coordinates beside longitude and latitude: the plain ones may be the same place in another
     * projection, or accelerations.
     */
    private void requireOnePosition(int winner, int loser, String target) {
        Header.Column taken = columns.get(winner);
        Header.Column other = columns.get(loser);
        if (!GEOGRAPHIC.contains(ColumnName.plain(other.name()))
                || mapped.contains(winner)
                || taken.targets().size() != 1) {
            return;
        }
        throw refused(
                "Both '%s' and '%s' could be %s: pass mapping=%s=%s to take this one, or mapping=%s=%s to take the other"
                        .formatted(
                                Header.shown(taken.name()),
                                Header.shown(other.name()),
                                target,
                                Header.shown(taken.name()),
                                target,
                                Header.shown(other.name()),
                                target),
                List.of(
                        MappingSuggestion.of(mapping, other.name(), target),
                        MappingSuggestion.of(mapping, taken.name(), target)));
    }

    private static IngestException refused(String detail, List<Suggestion> suggestions) {
        return new IngestException(Problem.INVALID_HEADER, detail, suggestions);
    }
}
