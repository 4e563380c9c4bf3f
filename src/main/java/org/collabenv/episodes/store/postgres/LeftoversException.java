package org.collabenv.episodes.store.postgres;

import org.collabenv.episodes.store.StoreException;

/** The refusal of a claim for an episode of which the service's own tables still hold rows although it is gone. */
final class LeftoversException extends StoreException {

    private static final long serialVersionUID = 1;

    LeftoversException() {
        super("Rows are left of an episode that is gone");
    }
}
