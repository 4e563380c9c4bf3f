package org.collabenv.episodes.store;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.collabenv.episodes.testing.Databases;
import org.collabenv.episodes.trajectory.LoadKind;

/** Uploads that stand in the ledger before their loads begin, as those of the service do. */
public final class Claims {

    private static final String ATTEMPT = "attempt";
    private static final int MANY = 8;

    private final Queue<String> claimed = new ConcurrentLinkedQueue<>();

    public Claims(EpisodeStore store) {
        UploadLedger uploads = new UploadLedger(Databases.of(store), "{}");
        for (int i = 0; i < MANY; i++) {
            String id = UlidCreator.getMonotonicUlid().toString();
            uploads.claim(new UploadLedger.Claimant(id, LoadKind.EPISODE, "any", "", ATTEMPT));
            claimed.add(id);
        }
    }

    /** What is to be recorded of the next one. */
    public CompletedUpload completed(String receipt) {
        return new CompletedUpload(new UploadProgress(claimed.remove(), ATTEMPT, 1, 2), "00", receipt, null);
    }
}
