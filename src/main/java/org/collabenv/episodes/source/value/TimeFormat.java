package org.collabenv.episodes.source.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format of a column of timestamps: ISO 8601, or one that is written with the directives of {@code strptime}, as in
 * Python, R and C.
 *
 * <p>A format without a date gives times on 1970-01-01, one without a time of day gives midnights, and one without an
 * offset gives UTC.
 */
public final class TimeFormat {

    /** ISO 8601, as {@link TimeAxis#instant} reads it. */
    public static final TimeFormat ISO = new TimeFormat("ISO 8601", null);

    /** A percent sign by itself, a directive, or another character. */
    private static final Pattern PIECE = Pattern.compile("%%|%([^%])|.", Pattern.DOTALL);

    private static final Map<Long, String> HALVES_OF_A_DAY = Map.of(0L, "AM", 1L, "PM");
    private static final int FIRST_OF_TWO_DIGITS = 1969;
    private static final LocalDate NO_DATE = LocalDate.EPOCH;

    private final String text;
    private final @Nullable DateTimeFormatter format;

    private TimeFormat(String text, @Nullable DateTimeFormatter format) {
        this.text = text;
        this.format = format;
    }

    /**
     * Returns the format that a string describes.
     *
     * @param text for example {@code %d/%m/%Y %H:%M:%S}; seconds may always have a fraction
     * @throws IllegalArgumentException if a directive is unknown or there is none; the message names it
     */
    public static TimeFormat of(String text) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        String directives = text.replace("%T", "%H:%M:%S").replace("%F", "%Y-%m-%d");
        boolean isAny = false;
        Matcher piece = PIECE.matcher(directives);
        while (piece.find()) {
            if (piece.group(1) == null) {
                builder.appendLiteral(piece.group().equals("%%") ? "%" : piece.group());
                continue;
            }
            boolean touchesAnother = touches(directives, piece.start() - 2) || touches(directives, piece.end());
            append(builder, piece.group(1).charAt(0), touchesAnother);
            if (piece.group(1).equals("S") && !directives.startsWith("%f", piece.end() + 1)) {
                builder.optionalStart()
                        .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                        .optionalEnd();
            }
            isAny = true;
        }
        if (!isAny) {
            throw new IllegalArgumentException("it has no directive such as %Y");
        }
        if (!directives.contains("%H") && !directives.contains("%I")) {
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        }
        return new TimeFormat(text, builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
    }

    private static boolean touches(String directives, int at) {
        return at >= 0
                && at + 1 < directives.length()
                && directives.charAt(at) == '%'
                && directives.charAt(at + 1) != '%';
    }

    /** @param isFixed whether a number has all its digits, since another one may stand beside it */
    private static void append(DateTimeFormatterBuilder builder, char directive, boolean isFixed) {
        switch (directive) {
            case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
            case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_OF_TWO_DIGITS);
            case 'm' -> number(builder, ChronoField.MONTH_OF_YEAR, isFixed);
            case 'd' -> number(builder, ChronoField.DAY_OF_MONTH, isFixed);
            case 'H' -> number(builder, ChronoField.HOUR_OF_DAY, isFixed);
            case 'I' -> number(builder, ChronoField.CLOCK_HOUR_OF_AMPM, isFixed);
            case 'M' -> number(builder, ChronoField.MINUTE_OF_HOUR, isFixed);
            case 'S' -> number(builder, ChronoField.SECOND_OF_MINUTE, isFixed);
            case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, isFixed ? 3 : 1, 3, SignStyle.NOT_NEGATIVE);
            case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false);
            case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, HALVES_OF_A_DAY);
            case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
            case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
            case 'z' -> builder.appendPattern("[XXX][XX][X]");
            default ->
                throw new IllegalArgumentException(
                        "the directive %%%s is unknown: %%Y %%y %%m %%d %%b %%B %%j %%H %%I %%M %%S %%f %%p %%z %%F %%T are known"
                                .formatted(directive));
        }
    }

    private static void number(DateTimeFormatterBuilder builder, ChronoField field, boolean isFixed) {
        builder.appendValue(field, isFixed ? 2 : 1, 2, SignStyle.NOT_NEGATIVE);
    }

    /** Returns the format as {@link #of} accepts it. */
    public String text() {
        return text;
    }

    /** Returns whether it is ISO 8601. */
    public boolean isIso() {
        return format == null;
    }

    /** Returns the instant of a timestamp; null if the string does not have this format. */
    public @Nullable Instant instant(String timestamp) {
        if (format == null) {
            return TimeAxis.instant(timestamp);
        }
        String stripped = timestamp.strip();
        if (stripped.isEmpty() || !Character.isLetterOrDigit(stripped.charAt(0))) {
            return null;
        }
        try {
            TemporalAccessor parsed = format.parse(stripped);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            return (date == null ? NO_DATE : date)
                    .atTime(time == null ? LocalTime.MIDNIGHT : time)
                    .toInstant(offset == null ? ZoneOffset.UTC : offset);
        } catch (DateTimeException notATimestamp) {
            return null;
        }
    }
}
