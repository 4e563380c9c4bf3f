package org.collabenv.episodes.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of an upload in the ledger. */
public enum UploadState {
    RUNNING,
    /** Stored something. */
    COMPLETED,
    FAILED,
    /** Ended at its client's request. */
    CANCELLED,
    /** Was rolled back, as asked. */
    DRY_RUN,
    /** Repeated an earlier upload. */
    DUPLICATE;

    /** Returns the word in the ledger, for example {@code dry_run}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<UploadState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
