package org.collabenv.episodes.source.header;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The table of names that files use for known columns: {@code column-aliases.properties} and, if there is one, a lab's
 * own file.
 */
public final class ColumnAliases {

    private static final String RESOURCE = "/column-aliases.properties";

    /**
     * The table's entry for a name.
     *
     * @param targets one target, or several for a list of numbers
     * @param group the position of the name's group: a lower one wins
     */
    record Alias(List<String> targets, int group) {}

    private record Prefix(String text, Alias alias) {}

    private final Map<String, Alias> exact = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();

    private ColumnAliases() {}

    /**
     * Reads the table.
     *
     * @param ofTheLab a file in the same form, whose names take precedence over the built-in ones; null if there is
     *     none
     * @throws IllegalStateException if a file cannot be read or gives a name twice; the message names the file
     */
    public static ColumnAliases load(@Nullable Path ofTheLab) {
        ColumnAliases aliases = new ColumnAliases();
        if (ofTheLab != null) {
            try (Reader reader = Files.newBufferedReader(ofTheLab)) {
                aliases.add(reader, ofTheLab.toString());
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalStateException("The column aliases in " + ofTheLab + " cannot be read", e);
            }
        }
        Map<String, Alias> first = Map.copyOf(aliases.exact);
        aliases.exact.clear();
        try (InputStream resource = ColumnAliases.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            aliases.add(new InputStreamReader(resource, StandardCharsets.UTF_8), RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        aliases.exact.putAll(first);
        aliases.prefixes.sort(
                Comparator.comparing((Prefix prefix) -> prefix.text().length()).reversed());
        return aliases;
    }

    private void add(Reader file, String name) throws IOException {
        Properties table = new Properties();
        table.load(file);
        for (String key : table.stringPropertyNames()) {
            List<String> targets = List.of(key.split("\\+", -1));
            if (targets.size() > 1
                    && targets.stream().anyMatch(target -> ColumnRole.of(target) != ColumnRole.PROPERTY)) {
                throw new IllegalStateException(
                        name + " splits a list into " + key + ", but the elements of a list can only be properties");
            }
            String[] groups = table.getProperty(key).split("\\|", -1);
            for (int group = 0; group < groups.length; group++) {
                // A group may be empty: names after an empty first group, such as those of a time, are in the second.
                if (!groups[group].isBlank()) {
                    for (String alias : groups[group].split(",", -1)) {
                        add(alias.strip(), new Alias(targets, group), name);
                    }
                }
            }
        }
    }

    private void add(String name, Alias alias, String file) {
        String plain = ColumnName.plain(name);
        if (plain.endsWith("*")) {
            prefixes.add(new Prefix(plain.substring(0, plain.length() - 1), alias));
        } else if (plain.isEmpty() || exact.put(plain, alias) != null) {
            throw new IllegalStateException(file + " gives the name '" + name + "' twice, or an empty one");
        }
    }

    /** Returns the table's entry for a name, which is given without case, separators and unit. */
    Optional<Alias> find(String plainName) {
        Alias alias = exact.get(plainName);
        if (alias != null) {
            return Optional.of(alias);
        }
        return prefixes.stream()
                .filter(prefix -> plainName.startsWith(prefix.text()))
                .findFirst()
                .map(Prefix::alias);
    }
}
