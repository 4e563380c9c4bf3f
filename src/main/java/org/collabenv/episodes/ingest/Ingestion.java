package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.collabenv.episodes.source.Destination;
import org.collabenv.episodes.source.FileSummary;
import org.collabenv.episodes.source.ReadingOptions;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.store.EpisodeRow;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoredEpisode;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.Problem;

/** Loads an uploaded file as an episode: bytes, batches, COPY, join, receipt. */
@ApplicationScoped
public class Ingestion {

    /** In the ledger and in metrics. */
    public static final String KIND = "episode";

    private final Sources sources;
    private final EpisodeStore store;
    private final Uploads uploads;
    private final ObjectMapper json;

    Ingestion(Sources sources, EpisodeStore store, Uploads uploads, ObjectMapper json) {
        this.sources = sources;
        this.store = store;
        this.uploads = uploads;
        this.json = json;
    }

    /**
     * Loads a file while it arrives, unless the database holds it already.
     *
     * @param episode what the upload announced
     * @param options how its file is to be read
     * @param notes takes note of what is done
     * @return what the database holds now, or what it would hold after a dry run
     * @throws IngestException if the upload is refused or cut off; nothing is stored then
     */
    public Receipt load(Episode episode, ReadingOptions options, Upload upload, LoadNotes notes) {
        notes.announced(upload, episode.episodeId());
        boolean recognises = episode.onConflict() == OnConflict.ERROR && !upload.dryRun();
        return uploads.receive(upload, KIND, episode.episodeId(), Receipt.class, received -> {
            String announced = upload.announcedSha256();
            if (recognises && announced != null) {
                Optional<Receipt> same = sameContent(episode, upload, announced);
                if (same.isPresent()) {
                    return same.get();
                }
            }
            try {
                return load(episode, options, upload, recognises, received, notes.receives(upload, received));
            } catch (IngestException e) {
                if (recognises && e.problem() == Problem.EPISODE_EXISTS) {
                    return sameEpisode(episode, upload, received.file()).orElseThrow(() -> e);
                }
                throw e;
            }
        });
    }

    private Receipt load(
            Episode episode,
            ReadingOptions options,
            Upload upload,
            boolean recognises,
            RunningUpload received,
            Stopwatch watch)
            throws IOException {
        ReceivedFile file = received.file();
        try (LoadAttempt attempt = store.begin(episode);
                RecordSource source = open(file, episode, options, attempt)) {
            requireNoVelocity(episode, source);
            while (source.read()) {
                watch.store(() -> attempt.write(source.batch()));
                received.rows(source.rows());
            }
            FileSummary summary = source.summary();
            requireRows(summary);
            Optional<Receipt> same = recognises ? sameContent(episode, upload, file.sha256()) : Optional.empty();
            if (same.isPresent()) {
                return same.get();
            }
            watch.received();

            StoredEpisode stored =
                    attempt.finish(new EpisodeFacts(summary.numFrames(), summary.numAgents(), summary.labels()));
            watch.finished();

            boolean appended = attempt.appendsTo().isPresent();
            Receipt receipt = Receipt.of(upload, episode, appended, summary, file, stored, watch.timings());
            if (upload.dryRun()) {
                return receipt;
            }
            attempt.commit(uploads.completed(received, file.sha256(), receipt, summary.rejects()));
            watch.committed();
            return receipt.with(watch.timings());
        }
    }

    private RecordSource open(ReceivedFile file, Episode episode, ReadingOptions asked, LoadAttempt attempt)
            throws IOException {
        Optional<EpisodeRow> there = attempt.appendsTo();
        if (there.isEmpty()) {
            return sources.open(
                    file,
                    asked,
                    attempt.vocabulary(),
                    episode.frameRate(),
                    new Destination.Observations(attempt, null));
        }
        StoredEpisodeTimes times = StoredEpisodeTimes.of(there.get(), json);
        requireSame(episode, there.get(), asked, times);
        return sources.open(
                file,
                times.options(asked),
                attempt.vocabulary(),
                times.frameRate(),
                new Destination.Observations(attempt, times.stored(attempt.labels())));
    }

    /** Rows that are added belong to the episode as it is: what would change it as a whole is refused. */
    private void requireSame(Episode episode, EpisodeRow there, ReadingOptions asked, StoredEpisodeTimes times) {
        requireSame("session_id", episode.sessionId(), there.sessionId());
        if (episode.episodeNumber() != null) {
            requireSame("episode_number", episode.episodeNumber(), there.episodeNumber());
        }
        if (asked.frameRate() != null) {
            requireSame("frame_rate", asked.frameRate(), times.frameRate());
        }
        if (asked.timeOrigin() != null) {
            requireSame("time_origin", asked.timeOrigin(), String.valueOf(times.origin()));
        }
        String receipt = there.receipt();
        boolean derived = receipt != null
                && uploads.receipt(receipt, Receipt.class).derived().contains(Receipt.DERIVED_VELOCITY);
        if (derived != episode.deriveVelocity()) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    derived
                            ? "The velocities of the stored episode are derived: pass derive=velocity again"
                            : "The velocities of the stored episode are not derived: leave derive=velocity out");
        }
    }

    private static void requireSame(String parameter, Object asked, Object stored) {
        if (!asked.equals(stored)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The episode that rows are to be added to has %s=%s, not %s".formatted(parameter, stored, asked));
        }
    }

    /** The receipt of the same bytes that the session holds already, sent with the same parameters. */
    private Optional<Receipt> sameContent(Episode episode, Upload upload, String sha256) {
        return store.uploads()
                .receiptOfContent(episode.sessionId(), upload.parameters(), sha256)
                .map(receipt -> uploads.duplicate(receipt, Receipt.class));
    }

    /** The receipt of the episode that has the id already, if it was made of the same bytes and parameters. */
    private Optional<Receipt> sameEpisode(Episode episode, Upload upload, ReceivedFile file) throws IOException {
        Optional<Receipt> stored = store.catalog()
                .episode(episode.episodeId())
                .filter(row -> row.sessionId().equals(episode.sessionId()))
                .map(EpisodeRow::receipt)
                .map(receipt -> uploads.duplicate(receipt, Receipt.class))
                .filter(receipt -> sentWith(upload.parameters(), receipt));
        if (stored.isEmpty()) {
            return stored;
        }
        String announced = upload.announcedSha256();
        String sha256 =
                announced != null ? announced : file.sha256Within(stored.get().bytesReceived());
        return stored.filter(receipt -> receipt.sha256().equals(sha256));
    }

    private boolean sentWith(String parameters, Receipt receipt) {
        String uploadId = receipt.uploadId();
        return uploadId != null
                && store.uploads()
                        .find(uploadId)
                        .filter(row -> row.parameters().equals(parameters))
                        .isPresent();
    }

    private static void requireRows(FileSummary summary) {
        if (summary.rows() == summary.rejected()) {
            throw new IngestException(
                    Problem.EMPTY_FILE,
                    summary.rows() == 0 ? "The file has a header but no rows" : "The file has no row that is valid",
                    summary.errors());
        }
    }

    /** Measured velocities and derived ones must not be mixed up. */
    private static void requireNoVelocity(Episode episode, RecordSource source) {
        if (episode.deriveVelocity() && source.givesVelocity()) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The file has velocities of its own: leave derive=velocity out, or drop its columns with mapping");
        }
    }
}
