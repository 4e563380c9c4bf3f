package org.collabenv.episodes.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collabenv.episodes.ingest.answer.Outcome;
import org.collabenv.episodes.ingest.answer.Receipt;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.source.FileSummary;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.trajectory.DerivedVelocity;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadTarget;
import org.collabenv.episodes.trajectory.ObservationKeys.FrameRange;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Warning;
import org.jspecify.annotations.Nullable;

/** The rules that a load's request, file and stored episode must satisfy together, and what follows from them. */
final class LoadRules {

    private LoadRules() {}

    /**
     * Returns the options for reading the file: the times of rows for a stored episode become frames in the same way as
     * those of the episode's own rows.
     */
    static ReadingOptions reading(Upload upload, LoadAttempt attempt) {
        Optional<StoredEpisode> stored = attempt.stored();
        if (stored.isEmpty()) {
            return upload.reading();
        }
        if (upload.target() instanceof Episode episode) {
            requireUnchanged(episode, upload.reading(), stored.get());
        }
        return upload.reading().of(stored.get());
    }

    static Destination destination(Upload upload, LoadAttempt attempt) {
        return upload.target() instanceof Episode
                ? new Destination.Observations(attempt.stored().orElse(null))
                : new Destination.PropertyValues(attempt.stored().orElseThrow());
    }

    /** Returns how the file's times became frames, and which frames the episode has. */
    static Receipt.Time time(Upload upload, LoadAttempt attempt, FileSummary file) {
        FrameRange frames = file.frames();
        return new Receipt.Time(
                file.facts().timeOrigin(),
                frames == null ? null : frames.first(),
                frames == null ? null : frames.last(),
                frames == null ? null : frames.distinct(),
                attempt.stored().map(StoredEpisode::effectiveFrameRate).orElseGet(upload.reading()::effectiveFrameRate),
                attempt.stored().isEmpty() && upload.reading().frameRate() == null);
    }

    /** Refuses a parameter that would change the stored episode as a whole: rows are added to the episode as it is. */
    private static void requireUnchanged(Episode episode, ReadingOptions reading, StoredEpisode stored) {
        requireSame("session_id", episode.sessionId(), stored.sessionId());
        if (episode.episodeNumber() != null) {
            requireSame("episode_number", episode.episodeNumber(), stored.episodeNumber());
        }
        if (reading.frameRate() != null) {
            requireSame("frame_rate", reading.frameRate(), stored.effectiveFrameRate());
        }
        if (reading.timeOrigin() != null) {
            requireSame("time_origin", reading.timeOrigin(), String.valueOf(stored.timeOrigin()));
        }
        DerivedVelocity velocity = episode.velocity();
        String asked = velocity == null ? null : velocity.text();
        if (!Objects.equals(stored.velocity(), asked)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    stored.velocity() == null
                            ? "The velocities of the stored episode are not derived: leave derive out"
                            : "The velocities of the stored episode are derived (%s): pass the same derive, velocity_gaps and velocity_unit again"
                                    .formatted(stored.velocity()));
        }
    }

    private static void requireSame(String parameter, Object asked, Object stored) {
        if (!asked.equals(stored)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The episode to which the rows are added has %s=%s, not %s".formatted(parameter, stored, asked));
        }
    }

    /** Refuses to derive velocities for a file that has measured ones: the two must not be mixed. */
    static void requireNoVelocity(LoadTarget target, RecordSource source) {
        if (target instanceof Episode episode && episode.velocity() != null && source.givesVelocity()) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The file has velocities of its own: leave derive=velocity out, or drop the columns of velocities with mapping");
        }
    }

    static void requireRows(FileSummary file) {
        if (loaded(file) > 0) {
            return;
        }
        if (file.rejected() > 0) {
            throw new IngestException(
                    Problem.INVALID_ROWS, "Every row of the file is invalid, nothing was stored", file.errors());
        }
        throw new IngestException(
                Problem.EMPTY_FILE,
                file.rows() == 0
                        ? "The file has a header but no rows"
                        : "No row of the file has a position, nothing was stored");
    }

    /** Returns the number of rows that became observations, or gave values. */
    static long loaded(FileSummary file) {
        return file.rows() - file.rejected() - file.unseen().rows();
    }

    static Receipt.@Nullable NotSeen notSeen(FileSummary file) {
        return file.unseen().rows() == 0
                ? null
                : new Receipt.NotSeen(file.unseen().withValues(), file.unseen().byAgent());
    }

    static Outcome outcome(Upload upload) {
        return upload.dryRun() ? Outcome.DRY_RUN : Outcome.COMPLETED;
    }

    /** Returns a sentence for each value that was computed and not read. */
    static List<String> derived(LoadTarget target, FileSummary file) {
        List<String> derived = new ArrayList<>();
        if (file.position() != null) {
            derived.add(file.position());
        }
        if (target instanceof Episode episode && episode.velocity() != null) {
            derived.add(episode.velocity().sentence());
        }
        return derived;
    }

    /** Returns what is allowed in the file, with the upload's parameters, and probably not meant. */
    static List<Warning> warnings(Upload upload, FileSummary file) {
        List<Warning> warnings = new ArrayList<>(file.warnings());
        assumedRate(upload).ifPresent(warnings::add);
        return warnings;
    }

    /** Warns if velocities are derived per second and the upload gives no frame rate. */
    static Optional<Warning> assumedRate(Upload upload) {
        boolean needsRate = upload.target() instanceof Episode episode
                && !episode.appends()
                && episode.velocity() != null
                && episode.velocity().unit() == DerivedVelocity.Unit.SECOND;
        return needsRate && upload.reading().frameRate() == null
                ? Optional.of(new Warning(
                        Warning.Code.FRAME_RATE_ASSUMED,
                        1,
                        null,
                        "The velocities are derived per second with the assumed frame_rate=%s: pass frame_rate, or velocity_unit=frame"
                                .formatted(upload.reading().effectiveFrameRate())))
                : Optional.empty();
    }

    /**
     * Refuses a file in which the checks have found something, if the upload asks for that.
     *
     * @param warnings what they have found
     */
    static void requireNoWarnings(Upload upload, List<Warning> warnings) {
        if (upload.strict() && !warnings.isEmpty()) {
            throw new IngestException(
                    Problem.CHECKS_FAILED,
                    "The checks have found %d things, nothing was stored (checks=strict): %s"
                            .formatted(
                                    warnings.size(),
                                    warnings.stream()
                                            .map(warning -> warning.code().word() + ": " + warning.message()
                                                    + (warning.first() == null
                                                            ? ""
                                                            : " (first: " + warning.first() + ")"))
                                            .collect(Collectors.joining("; "))),
                    warnings.stream()
                            .flatMap(warning -> warning.suggestions().stream())
                            .toList());
        }
    }

    /** Returns the warnings of a load: those of its file, and one if the database had to work more than it should. */
    static List<Warning> warnings(List<Warning> ofFile, StoredRows rows) {
        List<Warning> warnings = new ArrayList<>(ofFile);
        if (rows.foreignKeys() != ForeignKeyCheck.ONCE_PER_LOAD) {
            warnings.add(
                    new Warning(
                            Warning.Code.FOREIGN_KEYS_PER_ROW,
                            1,
                            null,
                            "The foreign keys were checked row by row, which is several times slower: grant the database role SET on the parameter session_replication_role"));
        }
        return warnings;
    }
}
