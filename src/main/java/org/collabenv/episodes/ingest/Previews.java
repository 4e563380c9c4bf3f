package org.collabenv.episodes.ingest;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.source.FilePreview;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.store.tables.VocabularyTables;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Reads the heads of files, a few at the same time; nothing is stored. */
@Singleton
public class Previews {

    /** Each may hold the memory of a batch, or of a reader of Parquet. */
    private static final int MOST = 4;

    private final Sources sources;
    private final VocabularyTables vocabulary;
    private final Semaphore free = new Semaphore(MOST);

    public Previews(Sources sources, VocabularyTables vocabulary) {
        this.sources = sources;
        this.vocabulary = vocabulary;
    }

    /**
     * Reads the head of a file.
     *
     * @param request reads the request up to the first byte of its file
     * @throws IngestException if the request is wrong, or too many previews are being made
     */
    public FilePreview preview(Supplier<Upload> request) {
        if (!free.tryAcquire()) {
            throw new IngestException(
                    Problem.SLOTS_TAKEN, "%d previews are being made; send this one again later".formatted(MOST));
        }
        try {
            Upload upload = request.get();
            FilePreview preview = sources.preview(upload.file(), upload.reading(), vocabulary.vocabulary());
            return LoadRules.assumedRate(upload).map(preview::with).orElse(preview);
        } catch (IOException e) {
            throw new IngestException(Problem.INCOMPLETE_UPLOAD, "The upload was cut off before its first rows", e);
        } finally {
            free.release();
        }
    }
}
