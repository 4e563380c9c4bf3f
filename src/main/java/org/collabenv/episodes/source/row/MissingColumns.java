package org.collabenv.episodes.source.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.MappingSuggestion;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;

/**
 * Refuses a file that lacks columns, with all that is missing at once, and looks for columns whose values could be what is
 * missing. They are suggested, never taken.
 */
public final class MissingColumns {

    /** The records by which candidates are judged. */
    public static final int SAMPLE = 500;

    private static final int MOST_AGENTS_SUGGESTED = 2;

    private static final Pattern AGENT_NAME = Pattern.compile(
            "id|track|animal|agent|name|indiv|subject|object|fish|ant|bird|mouse|bee|target|label|player|ped|tag|bug",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME_NAME =
            Pattern.compile("time|frame|step|index|tick|sec|date|stamp|clock|ms$|^t$|^f$", Pattern.CASE_INSENSITIVE);

    private final Header header;
    private final Sample sample;
    private final ReadingOptions options;

    /** @param sample at least some records of the file */
    public MissingColumns(Header header, Sample sample, ReadingOptions options) {
        this.header = header;
        this.sample = sample;
        this.options = options;
    }

    /** Returns the refusal; {@code missing} are the targets that no column gives. */
    public IngestException refusal(List<String> missing) {
        List<Suggestion> suggestions = new ArrayList<>();
        int time = header.indexOf(ColumnRole.TIME_TARGET);
        for (int candidate : time >= 0 ? List.of(time) : times()) {
            suggestions.addAll(with(candidate, missing));
        }
        String rate = suggestions.stream()
                        .anyMatch(suggestion -> suggestion.parameters().containsKey("frame_rate"))
                ? ". The times are not whole frames: pass frame_rate, the frames per second, too"
                : "";
        return new IngestException(
                Problem.INVALID_HEADER,
                "No column gives %s; the columns seen are: %s%s%s"
                        .formatted(String.join(", ", missing), header.names(), header.advice(missing), rate),
                suggestions);
    }

    /** Suggests another agent, with a column that is none as a property of numbers. */
    List<Suggestion> insteadOf(int notAgent) {
        int time = header.indexOf(ColumnRole.TIME_TARGET);
        Map<String, String> targets = Map.of(name(notAgent), name(notAgent) + ":float");
        return time < 0 ? List.of() : agents(time, targets, List.of(ColumnRole.AGENT_TARGET));
    }

    /** Returns what could be passed if a column gave the times. */
    private List<Suggestion> with(int time, List<String> missing) {
        Map<String, String> targets = new LinkedHashMap<>();
        if (missing.contains(ColumnRole.TIME_TARGET)) {
            targets.put(name(time), ColumnRole.TIME_TARGET);
        }
        if (missing.contains("x") && missing.contains("y")) {
            Optional<Map<String, String>> position = position();
            if (position.isEmpty()) {
                return List.of();
            }
            targets.putAll(position.get());
        } else if (missing.contains("x") || missing.contains("y")) {
            return List.of();
        }
        List<Suggestion> suggestions = new ArrayList<>();
        for (Suggestion agent : agents(time, targets, missing)) {
            suggestions.add(rate(time).map(agent::and).orElse(agent));
        }
        return suggestions;
    }

    /** Returns the targets with each agent that is possible. */
    private List<Suggestion> agents(int time, Map<String, String> targets, List<String> missing) {
        if (!missing.contains(ColumnRole.AGENT_TARGET)) {
            return List.of(MappingSuggestion.of(options.mapping(), targets));
        }
        List<Suggestion> suggestions = new ArrayList<>();
        int[] candidates = IntStream.range(0, header.columns().size())
                .filter(i -> i != time && isFree(i) && !targets.containsKey(name(i)) && isAgent(i, time))
                .toArray();
        boolean isNamed = IntStream.of(candidates)
                .anyMatch(i -> AGENT_NAME.matcher(name(i)).find());
        for (int candidate : candidates) {
            boolean isLikely = !isNamed || AGENT_NAME.matcher(name(candidate)).find();
            if (isLikely && suggestions.size() < MOST_AGENTS_SUGGESTED) {
                Map<String, String> withAgent = new LinkedHashMap<>(targets);
                withAgent.put(name(candidate), ColumnRole.AGENT_TARGET);
                suggestions.add(MappingSuggestion.of(options.mapping(), withAgent));
            }
        }
        if (suggestions.isEmpty() && isAgent(-1, time)) {
            Suggestion one = Suggestion.of("agent_id", "1");
            suggestions.add(
                    targets.isEmpty()
                            ? one
                            : MappingSuggestion.of(options.mapping(), targets).and(one));
        }
        return suggestions;
    }

    private Optional<Suggestion> rate(int time) {
        if (options.frameRate() != null) {
            return Optional.empty();
        }
        TimeFormat format = options.timeFormat() == null ? TimeFormat.ISO : options.timeFormat();
        TimeColumn column = new TimeColumn(header, time, sample, options, format, false);
        return column.givesFrames() ? Optional.empty() : column.rate();
    }

    private String name(int index) {
        return header.columns().get(index).name();
    }

    /** Returns whether a column is a property, so that it can be something else. */
    private boolean isFree(int index) {
        return header.isGuessedProperty(header.columns().get(index));
    }

    private List<Integer> times() {
        return IntStream.range(0, header.columns().size())
                .filter(i -> isFree(i) && TIME_NAME.matcher(name(i)).find() && isTime(i))
                .boxed()
                .limit(1)
                .toList();
    }

    private boolean isTime(int index) {
        int records = 0;
        for (int record = sample.next(); record < sample.records(); record++) {
            String text = sample.text(record, index);
            boolean isTime = Double.isFinite(number(text)) || TimeFormat.ISO.instant(text) != null;
            if (!isTime && !options.missing().matches(text)) {
                return false;
            }
            records += isTime ? 1 : 0;
        }
        return records > 0;
    }

    /** Returns whether a column could be the agent: its values can be ids, and none of them has a time twice. */
    private boolean isAgent(int index, int time) {
        Set<List<String>> keys = new HashSet<>();
        for (int record = sample.next(); record < sample.records(); record++) {
            String agent = index == -1 ? "" : sample.text(record, index).strip();
            double value = number(agent);
            boolean isMeasure = !Double.isNaN(value) && value != Math.rint(value);
            boolean isMissing = index != -1 && options.missing().matches(agent);
            if (isMeasure
                    || isMissing
                    || !keys.add(List.of(agent, sample.text(record, time).strip()))) {
                return false;
            }
        }
        return !keys.isEmpty();
    }

    /** Returns the first two columns of numbers whose names differ in x and y only. */
    private Optional<Map<String, String>> position() {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < header.columns().size(); i++) {
            byName.putIfAbsent(name(i), i);
        }
        for (int i = 0; i < header.columns().size(); i++) {
            String name = name(i);
            for (int at = name.length() - 1; at >= 0; at--) {
                char c = name.charAt(at);
                if (c != 'x' && c != 'X') {
                    continue;
                }
                String other = name.substring(0, at) + (char) (c + 1) + name.substring(at + 1);
                Integer y = byName.get(other);
                if (y != null && isFree(i) && isFree(y) && isNumeric(i) && isNumeric(y)) {
                    Map<String, String> targets = new LinkedHashMap<>();
                    targets.put(name, "x");
                    targets.put(other, "y");
                    return Optional.of(targets);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isNumeric(int index) {
        return IntStream.range(sample.next(), sample.records())
                .mapToObj(record -> sample.text(record, index))
                .allMatch(text -> options.missing().matches(text) || !Double.isNaN(number(text)));
    }

    private static double number(String text) {
        return Numbers.real(text);
    }
}
