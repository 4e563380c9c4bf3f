package org.collabenv.episodes.source.row;

import java.util.Locale;
import java.util.Map;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.Texts;
import org.collabenv.episodes.source.value.TimeAxis;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Decides from the first records how the whole of a file's column of times is read. */
public final class TimeColumn {

    /** The smallest whole number that is read as seconds since 1970 (this one is in 1973) and not as a frame. */
    private static final double EPOCH_SECONDS = 1e8;

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
     * @param byTimes whether numbers are times because the stored episode to which they refer was loaded by times
     */
    TimeColumn(Header.Column column, int index, Sample sample, ReadingOptions options, boolean byTimes) {
        this.column = column;
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
        String first = firstValue();
        if (TimeAxis.instant(first) != null) {
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
        for (int record = sample.next(); record < sample.records(); record++) {
            double value = real(sample.text(record, index));
            if (!Double.isNaN(value) && value != Math.rint(value)) {
                return Kind.SECONDS;
            }
        }
        return firstNumber >= EPOCH_SECONDS ? Kind.SECONDS : Kind.FRAMES;
    }

    private String firstValue() {
        for (int record = sample.next(); record < sample.records(); record++) {
            String text = sample.text(record, index);
            if (!options.missing().matches(text)) {
                return text;
            }
        }
        return "";
    }

    private IngestException frameRateNeeded(Kind kind) {
        for (int record = sample.next(); record < sample.records(); record++) {
            String text = sample.text(record, index);
            double value = real(text);
            if (options.missing().matches(text)) {
                continue;
            }
            if (kind == Kind.TIMESTAMPS || value != Math.rint(value) || value >= EPOCH_SECONDS) {
                return frameRateNeeded("the first is '%s' (%s %d)"
                        .formatted(Texts.printable(text), sample.place(), sample.line(record)));
            }
        }
        return frameRateNeeded("their unit is " + column.unit());
    }

    private IngestException frameRateNeeded(String seen) {
        return new IngestException(
                Problem.FRAME_RATE_NEEDED,
                "The column '%s' gives times that are not whole frames: %s. Pass frame_rate, the frames per second; or, if the values are frame numbers nevertheless, mapping=%s=time_index:frames"
                        .formatted(column.name(), seen, column.name()));
    }

    private static double real(String text) {
        return Numbers.real(text.toCharArray(), 0, text.length());
    }
}
