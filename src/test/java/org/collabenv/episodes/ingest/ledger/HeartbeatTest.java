package org.collabenv.episodes.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.collabenv.episodes.store.duckdb.DuckDbStore;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

    @TempDir
    private Path folder;

    @Test
    void notEvenAnErrorEndsTheBeats() {
        AtomicInteger beats = new AtomicInteger();
        try (DuckDbStore store = new DuckDbStore(folder.resolve("tracking.duckdb"), "64MB", Duration.ZERO)) {
            Ledger ledger = new Ledger(new UploadLedger(store.database(), "{}"), new ObjectMapper(), Duration.ZERO) {
                @Override
                void keepAlive() {
                    beats.incrementAndGet();
                    throw new OutOfMemoryError("as an upload that takes the last of the heap leaves it");
                }
            };
            Heartbeat heartbeat = new Heartbeat(ledger);
            try {
                await().atMost(Duration.ofSeconds(10)).untilAtomic(beats, greaterThan(2));
                assertThat(heartbeat.age()).isLessThan(Duration.ofSeconds(3));
            } finally {
                heartbeat.stop();
            }
        }
    }
}
