package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.collabenv.episodes.source.Destination;
import org.collabenv.episodes.source.FileSummary;
import org.collabenv.episodes.source.ReadingOptions;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoredEpisode;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;

/** Loads an uploaded file as an episode: bytes, batches, COPY, join, receipt. */
@ApplicationScoped
public class Ingestion {

    private static final Logger LOG = Logger.getLogger(Ingestion.class);

    private final Sources sources;
    private final EpisodeStore store;
    private final ObjectMapper json;

    Ingestion(Sources sources, EpisodeStore store, ObjectMapper json) {
        this.sources = sources;
        this.store = store;
        this.json = json;
    }

    /**
     * Loads a file while it arrives.
     *
     * @param episode what the upload announced
     * @param options how its file is to be read
     * @param upload the file's bytes, which must end with an exception unless they are complete; the caller closes them
     * @return what the database holds now
     * @throws IngestException if the upload is refused or cut off; nothing is stored then
     */
    public Receipt load(Episode episode, ReadingOptions options, InputStream upload) {
        Stopwatch watch = new Stopwatch();
        ReceivedFile file = new ReceivedFile(upload);
        try (LoadAttempt attempt = store.begin(episode);
                RecordSource source = sources.open(
                        file,
                        options,
                        attempt.vocabulary(),
                        episode.frameRate(),
                        new Destination.NewEpisode(attempt))) {
            requireNoVelocity(episode, source);
            while (source.read()) {
                attempt.write(source.batch());
            }
            FileSummary summary = source.summary();
            requireRows(summary);
            watch.received();

            StoredEpisode stored =
                    attempt.finish(new EpisodeFacts(summary.numFrames(), summary.numAgents(), summary.labels()));
            watch.joined();

            Receipt receipt = Receipt.of(episode, summary, file, stored, watch.timings());
            attempt.commit(json.writeValueAsString(receipt));
            watch.committed();
            return logged(receipt.with(watch.timings()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A receipt can always be written as JSON", e);
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    static IngestException cutOff(IOException cause) {
        return new IngestException(
                Problem.INCOMPLETE_UPLOAD, "The upload was cut off before its end, nothing was stored", cause);
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

    private static Receipt logged(Receipt receipt) {
        LOG.infof(
                "load episode_id=%s session_id='%s' rows=%d values=%d bytes=%d total_ms=%d receive_and_copy_ms=%d"
                        + " join_ms=%d commit_ms=%d foreign_keys=%s",
                receipt.episodeId(),
                receipt.sessionId(),
                receipt.observations(),
                receipt.extendedProperties(),
                receipt.bytesReceived(),
                receipt.timingsMs().total(),
                receipt.timingsMs().receiveAndCopy(),
                receipt.timingsMs().join(),
                receipt.timingsMs().commit(),
                receipt.foreignKeys());
        return receipt;
    }
}
