package org.collabenv.episodes.source.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.collabenv.episodes.source.value.TimeAxis;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.Suggestion;
import org.collabenv.episodes.trajectory.Warning;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** All checks of the rows of one file. */
public final class Checks {

    private final CheckThresholds thresholds;
    private final ConstantProperties properties = new ConstantProperties();
    private final Tracks tracks;
    private final @Nullable Suggestion rate;

    /**
     * Begins the checks of a file.
     *
     * @param placeWord the word for the place of a row, such as {@code line}
     * @param rate the frame rate that the times have themselves; null if they do not tell
     */
    public Checks(CheckThresholds thresholds, String placeWord, @Nullable Suggestion rate) {
        this.thresholds = thresholds;
        this.rate = rate;
        this.tracks = new Tracks(thresholds, placeWord);
    }

    /** Looks at the accepted rows of a batch. */
    public void add(RecordBatch batch) {
        properties.add(batch);
        tracks.add(batch);
    }

    /**
     * Further facts of a file that has been read.
     *
     * @param keys the keys of the episode's observations
     * @param axis the conversion of times to frames
     * @param isRateAssumed whether the upload gave no frame rate
     * @param unseen the rows that say that an animal was not seen
     * @param unseenWithValues those of them with values of properties
     */
    public record FileFacts(
            ObservationKeys keys, TimeAxis axis, boolean isRateAssumed, long unseen, long unseenWithValues) {}

    /** Returns what was found, after the last row. */
    public List<Warning> warnings(FileFacts file, AgentNames names) {
        List<Warning> warnings = new ArrayList<>();
        FrameGaps gaps = FrameGaps.of(file.keys(), thresholds.regularity(), names);
        gaps.warning().ifPresent(warnings::add);
        if (gaps.isRegular()) {
            tracks.jumps(names).ifPresent(warnings::add);
        }
        tracks.velocities(file.axis().frameRate(), file.isRateAssumed()).ifPresent(warnings::add);
        jitter(file).ifPresent(warnings::add);
        tracks.unsorted(names).ifPresent(warnings::add);
        properties.warning(thresholds.constantValues()).ifPresent(warnings::add);
        if (file.unseen() > 0) {
            warnings.add(notSeen(file));
        }
        shortTracks(file.keys(), names).ifPresent(warnings::add);
        return List.copyOf(warnings);
    }

    private Optional<Warning> jitter(FileFacts file) {
        TimeAxis.Jitter jitter = file.axis().jitter(thresholds.timeTolerance());
        if (jitter.off() == 0 || jitter.off() < thresholds.timeShare() * jitter.times()) {
            return Optional.empty();
        }
        String fits = rate == null
                ? "no usual rate fits"
                : "frame_rate=%s fits best".formatted(rate.parameters().get("frame_rate"));
        return Optional.of(new Warning(
                Warning.Code.TIME_JITTER,
                jitter.off(),
                null,
                String.format(
                        Locale.ROOT,
                        "%d of %d times are more than %s frames from that of their frame, at most %.2f: with frame_rate=%s they are moved; %s",
                        jitter.off(),
                        jitter.times(),
                        thresholds.timeTolerance(),
                        jitter.worst(),
                        file.axis().frameRate(),
                        fits),
                rate == null ? List.of() : List.of(rate)));
    }

    private static Warning notSeen(FileFacts file) {
        String values = file.unseenWithValues() == 0
                ? ""
                : ", %d of them with values of properties, which are not stored".formatted(file.unseenWithValues());
        return new Warning(
                Warning.Code.NOT_SEEN,
                file.unseen(),
                null,
                "%d rows give no position%s: the animal counts as not seen; pass missing_position=error if each row should have one"
                        .formatted(file.unseen(), values));
    }

    private Optional<Warning> shortTracks(ObservationKeys keys, AgentNames names) {
        ShortTracks found = new ShortTracks(thresholds.shortTrack());
        keys.forEachTrack((type, agent, frames, size) -> found.add(size, type, agent));
        return found.warning(names);
    }
}
