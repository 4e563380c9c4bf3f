package org.collabenv.episodes.source.row;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.header.MappingSuggestion;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.Texts;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Suggestion;
import org.jspecify.annotations.Nullable;

/** Decides from the first records how the whole of a file's column of times is read. */
public final class TimeColumn {

    /** The smallest whole number that is read as seconds since 1970 (this one is in 1973) and not as a frame. */
    private static final double EPOCH_SECONDS = 1e8;

    /** The seconds since 1970 between which animals have been filmed; what is outside needs a unit. */
    private static final double SECONDS_OF_2000 = 946_684_800;

    private static final double SECONDS_OF_2100 = 4_102_444_800.0;

    /** The number up to which a fraction shows that the unit is seconds. */
    private static final double LARGEST_WITH_FRACTION = 1e11;

    /** The units in which clocks count, as the mapping names them, with the number of them in a second. */
    private static final Map<String, Double> EPOCH_UNITS =
            new TreeMap<>(Map.of("milliseconds", 1e3, "microseconds", 1e6, "nanoseconds", 1e9));

    private static final Pattern CALENDAR =
            Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])([01]\\d|2[0-3])[0-5]\\d[0-5]\\d");

    private static final TimeFormat DIGITS = TimeFormat.of("%Y%m%d%H%M%S");

    private static final Map<String, Double> SECONDS_PER_UNIT = Map.ofEntries(
            Map.entry("s", 1.0),
            Map.entry("sec", 1.0),
            Map.entry("secs", 1.0),
            Map.entry("second", 1.0),
            Map.entry("seconds", 1.0),
            Map.entry("ms", 1e-3),
            Map.entry("msec", 1e-3),
            Map.entry("millisecond", 1e-3),
            Map.entry("milliseconds", 1e-3),
            Map.entry("us", 1e-6),
            Map.entry("µs", 1e-6),
            Map.entry("μs", 1e-6),
            Map.entry("microsecond", 1e-6),
            Map.entry("microseconds", 1e-6),
            Map.entry("ns", 1e-9),
            Map.entry("nanosecond", 1e-9),
            Map.entry("nanoseconds", 1e-9),
            Map.entry("min", 60.0),
            Map.entry("minutes", 60.0),
            Map.entry("h", 3600.0),
            Map.entry("hours", 3600.0));

    private final Header.Column column;
    private final Sample sample;
    private final int index;
    private final ReadingOptions options;
    private final TimeFormat format;
    private final Header header;
    private final boolean byTimes;

    /** The ways of reading times. */
    enum Kind {
        FRAMES("integer"),
        SECONDS("seconds"),
        TIMESTAMPS("timestamp");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Returns the word in a receipt. */
        String word() {
            return word;
        }
    }

    /**
     * @param index the column's position in the file
     * @param format the format of its timestamps
     * @param byTimes whether numbers are times because the stored episode to which they refer was loaded by times
     */
    TimeColumn(Header header, int index, Sample sample, ReadingOptions options, TimeFormat format, boolean byTimes) {
        this.header = header;
        this.column = header.columns().get(index);
        this.format = format;
        this.index = index;
        this.sample = sample;
        this.options = options;
        this.byTimes = byTimes;
    }

    /**
     * Returns how the times are read.
     *
     * @throws IngestException if the column gives times and the upload gave no frame rate
     */
    Kind decide() {
        Kind kind = kind();
        if (kind != Kind.FRAMES && options.frameRate() == null) {
            throw frameRateNeeded(kind);
        }
        return kind;
    }

    /** Returns whether the values can be read as frames, without another unit or a frame rate. */
    boolean givesFrames() {
        return kind() == Kind.FRAMES;
    }

    /** Suggests the frame rate that the times have; empty if they do not tell. */
    Optional<Suggestion> rate() {
        return rate(kind());
    }

    private Optional<Suggestion> rate(Kind kind) {
        return Timestamps.rate(
                header,
                sample,
                index,
                kind == Kind.TIMESTAMPS
                        ? text -> Timestamps.seconds(format.instant(text))
                        : text -> real(text) * secondsPerUnit());
    }

    /** Returns the length in seconds of the unit that the mapping or the header gives; 1 if neither gives one. */
    double secondsPerUnit() {
        ReadAs readAs = column.readAs();
        if (readAs != null) {
            return SECONDS_PER_UNIT.getOrDefault(readAs.word(), 1.0);
        }
        return unit() == null ? 1.0 : SECONDS_PER_UNIT.getOrDefault(unit(), 1.0);
    }

    private @Nullable String unit() {
        String unit = column.unit();
        return unit == null ? null : unit.toLowerCase(Locale.ROOT);
    }

    private Kind kind() {
        ReadAs readAs = column.readAs();
        if (readAs != null) {
            return switch (readAs) {
                case FRAMES -> Kind.FRAMES;
                case SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS -> Kind.SECONDS;
                case STRING, FLOAT, VECTOR, LABELS ->
                    throw new IngestException(
                            Problem.INVALID_PARAMETER,
                            "The mapping reads the column '%s' as %s, but the column is the time: frames, seconds, milliseconds, microseconds and nanoseconds are possible"
                                    .formatted(column.name(), readAs.word()));
            };
        }
        if (options.timeFormat() != null) {
            return Kind.TIMESTAMPS;
        }
        String first = firstValue();
        if (format.instant(first) != null) {
            return Kind.TIMESTAMPS;
        }
        if (column.group() == 0) {
            return Kind.FRAMES;
        }
        boolean unitOfTime = unit() != null && SECONDS_PER_UNIT.containsKey(unit());
        return byTimes || unitOfTime ? Kind.SECONDS : kindOfNumbers(first);
    }

    private Kind kindOfNumbers(String first) {
        double firstNumber = real(first);
        boolean hasFraction = false;
        for (int record = sample.data(0); record >= 0 && !hasFraction; record = sample.data(record + 1)) {
            double value = real(sample.text(record, index));
            hasFraction = !Double.isNaN(value) && value != Math.rint(value);
        }
        boolean isLarge = Double.isFinite(firstNumber) && firstNumber >= EPOCH_SECONDS;
        if (hasFraction && !(isLarge && firstNumber >= LARGEST_WITH_FRACTION)) {
            return Kind.SECONDS;
        }
        if (!isLarge) {
            return Kind.FRAMES;
        }
        if (firstNumber < SECONDS_OF_2000 || firstNumber >= SECONDS_OF_2100) {
            throw unitNeeded(first, firstNumber);
        }
        return Kind.SECONDS;
    }

    /** Returns the refusal of large numbers that are hardly seconds: whatever they are, a guess would be a thousand off. */
    private IngestException unitNeeded(String first, double number) {
        String unit = epochUnit(number);
        String rate = options.frameRate() == null ? " and frame_rate, the frames per second" : "";
        return new IngestException(
                Problem.FRAME_RATE_NEEDED,
                "The column '%s' holds numbers such as %s, which %s. Pass mapping=%s=time_index:%s%s; :seconds, :milliseconds, :microseconds, :nanoseconds and :frames are possible"
                        .formatted(
                                column.name(),
                                first.strip(),
                                looksLike(first.strip(), number, unit),
                                column.name(),
                                unit == null ? "milliseconds" : unit,
                                rate),
                unitSuggestions(first.strip(), unit));
    }

    private List<Suggestion> unitSuggestions(String first, @Nullable String unit) {
        if (CALENDAR.matcher(first).matches()) {
            return List.of(withRate(
                    Suggestion.of("time_format", DIGITS.text()), text -> Timestamps.seconds(DIGITS.instant(text))));
        }
        if (unit == null) {
            return List.of();
        }
        double perSecond = Objects.requireNonNull(EPOCH_UNITS.get(unit));
        return List.of(withRate(
                MappingSuggestion.of(options.mapping(), column.name(), ColumnRole.TIME_TARGET + ":" + unit),
                text -> real(text) / perSecond));
    }

    /** Adds the frame rate to a suggestion if the upload gives none and the times tell. */
    private Suggestion withRate(Suggestion suggestion, Timestamps.Seconds seconds) {
        return options.frameRate() != null
                ? suggestion
                : Timestamps.rate(header, sample, index, seconds)
                        .map(suggestion::and)
                        .orElse(suggestion);
    }

    private static String looksLike(String text, double number, @Nullable String unit) {
        if (CALENDAR.matcher(text).matches()) {
            return "look like dates and times of day in one number: pass time_format=%s, or, if they are no dates, say what they are"
                    .formatted(DIGITS.text());
        }
        if (unit == null) {
            return "are no seconds since 1970 of these times, and too large for frames";
        }
        double seconds = number / Objects.requireNonNull(EPOCH_UNITS.get(unit));
        return "look like %s since 1970 (%s)".formatted(unit, Instant.ofEpochSecond((long) seconds));
    }

    /** Returns the unit in which a number counts the time since 1970, from 2000 to 2100; null if there is none. */
    private static @Nullable String epochUnit(double number) {
        for (Map.Entry<String, Double> unit : EPOCH_UNITS.entrySet()) {
            double seconds = number / unit.getValue();
            if (seconds >= SECONDS_OF_2000 && seconds < SECONDS_OF_2100) {
                return unit.getKey();
            }
        }
        return null;
    }

    private String firstValue() {
        for (int record = sample.data(0); record >= 0; record = sample.data(record + 1)) {
            String text = sample.text(record, index);
            if (!options.missing().matches(text)) {
                return text;
            }
        }
        return "";
    }

    private IngestException frameRateNeeded(Kind kind) {
        List<Suggestion> suggestions = rate(kind).map(List::of).orElse(List.of());
        String looksLike = suggestions.isEmpty()
                ? ""
                : " (they look like %s)"
                        .formatted(suggestions.get(0).parameters().get("frame_rate"));
        return new IngestException(
                Problem.FRAME_RATE_NEEDED,
                "The column '%s' gives times that are not whole frames: %s. Pass frame_rate, the frames per second%s; or, if the values are frame numbers nevertheless, mapping=%s=time_index:frames"
                        .formatted(column.name(), seen(kind), looksLike, column.name()),
                suggestions);
    }

    private String seen(Kind kind) {
        for (int record = sample.data(0); record >= 0; record = sample.data(record + 1)) {
            String text = sample.text(record, index);
            double value = real(text);
            if (options.missing().matches(text)) {
                continue;
            }
            if (kind == Kind.TIMESTAMPS || value != Math.rint(value) || value >= EPOCH_SECONDS) {
                return "the first is '%s' (%s %d)"
                        .formatted(Texts.printable(text), sample.place(), sample.line(record));
            }
        }
        return "their unit is " + column.unit();
    }

    private static double real(String text) {
        return Numbers.real(text);
    }
}
