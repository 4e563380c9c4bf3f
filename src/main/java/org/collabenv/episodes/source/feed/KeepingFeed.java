package org.collabenv.episodes.source.feed;

import java.util.function.Supplier;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/** A feed that keeps rejected records as text of its own, since the file has no line for each. */
public abstract class KeepingFeed implements RecordFeed {

    private final @Nullable KeptRecords kept;

    /** @param kept keeps the rejected records; null if they are not kept */
    protected KeepingFeed(@Nullable KeptRecords kept) {
        this.kept = kept;
    }

    /**
     * Keeps a record until it is released, if any are kept.
     *
     * @param record returns it with its line end
     */
    protected final void keep(long place, int part, Supplier<String> record) {
        if (kept != null) {
            kept.keep(place, part, record.get());
        }
    }

    @Override
    public void header(long firstPlace) {
        // The kept records have a header of their own, or none.
    }

    @Override
    public void reject(long place, int part, int places) {
        if (kept != null) {
            kept.reject(place, part);
        }
    }

    @Override
    public void release(long place) {
        if (kept != null) {
            kept.release(place);
        }
    }

    @Override
    public @Nullable Rejects rejects() {
        return kept == null ? null : kept.finish();
    }
}
