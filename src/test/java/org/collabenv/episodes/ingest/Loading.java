package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.OnConflict;

/** Loads files without the service around. */
final class Loading {

    private Loading() {}

    static Receipt load(EpisodeStore store, String episodeId, InputStream file) {
        Episode episode =
                new Episode(episodeId, "default", null, null, 30, episodeId + ".csv", false, OnConflict.ERROR);
        ObjectMapper json = new ObjectMapper();
        Uploads uploads = new Uploads(store, json);
        try {
            Upload upload = new Upload(episodeId, "", false, null, file, null, () -> 0);
            return new Ingestion(TestSources.usual(), store, uploads, json)
                    .load(episode, ReadingOptions.USUAL, upload, new LoadNotes(Ingestion.KIND));
        } finally {
            uploads.close();
        }
    }
}
