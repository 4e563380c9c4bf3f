package org.collabenv.episodes.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of an upload in the ledger. */
public enum UploadState {
    RUNNING,
    /** The upload has stored something. */
    COMPLETED,
    FAILED,
    /** The upload was ended at its client's request. */
    CANCELLED,
    /** The upload was rolled back, as its client had asked. */
    DRY_RUN,
    /** The upload repeated an earlier one. */
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
