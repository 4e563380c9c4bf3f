package org.collabenv.episodes.source.row;

import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.ObservationKeys;

/** Bounds the memory of the keys of a load, which depends on how far its frames are apart. */
final class KeyMemory {

    /** The number of keys up to which any memory is harmless. */
    private static final long COUNTS_FROM = 100_000;

    private final ObservationKeys keys;
    private final long most;
    private long measureAt = COUNTS_FROM;

    /** @param most the maximum memory in bytes */
    KeyMemory(ObservationKeys keys, long most) {
        this.keys = keys;
        this.most = most;
    }

    /**
     * Measures the keys whenever there are an eighth more than at the last time, so that all measurements of a load take
     * no longer than a few of the last one.
     *
     * @throws IngestException if the keys need too much memory
     */
    void require() {
        if (keys.size() < measureAt) {
            return;
        }
        if (keys.bytes() > most / 2) {
            keys.compress();
            if (keys.bytes() > most) {
                throw Limits.exceeded(
                        "Finding repeated rows takes more than %d bytes of memory, because frames of the same agent are far apart; frame numbers without large gaps take almost none"
                                .formatted(most),
                        "key-memory");
            }
        }
        measureAt = Math.max(measureAt, keys.size()) + Math.max(COUNTS_FROM, keys.size() / 8);
    }
}
