package org.collabenv.episodes.source.wide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.collabenv.episodes.source.feed.FileColumn;

/**
 * The header of Metrica's tracking of a match: records with the team, the number and the name of each player, whose y is in the
 * unnamed column behind its x.
 */
final class MetricaHeader extends WideHeader {

    private static final String TEAM = "team";
    private static final List<String> SHARED = List.of("Period", "Frame");

    /** The columns that all players share: the period, the frame and the time. */
    private static final int FIRST_PLAYER = 3;

    private static final int TEAMS = 0;
    private static final int NAMES = 2;

    private final List<List<String>> records = new ArrayList<>();

    private MetricaHeader(List<String> first) {
        super("Metrica (lines with team, number and name of each player)");
        records.add(first);
    }

    static Optional<WideHeader> of(List<String> record) {
        boolean isOfTeams = record.size() > FIRST_PLAYER
                && record.stream().limit(FIRST_PLAYER).allMatch(String::isBlank)
                && record.stream().skip(FIRST_PLAYER).anyMatch(cell -> !cell.isBlank())
                && IntStream.range(FIRST_PLAYER, record.size() - 1)
                        .noneMatch(column -> !record.get(column).isBlank()
                                && !record.get(column + 1).isBlank());
        return isOfTeams ? Optional.of(new MetricaHeader(record)) : Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return records.size() > NAMES;
    }

    @Override
    public void add(List<String> record) {
        records.add(record);
        if (isComplete()
                && !record.stream()
                        .limit(SHARED.size())
                        .map(String::strip)
                        .toList()
                        .equals(SHARED)) {
            throw refusal("its third line does not begin with 'Period,Frame'");
        }
    }

    @Override
    int width() {
        return records.get(NAMES).size();
    }

    @Override
    WideTable table() {
        List<String> names = records.get(NAMES);
        List<FileColumn> columns = new ArrayList<>();
        List<WideTable.Cell> shared = new ArrayList<>();
        for (int column = 0; column < FIRST_PLAYER; column++) {
            columns.add(column(cell(names, column)));
            shared.add(new WideTable.InLine(column, cell(names, column)));
        }
        columns.addAll(List.of(column(WideTable.INDIVIDUAL), column(TEAM), column("x"), column("y")));
        List<List<WideTable.Cell>> players = new ArrayList<>();
        for (int column = FIRST_PLAYER; column < names.size(); column++) {
            String name = cell(names, column);
            if (!name.isEmpty()) {
                List<WideTable.Cell> cells = new ArrayList<>(shared);
                cells.add(new WideTable.Fixed(name));
                cells.add(new WideTable.Fixed(cell(records.get(TEAMS), column)));
                cells.add(new WideTable.InLine(column, name + " x"));
                cells.add(new WideTable.InLine(column + 1, name + " y"));
                players.add(cells);
            }
        }
        if (players.isEmpty()) {
            throw refusal("its third line names no player");
        }
        return new WideTable(columns, players);
    }
}
