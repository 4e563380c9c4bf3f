package org.collabenv.episodes.ingest;

import org.jspecify.annotations.Nullable;

/** What becomes known of a load while it goes on, for what is told of it at its end. */
public final class LoadNotes {

    private final String kind;
    private final Stopwatch watch = new Stopwatch();
    private @Nullable String uploadId;
    private @Nullable String episodeId;
    private @Nullable RunningUpload received;

    LoadNotes(String kind) {
        this.kind = kind;
    }

    /** What the client wants to load, as soon as its parameters are read. */
    void announced(Upload upload, String to) {
        uploadId = upload.uploadId();
        episodeId = to;
    }

    /** The upload whose file is read from here on. */
    Stopwatch receives(Upload upload, RunningUpload running) {
        received = running;
        watch.receives(upload.waited());
        return watch;
    }

    String kind() {
        return kind;
    }

    Stopwatch watch() {
        return watch;
    }

    @Nullable
    String uploadId() {
        return uploadId;
    }

    @Nullable
    String episodeId() {
        return episodeId;
    }

    long rowsRead() {
        return received == null ? 0 : received.progress().rows();
    }

    long bytes() {
        return received == null ? 0 : received.progress().bytes();
    }
}
