package org.collabenv.episodes.source.wide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;

/**
 * The header of Motive (OptiTrack): a record about the take, then records with the type, the name, the id, the quantity and the
 * axis of each column. Rigid bodies and markers are agents; axes stay as they are, with y up.
 */
final class MotiveHeader extends WideHeader {

    private static final String TAKE = "Format Version";
    private static final String FRAME = "Frame";
    private static final String TYPE = "Type";
    private static final String NAME = "Name";
    private static final String POSITION = "position";
    private static final String AGENT_TYPE = "agent_type";

    /** The columns that all assets share: the frame and the time. */
    private static final int FIRST_ASSET = 2;

    private static final int MOST_RECORDS = 12;

    /** A rigid body or marker: a marker of a body is in the file twice, as it was solved and as it was measured. */
    private record Asset(String type, String name) {}

    private final List<List<String>> records = new ArrayList<>();

    private MotiveHeader() {
        super("Motive (OptiTrack)");
    }

    static Optional<WideHeader> of(List<String> record) {
        return cell(record, 0).equalsIgnoreCase(TAKE) ? Optional.of(new MotiveHeader()) : Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return !records.isEmpty() && cell(records.get(records.size() - 1), 0).equals(FRAME);
    }

    @Override
    public void add(List<String> record) {
        records.add(record);
        if (records.size() > MOST_RECORDS) {
            throw refusal("none of its first lines begins with 'Frame'");
        }
    }

    private List<String> labelled(String label) {
        return records.stream()
                .filter(record -> cell(record, 1).equals(label))
                .findFirst()
                .orElseThrow(() -> refusal("its header has no line with '%s' in the second column".formatted(label)));
    }

    @Override
    int width() {
        return records.get(records.size() - 1).size();
    }

    @Override
    WideTable table() {
        List<String> types = labelled(TYPE);
        List<String> names = labelled(NAME);
        List<String> axes = records.get(records.size() - 1);
        List<String> quantities = records.get(records.size() - 2);
        Map<Asset, Map<String, WideTable.InLine>> assets = new LinkedHashMap<>();
        for (int column = FIRST_ASSET; column < axes.size(); column++) {
            String name = cell(names, column);
            String what = what(cell(quantities, column), cell(axes, column));
            if (name.isEmpty() || what.isEmpty()) {
                continue; // Motive ends some lines with a comma
            }
            Asset asset = new Asset(snakeCase(cell(types, column)), name);
            boolean isNew = assets.computeIfAbsent(asset, added -> new LinkedHashMap<>())
                            .putIfAbsent(what, new WideTable.InLine(column, name + " " + what))
                    == null;
            if (!isNew) {
                throw refusal("it has the column '%s' of '%s' twice".formatted(what, name));
            }
        }
        if (assets.isEmpty()) {
            throw refusal("its header names no rigid body and no marker");
        }
        return table(assets, axes);
    }

    private static WideTable table(Map<Asset, Map<String, WideTable.InLine>> assets, List<String> axes) {
        boolean hasTypes = assets.keySet().stream().map(Asset::type).distinct().count() > 1;
        Set<String> properties = new LinkedHashSet<>();
        assets.values().forEach(own -> properties.addAll(own.keySet()));
        List<FileColumn> columns = new ArrayList<>();
        List<WideTable.Cell> shared = new ArrayList<>();
        for (int column = 0; column < FIRST_ASSET; column++) {
            columns.add(column(cell(axes, column)));
            shared.add(new WideTable.InLine(column, cell(axes, column)));
        }
        columns.add(column(WideTable.INDIVIDUAL));
        if (hasTypes) {
            columns.add(column(AGENT_TYPE));
        }
        properties.forEach(property -> columns.add(column(property)));
        List<List<WideTable.Cell>> animals = new ArrayList<>();
        assets.forEach((asset, own) -> {
            List<WideTable.Cell> cells = new ArrayList<>(shared);
            cells.add(new WideTable.Fixed(asset.name()));
            if (hasTypes) {
                cells.add(new WideTable.Fixed(asset.type()));
            }
            for (String property : properties) {
                WideTable.InLine cell = own.get(property);
                cells.add(cell == null ? WideTable.NOTHING : cell);
            }
            animals.add(cells);
        });
        return new WideTable(columns, animals);
    }

    /** Returns the name of a column of an asset: {@code x} for its position, {@code rotation_x}, {@code mean_marker_error}. */
    private static String what(String quantity, String axis) {
        String name = snakeCase(quantity);
        String suffix = axis.toLowerCase(Locale.ROOT);
        if (name.equals(POSITION)) {
            return suffix;
        }
        return suffix.isEmpty() ? name : name + "_" + suffix;
    }

    private static String snakeCase(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
