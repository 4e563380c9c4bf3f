package org.collabenv.episodes.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The table of names that files use for the columns we know: {@code column-aliases.properties}. */
final class ColumnAliases {

    private static final String RESOURCE = "/column-aliases.properties";

    private record Prefix(String text, List<String> targets) {}

    private final Map<String, List<String>> exact = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();

    private ColumnAliases(Properties table) {
        for (String key : table.stringPropertyNames()) {
            List<String> targets = List.of(key.split("\\+", -1));
            for (String alias : table.getProperty(key).split(",", -1)) {
                add(alias.strip(), targets);
            }
        }
        prefixes.sort(
                Comparator.comparing((Prefix prefix) -> prefix.text().length()).reversed());
    }

    static ColumnAliases load() {
        Properties table = new Properties();
        try (InputStream resource = ColumnAliases.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8);
            table.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ColumnAliases(table);
    }

    private void add(String alias, List<String> targets) {
        if (alias.endsWith("*")) {
            prefixes.add(new Prefix(alias.substring(0, alias.length() - 1), targets));
        } else if (exact.put(alias, targets) != null) {
            throw new IllegalStateException(RESOURCE + " gives the name " + alias + " twice");
        }
    }

    /** What a column becomes: one target, several for a list, or its own name where the table does not know it. */
    List<String> targets(String columnName) {
        String name = columnName.toLowerCase(Locale.ROOT);
        List<String> targets = exact.get(name);
        if (targets != null) {
            return targets;
        }
        for (Prefix prefix : prefixes) {
            if (name.startsWith(prefix.text())) {
                return prefix.targets();
            }
        }
        return List.of(columnName);
    }
}
