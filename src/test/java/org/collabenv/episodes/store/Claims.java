package org.collabenv.episodes.store;

import org.collabenv.episodes.store.tables.UploadLedger;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Uploads that stand in the ledger before their loads begin, as those of the service do. */
public final class Claims {

    private static final String ATTEMPT = "attempt";
    private static final int MANY = 8;

    private final Queue<String> claimed = new ConcurrentLinkedQueue<>();

    public Claims(EpisodeStore store) {
        for (int i = 0; i < MANY; i++) {
            String id = UlidCreator.getMonotonicUlid().toString();
            store.uploads().claim(new UploadLedger.Request(id, "episode", "any", "", ATTEMPT));
            claimed.add(id);
        }
    }

    /** What is to be recorded of the next one. */
    public CompletedUpload completed(String receipt) {
        return new CompletedUpload(claimed.remove(), ATTEMPT, 1, 2, "00", receipt, null);
    }
}
