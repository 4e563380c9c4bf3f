package org.collabenv.episodes.source.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Converts times to frame numbers: {@code round((time - origin) · rate)}.
 *
 * <p>The origin is set with {@link #startAt}; otherwise it is the first time that is converted.
 */
public final class TimeAxis {

    /** The result of {@link #frame} for a time that is too far from the origin. */
    static final long OUT_OF_RANGE = Long.MIN_VALUE;

    private static final int LONGEST_TIMESTAMP = 40;
    private static final double NANOS = 1e9;

    /**
     * The format of timestamps: ISO 8601, in which a blank has replaced the T. Seconds and offset are optional; a time
     * without an offset is UTC.
     */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .optionalStart()
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendPattern("[ ][XXX][XX][X]")
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private final double frameRate;

    /** The times by their distance from their frame: from none to half a frame. */
    private final long[] distances = new long[51];

    private long times;
    private double worst;
    private @Nullable Instant origin;
    private double originSeconds = Double.NaN;

    /** @param frameRate frames per second */
    public TimeAxis(double frameRate) {
        this.frameRate = frameRate;
    }

    public double frameRate() {
        return frameRate;
    }

    /** Sets the origin to a time, given as a timestamp or as seconds. */
    public void startAt(String time) {
        Instant instant = instant(time);
        if (instant != null) {
            origin = instant;
        } else {
            originSeconds = Numbers.real(time);
        }
    }

    /** Returns the origin in a form that {@link #startAt} accepts; null if there is none yet. */
    @Nullable
    public String origin() {
        if (origin != null) {
            return origin.toString();
        }
        return Double.isNaN(originSeconds) ? null : String.valueOf(originSeconds);
    }

    /**
     * Returns the time some frames before the origin, in a form that {@link #startAt} accepts; null if there is no origin
     * yet.
     */
    public @Nullable String originBefore(int frames) {
        if (frames == 0) {
            return origin();
        }
        double seconds = frames / frameRate;
        if (origin != null) {
            return origin.minusNanos(Math.round(seconds * NANOS)).toString();
        }
        return Double.isNaN(originSeconds) ? null : String.valueOf(originSeconds - seconds);
    }

    /** Returns the frame at a time in seconds; {@link #OUT_OF_RANGE} if it is too far from the origin. */
    long frame(double seconds) {
        if (Double.isNaN(originSeconds)) {
            originSeconds = origin == null ? seconds : origin.getEpochSecond() + origin.getNano() / NANOS;
        }
        return rounded((seconds - originSeconds) * frameRate);
    }

    /** Returns the frame at an instant; {@link #OUT_OF_RANGE} if it is too far from the origin. */
    long frame(Instant time) {
        if (origin == null) {
            origin = Double.isNaN(originSeconds)
                    ? time
                    : Instant.ofEpochSecond(0).plusNanos((long) (originSeconds * NANOS));
        }
        double seconds =
                (time.getEpochSecond() - origin.getEpochSecond()) + (time.getNano() - origin.getNano()) / NANOS;
        return rounded(seconds * frameRate);
    }

    private long rounded(double frames) {
        boolean inRange = frames > Integer.MIN_VALUE && frames < Integer.MAX_VALUE - 1;
        if (!inRange) {
            return OUT_OF_RANGE;
        }
        long frame = Math.round(frames);
        double distance = Math.abs(frames - frame);
        times++;
        distances[(int) (distance * 2 * (distances.length - 1))]++;
        worst = Math.max(worst, distance);
        return frame;
    }

    /**
     * The distances of times from those of their frames.
     *
     * @param times the times that were converted
     * @param off those that are further away than asked
     * @param worst the largest distance in frames, at most 0.5
     */
    public record Jitter(long times, long off, double worst) {}

    /** Returns how many of the times are further from those of their frames than a distance in frames, to a hundredth. */
    public Jitter jitter(double distance) {
        long off = 0;
        for (int i = (int) Math.ceil(distance * 2 * (distances.length - 1)); i < distances.length; i++) {
            off += distances[i];
        }
        return new Jitter(times, off, worst);
    }

    /** Returns whether a string can be an origin: a number of seconds or a timestamp. */
    public static boolean isTime(String text) {
        double seconds = Numbers.real(text);
        return Double.isFinite(seconds) || instant(text) != null;
    }

    /** Returns the instant of a timestamp; null if the string is not a timestamp. */
    public static @Nullable Instant instant(String text) {
        String stripped = text.strip();
        // A date begins with four digits and a hyphen; the check avoids a costly exception for anything else.
        if (stripped.length() < 16 || stripped.length() > LONGEST_TIMESTAMP || stripped.charAt(4) != '-') {
            return null;
        }
        char between = stripped.charAt(10);
        if (between != ' ' && between != 'T' && between != 't') {
            return null;
        }
        try {
            TemporalAccessor parsed = TIMESTAMP.parseBest(
                    stripped.substring(0, 10) + ' ' + stripped.substring(11),
                    OffsetDateTime::from,
                    LocalDateTime::from);
            return parsed instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATimestamp) {
            return null;
        }
    }
}
