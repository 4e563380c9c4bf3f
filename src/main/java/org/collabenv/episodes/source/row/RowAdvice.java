package org.collabenv.episodes.source.row;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.MappingSuggestion;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.trajectory.RowError;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Suggestion;

/** Finds what the errors of rows have in common, and suggests how to read the file instead. */
public final class RowAdvice {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*[+-]?\\d+,\\d+(?:[eE][+-]?\\d+)?\\s*");

    /** The words of programs for a missing value, beside the words that are missing values anyway. */
    private static final Pattern MISSING = Pattern.compile(
            "[+-]?nan(?:\\(\\w*\\))?|[+-]?1\\.#(?:QNAN|SNAN|IND|INF)\\w*|#?n/a|-+|\\?|\\.|missing|undefined|nil|void|#(?:NUM|DIV/0|VALUE|REF)!",
            Pattern.CASE_INSENSITIVE);

    /** The names of columns that tell one episode from another. */
    private static final Set<String> EPISODES = Set.of(
            "episode",
            "episodeid",
            "trial",
            "trialid",
            "trialnumber",
            "run",
            "runid",
            "sequence",
            "seq",
            "session",
            "recording",
            "video",
            "experiment",
            "replicate",
            "rep");

    private static final String NOT_A_NUMBER = "not_a_number";
    private static final String NOT_AN_INTEGER = "not_an_integer";
    private static final String NOT_DECODABLE = "not_decodable";
    private static final Set<String> ABOUT_NUMBERS = Set.of(NOT_A_NUMBER, NOT_AN_INTEGER, "not_a_time");
    private static final String DUPLICATE_KEY = "duplicate_key";

    private final Header header;
    private final ReadingOptions options;
    private final boolean isText;

    /** @param isText whether the file is text, so that there is a way of writing numbers and an encoding */
    public RowAdvice(Header header, ReadingOptions options, boolean isText) {
        this.header = header;
        this.options = options;
        this.isText = isText;
    }

    /** Returns what makes all listed errors go away; nothing if that is not known of one of them. */
    public List<Suggestion> suggestions(RowErrors errors) {
        List<RowError> listed = errors.listed();
        List<RowError> aboutNumbers = listed.stream()
                .filter(error -> ABOUT_NUMBERS.contains(error.code()))
                .toList();
        if (!aboutNumbers.isEmpty() && aboutNumbers.size() == listed.size()) {
            if (isText && !options.text().decimalComma() && listed.stream().allMatch(RowAdvice::hasComma)) {
                return List.of(Suggestion.of("decimal", "comma"));
            }
            if (listed.stream().allMatch(RowAdvice::meansMissing)) {
                return List.of(Suggestion.of("null_values", "+" + values(listed)));
            }
        }
        Map<String, String> targets = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (RowError error : listed) {
            if (!add(error, targets, others)) {
                return List.of();
            }
        }
        if (!targets.isEmpty()) {
            boolean isJoined = targets.keySet().stream().anyMatch(column -> column.endsWith("+" + agent()));
            others.putAll(
                    MappingSuggestion.of(isJoined ? options.mapping().without(agent()) : options.mapping(), targets)
                            .parameters());
        }
        return others.isEmpty() ? List.of() : List.of(new Suggestion(others));
    }

    private static String values(List<RowError> errors) {
        return errors.stream()
                .map(error -> String.valueOf(error.value()).strip())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static boolean hasComma(RowError error) {
        return error.value() != null && DECIMAL_COMMA.matcher(error.value()).matches();
    }

    private static boolean meansMissing(RowError error) {
        return error.value() != null && MISSING.matcher(error.value().strip()).matches();
    }

    /**
     * Adds what makes an error go away.
     *
     * @return false if nothing is known to
     */
    private boolean add(RowError error, Map<String, String> targets, Map<String, String> others) {
        switch (error.code()) {
            case NOT_A_NUMBER -> {
                Optional<Header.Column> property = property(error);
                property.ifPresent(
                        column -> targets.put(column.name(), column.targets().get(0) + "_text:string"));
                return property.isPresent();
            }
            case NOT_AN_INTEGER -> {
                // An agent's number that is written otherwise than the first ones.
                boolean isAgent = !agent().isEmpty() && agent().equals(error.column());
                if (isAgent) {
                    targets.put(agent(), ColumnRole.AGENT_TARGET + ":labels");
                }
                return isAgent;
            }
            case NOT_DECODABLE -> {
                others.put("encoding", "windows-1252");
                return isText && options.text().encoding().equals(StandardCharsets.UTF_8);
            }
            case DUPLICATE_KEY -> {
                Optional<String> episode = episodeColumn();
                episode.ifPresent(column -> targets.put(column + "+" + agent(), ColumnRole.AGENT_TARGET));
                return episode.isPresent();
            }
            default -> {
                return false;
            }
        }
    }

    /** Returns the column of an error if it is a property. */
    private Optional<Header.Column> property(RowError error) {
        return header.columns().stream()
                .filter(column -> column.name().equals(error.column()))
                .filter(header::isGuessedProperty)
                .findFirst();
    }

    /** Returns a clause about rows that share a key because they belong to several episodes; empty if none do. */
    public String aboutEpisodes(RowErrors errors) {
        boolean isRepeated =
                errors.listed().stream().anyMatch(error -> error.code().equals(DUPLICATE_KEY));
        return episodeColumn()
                .filter(column -> isRepeated)
                .map(column ->
                        " (the column '%s' seems to number episodes: send each of them by itself, or pass mapping=%s+%s=agent_id to keep their agents apart)"
                                .formatted(column, column, agent()))
                .orElse("");
    }

    /** Returns the column that numbers the episodes of a file with several, if there is one beside a column of agents. */
    private Optional<String> episodeColumn() {
        return header.columns().stream()
                .filter(column -> EPISODES.contains(column.plainName()) && header.isGuessedProperty(column))
                .map(Header.Column::name)
                .filter(name -> !agent().isEmpty())
                .findFirst();
    }

    private String agent() {
        Header.Column agent = header.of(ColumnRole.AGENT_TARGET);
        return agent == null ? "" : agent.name();
    }
}
