package org.collabenv.episodes.source.row;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final String NOT_DECODABLE = "not_decodable";
    private static final Set<String> ABOUT_NUMBERS = Set.of(NOT_A_NUMBER, "not_an_integer", "not_a_time");
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

    /** Returns suggestions that follow from the listed errors, none of them twice. */
    public List<Suggestion> suggestions(RowErrors errors) {
        List<RowError> aboutNumbers = errors.listed().stream()
                .filter(error -> ABOUT_NUMBERS.contains(error.code()))
                .toList();
        boolean isComma = isText && !options.text().decimalComma() && !aboutNumbers.isEmpty();
        if (isComma && aboutNumbers.stream().allMatch(RowAdvice::hasComma)) {
            return List.of(Suggestion.of("decimal", "comma"));
        }
        Set<Suggestion> suggestions = new LinkedHashSet<>();
        for (RowError error : errors.listed()) {
            suggestion(error).ifPresent(suggestions::add);
        }
        return List.copyOf(suggestions);
    }

    private static boolean hasComma(RowError error) {
        return error.value() != null && DECIMAL_COMMA.matcher(error.value()).matches();
    }

    private Optional<Suggestion> suggestion(RowError error) {
        return switch (error.code()) {
            case NOT_A_NUMBER -> asText(error);
            case NOT_DECODABLE ->
                isText && options.text().encoding().equals(StandardCharsets.UTF_8)
                        ? Optional.of(Suggestion.of("encoding", "windows-1252"))
                        : Optional.empty();
            case DUPLICATE_KEY ->
                episodeColumn()
                        .map(column -> MappingSuggestion.of(
                                options.mapping().without(agent()), column + "+" + agent(), ColumnRole.AGENT_TARGET));
            default -> Optional.empty();
        };
    }

    /** Suggests a property of texts for a column that is a property of numbers. */
    private Optional<Suggestion> asText(RowError error) {
        return header.columns().stream()
                .filter(column -> column.name().equals(error.column()))
                .filter(column -> column.targets().size() == 1 && column.isGuessed())
                .filter(column ->
                        column.role(column.targets().get(0)) == ColumnRole.PROPERTY && header.isUnique(column.name()))
                .findFirst()
                .map(column -> MappingSuggestion.of(
                        options.mapping(), column.name(), column.targets().get(0) + "_text:string"));
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
                .filter(column -> column.isGuessed() && EPISODES.contains(column.plainName()))
                .filter(column -> column.targets().size() == 1
                        && column.role(column.targets().get(0)) == ColumnRole.PROPERTY
                        && header.isUnique(column.name()))
                .map(Header.Column::name)
                .filter(name -> !agent().isEmpty())
                .findFirst();
    }

    private String agent() {
        Header.Column agent = header.of(ColumnRole.AGENT_TARGET);
        return agent == null ? "" : agent.name();
    }
}
