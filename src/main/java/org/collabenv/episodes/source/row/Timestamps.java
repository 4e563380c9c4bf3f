package org.collabenv.episodes.source.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.MappingSuggestion;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of a file's timestamps. One that is not ISO 8601 is used if it is the only one in which the first records
 * can be read; where day and month could be either, or a date is missing, the upload has to say.
 */
public final class Timestamps {

    private static final int MOST_VALUES = 1000;

    /** The other columns that are examined, and the values by which each is judged: there may be thousands. */
    private static final int FEW_COLUMNS = 20;

    private static final int FEW_VALUES = 20;

    private static final Pattern NAME = Pattern.compile("date|day|time|clock|hour", Pattern.CASE_INSENSITIVE);

    private static final List<String> DATES = List.of(
            "%d/%m/%Y",
            "%m/%d/%Y",
            "%Y/%m/%d",
            "%d.%m.%Y",
            "%d-%m-%Y",
            "%m-%d-%Y",
            "%d/%m/%y",
            "%m/%d/%y",
            "%d.%m.%y",
            "%d %b %Y",
            "%d-%b-%Y",
            "%b %d, %Y",
            "%d %B %Y");
    private static final List<String> TIMES_OF_DAY =
            List.of(" %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", "T%H:%M:%S", " %H:%M:%S%z");

    /** The formats with a date and a time of day. */
    private static final List<TimeFormat> WHOLE = Stream.concat(
                    Stream.of(
                            "%Y-%m-%d %H:%M:%S UTC",
                            "%Y-%m-%d %H:%M:%S GMT", "%Y-%m-%d %H:%M:%S,%f", "%Y-%m-%dT%H:%M:%S,%f"),
                    DATES.stream().flatMap(date -> TIMES_OF_DAY.stream().map(time -> date + time)))
            .map(TimeFormat::of)
            .toList();

    private static final List<TimeFormat> CLOCKS = Stream.of("%H:%M:%S", "%H:%M", "%M:%S", "%I:%M:%S %p", "%I:%M %p")
            .map(TimeFormat::of)
            .toList();
    private static final List<TimeFormat> DAYS = Stream.concat(Stream.of("%Y-%m-%d"), DATES.stream())
            .map(TimeFormat::of)
            .toList();

    private final Header header;
    private final Sample sample;
    private final ReadingOptions options;

    private Timestamps(Header header, Sample sample, ReadingOptions options) {
        this.header = header;
        this.sample = sample;
        this.options = options;
    }

    /**
     * Returns the format of the column of times; ISO 8601 if the times are numbers or there is no such column.
     *
     * @throws IngestException if the times have more than one reading; the message names them
     */
    public static TimeFormat format(Header header, Sample sample, ReadingOptions options) {
        TimeFormat given = options.timeFormat();
        Header.Column column = header.of(ColumnRole.TIME_TARGET);
        if (given != null || column == null) {
            return given == null ? TimeFormat.ISO : given;
        }
        return new Timestamps(header, sample, options).detect(column);
    }

    private TimeFormat detect(Header.Column column) {
        int index = header.indexOf(ColumnRole.TIME_TARGET);
        Map<String, Long> lines = texts(index, MOST_VALUES);
        if (lines.isEmpty() || lines.keySet().stream().anyMatch(text -> TimeFormat.ISO.instant(text) != null)) {
            return TimeFormat.ISO;
        }
        List<TimeFormat> fitting = fitting(WHOLE, lines);
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (!fitting.isEmpty()) {
            throw needed(
                    column,
                    index,
                    lines,
                    fitting,
                    "can be read in more than one way: as " + readings(fitting, lines),
                    List.of());
        }
        List<TimeFormat> clocks = fitting(CLOCKS, lines);
        if (!clocks.isEmpty()) {
            throw needed(
                    column, index, lines, clocks, "are times of day without a date", joined(column, index, DAYS, true));
        }
        List<TimeFormat> days = fitting(DAYS, lines);
        if (!days.isEmpty()) {
            throw needed(
                    column,
                    index,
                    lines,
                    days,
                    "are dates without a time of day",
                    joined(column, index, CLOCKS, false));
        }
        return TimeFormat.ISO;
    }

    /** Returns the first distinct cells of a column that are neither missing nor numbers, each with its place. */
    private Map<String, Long> texts(int index, int most) {
        Map<String, Long> texts = new LinkedHashMap<>();
        for (int record = sample.next(); record < sample.records() && texts.size() < most; record++) {
            String text = sample.text(record, index).strip();
            if (!options.missing().matches(text) && Double.isNaN(Numbers.real(text))) {
                texts.putIfAbsent(text, sample.line(record));
            }
        }
        return texts;
    }

    /**
     * Returns the formats in which the most texts can be read, if that is more than half of them, and one only of those that
     * read them alike.
     */
    private static List<TimeFormat> fitting(List<TimeFormat> formats, Map<String, Long> texts) {
        long most = 0;
        List<TimeFormat> fitting = new ArrayList<>();
        for (TimeFormat format : formats) {
            long count = texts.keySet().stream()
                    .filter(text -> format.instant(text) != null)
                    .count();
            if (count > most) {
                fitting.clear();
                most = count;
            }
            if (count == most && count > 0 && fitting.stream().noneMatch(other -> agree(other, format, texts))) {
                fitting.add(format);
            }
        }
        return most * 2 > texts.size() ? fitting : List.of();
    }

    private static boolean agree(TimeFormat one, TimeFormat other, Map<String, Long> texts) {
        return texts.keySet().stream().allMatch(text -> Objects.equals(one.instant(text), other.instant(text)));
    }

    private static String readings(List<TimeFormat> formats, Map<String, Long> texts) {
        String text = first(texts, formats);
        return formats.stream()
                .map(format -> String.valueOf(format.instant(text)))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String first(Map<String, Long> texts, List<TimeFormat> formats) {
        return texts.keySet().stream()
                .filter(text -> formats.get(0).instant(text) != null)
                .findFirst()
                .orElseThrow();
    }

    /** Suggests to join the column with one of dates, or one of times of day, if there is one. */
    private List<Suggestion> joined(Header.Column column, int ofColumn, List<TimeFormat> others, boolean isDateFirst) {
        List<Suggestion> suggestions = new ArrayList<>();
        int examined = 0;
        for (int index = 0; index < header.columns().size() && examined < FEW_COLUMNS; index++) {
            Header.Column other = header.columns().get(index);
            boolean isPossible = index != ofColumn && NAME.matcher(other.name()).find();
            examined += isPossible ? 1 : 0;
            Map<String, Long> texts = isPossible ? texts(index, FEW_VALUES) : Map.of();
            if (!texts.isEmpty() && !fitting(others, texts).isEmpty()) {
                String names = isDateFirst ? other.name() + "+" + column.name() : column.name() + "+" + other.name();
                suggestions.add(MappingSuggestion.of(
                        options.mapping().without(column.name()).without(other.name()), names, ColumnRole.TIME_TARGET));
            }
        }
        return suggestions;
    }

    private IngestException needed(
            Header.Column column,
            int index,
            Map<String, Long> texts,
            List<TimeFormat> formats,
            String what,
            List<Suggestion> first) {
        String text = first(texts, formats);
        List<Suggestion> suggestions = new ArrayList<>(first);
        for (TimeFormat format : formats) {
            Suggestion ofFormat = Suggestion.of("time_format", format.text());
            suggestions.add(
                    options.frameRate() != null
                            ? ofFormat
                            : rate(index, format).map(ofFormat::and).orElse(ofFormat));
        }
        String rate = options.frameRate() == null ? "; pass frame_rate, the frames per second, too" : "";
        String join = first.isEmpty()
                ? ""
                : ", or mapping=%s to join the column with another one"
                        .formatted(first.get(0).parameters().get("mapping"));
        return new IngestException(
                Problem.TIME_FORMAT_NEEDED,
                "The times of the column '%s', such as %s (%s %d), %s. Pass %s%s%s"
                        .formatted(
                                column.name(),
                                text,
                                sample.place(),
                                Objects.requireNonNull(texts.get(text)),
                                what,
                                formats.stream()
                                        .map(format -> "time_format=" + format.text())
                                        .collect(Collectors.joining(" or ")),
                                join,
                                rate),
                suggestions);
    }

    private Optional<Suggestion> rate(int index, TimeFormat format) {
        return rate(header, sample, index, text -> seconds(format.instant(text)));
    }

    /** The seconds of a cell that holds a time; NaN if it holds none. */
    interface Seconds {
        double of(String text);
    }

    static double seconds(@Nullable Instant instant) {
        return instant == null ? Double.NaN : instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    /** Suggests the frame rate that the times of a column have. */
    static Optional<Suggestion> rate(Header header, Sample sample, int index, Seconds seconds) {
        int ofAgent = header.indexOf(ColumnRole.AGENT_TARGET);
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int record = sample.next(); record < sample.records(); record++) {
            double time = seconds.of(sample.text(record, index));
            if (Double.isFinite(time)) {
                times.computeIfAbsent(ofAgent == -1 ? "" : sample.text(record, ofAgent), name -> new ArrayList<>())
                        .add(time);
            }
        }
        return FrameRate.of(times).map(rate -> Suggestion.of("frame_rate", rate));
    }
}
