package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.InputStream;
import java.time.Duration;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.ingest.ledger.Ledger;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.ingest.report.LoadMetrics;
import org.collabenv.episodes.ingest.report.LoadReports;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.Receipts;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.collabenv.episodes.testing.Databases;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.OnConflict;

/** Loads files without the service around. */
public final class Loading {

    private Loading() {}

    public static LoadAnswer load(EpisodeStore store, String episodeId, InputStream file) {
        return load(store, episodeId, file, ReadingOptions.USUAL);
    }

    public static LoadAnswer load(EpisodeStore store, String episodeId, InputStream file, ReadingOptions reading) {
        Episode episode = new Episode(
                episodeId, "default", null, null, 30, episodeId + ".csv", episodeId + ".csv", null, OnConflict.ERROR);
        Database database = Databases.of(store);
        ObjectMapper json = new ObjectMapper();
        LoadReports reports = new LoadReports(
                new LoadMetrics(new SimpleMeterRegistry()), OpenTelemetry.noop().getTracer("test"));
        Loads loads = new Loads(
                new LoadingSlots(1),
                new Ledger(new UploadLedger(database, "{}"), json, Duration.ZERO),
                new RepeatedUploads(new Receipts(database), json),
                TestSources.usual(),
                store,
                reports);
        return loads.load(
                LoadKind.EPISODE,
                () -> new Upload(episodeId, episode, reading, null, "", false, false, null, file, null, () -> 0));
    }
}
