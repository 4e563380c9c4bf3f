package org.collabenv.episodes.source.header;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.trajectory.Suggestion;

/** Suggests values of the parameter {@code mapping}, which keep what the upload has mapped already. */
public final class MappingSuggestion {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The characters that would end a pair, or make the pairs look like JSON. */
    private static final Pattern NEEDS_JSON = Pattern.compile("[,={}\"]|^\\s|\\s$");

    private MappingSuggestion() {}

    /** Suggests one more target. */
    public static Suggestion of(ColumnMapping given, String column, String target) {
        return of(given, Map.of(column, target));
    }

    /**
     * Suggests further targets.
     *
     * @param targets the targets by column, written as in the parameter
     */
    public static Suggestion of(ColumnMapping given, Map<String, String> targets) {
        Map<String, String> all = new LinkedHashMap<>();
        given.targets().forEach((column, target) -> {
            boolean isReplaced = targets.keySet().stream()
                    .anyMatch(other -> ColumnName.plain(other).equals(ColumnName.plain(column)));
            if (!isReplaced) {
                all.put(column, target.text());
            }
        });
        all.putAll(targets);
        return Suggestion.of("mapping", text(all));
    }

    private static String text(Map<String, String> targets) {
        boolean needsJson = targets.entrySet().stream()
                .anyMatch(pair -> NEEDS_JSON.matcher(pair.getKey()).find()
                        || NEEDS_JSON.matcher(pair.getValue()).find());
        if (!needsJson) {
            return targets.entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + pair.getValue())
                    .collect(Collectors.joining(","));
        }
        try {
            return JSON.writeValueAsString(targets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings is no JSON", e);
        }
    }
}
