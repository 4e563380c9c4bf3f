package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.collabenv.episodes.source.Destination;
import org.collabenv.episodes.source.ReadingOptions;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.store.AdditionAttempt;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.StoredAddition;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Adds an uploaded file's property values to a stored episode: bytes, batches, staging, join, receipt. */
@ApplicationScoped
public class PropertyIngestion {

    /** In the ledger and in metrics. */
    public static final String KIND = "properties";

    private final Sources sources;
    private final EpisodeStore store;
    private final Uploads uploads;
    private final ObjectMapper json;

    PropertyIngestion(Sources sources, EpisodeStore store, Uploads uploads, ObjectMapper json) {
        this.sources = sources;
        this.store = store;
        this.uploads = uploads;
        this.json = json;
    }

    /**
     * Adds a file's values while it arrives.
     *
     * @param replace whether values that are there already may be replaced
     * @param asked how the file is to be read
     * @param notes takes note of what is done
     * @throws IngestException if the upload is refused or cut off; nothing is changed then
     */
    public AdditionReceipt add(
            String episodeId, boolean replace, ReadingOptions asked, Upload upload, LoadNotes notes) {
        notes.announced(upload, episodeId);
        return uploads.receive(
                upload,
                KIND,
                episodeId,
                AdditionReceipt.class,
                received -> add(episodeId, replace, asked, upload, received, notes.receives(upload, received)));
    }

    private AdditionReceipt add(
            String episodeId,
            boolean replace,
            ReadingOptions asked,
            Upload upload,
            RunningUpload received,
            Stopwatch watch)
            throws IOException {
        ReceivedFile file = received.file();
        try (AdditionAttempt attempt = store.beginAddition(episodeId, replace);
                RecordSource source = open(file, asked, attempt)) {
            while (source.read()) {
                watch.store(() -> attempt.write(source.batch()));
                received.rows(source.rows());
            }
            if (source.rows() == 0) {
                throw new IngestException(Problem.EMPTY_FILE, "The file has a header but no rows");
            }
            String sha256 = file.sha256();
            watch.received();

            StoredAddition stored = attempt.finish(source.errors());
            watch.finished();

            AdditionReceipt receipt = AdditionReceipt.of(upload, episodeId, source, file, stored, watch.timings());
            if (upload.dryRun()) {
                return receipt;
            }
            attempt.commit(uploads.completed(received, sha256, receipt, null));
            watch.committed();
            return receipt.with(watch.timings());
        }
    }

    private RecordSource open(InputStream file, ReadingOptions asked, AdditionAttempt attempt) throws IOException {
        StoredEpisodeTimes times = StoredEpisodeTimes.of(attempt.episode(), json);
        return sources.open(
                file,
                times.options(asked),
                attempt.vocabulary(),
                times.frameRate(),
                new Destination.PropertyValues(times.stored(attempt.labels())));
    }
}
