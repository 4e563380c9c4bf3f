package org.collabenv.episodes.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.collabenv.episodes.store.UploadProgress;
import org.collabenv.episodes.store.UploadState;
import org.collabenv.episodes.store.postgres.PostgresStore;
import org.collabenv.episodes.store.postgres.PostgresStores;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.collabenv.episodes.store.tables.UploadLedger.Claimant;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadKind;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final String STATES = "SELECT upload_id, state FROM uploads ORDER BY upload_id";

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final Tables tables = new Tables(database::connect);

    /** The first end can never be recorded: its answer is not JSON. */
    @Test
    void endThatCannotBeRecordedKeepsNoneBehindItWaiting() throws Exception {
        // Whoever waits for a lock gives up soon.
        TestPostgres.Database impatient = new TestPostgres.Database(
                database.host(),
                database.port(),
                database.name() + "?options=-c%20lock_timeout=200ms",
                database.user(),
                database.password());
        try (PostgresStore store = PostgresStores.open(impatient);
                Connection other = database.connect();
                Statement lock = other.createStatement()) {
            UploadLedger uploads = new UploadLedger(store.database(), "{}");
            Ledger ledger = new Ledger(uploads, new ObjectMapper(), Duration.ZERO);
            claim(uploads, "broken");
            claim(uploads, "good");
            ledger.end(progress("broken"), UploadState.FAILED, "no JSON");
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE uploads IN ACCESS EXCLUSIVE MODE");
            ledger.end(progress("good"), UploadState.FAILED, "{}");
            assertThatThrownBy(ledger::recordEnds).isInstanceOf(IngestException.class);
            other.rollback();

            ledger.recordEnds();

            assertThat(tables.rows(STATES)).containsExactly("broken running", "good failed");
        }
    }

    private static void claim(UploadLedger uploads, String id) {
        uploads.claim(new Claimant(id, LoadKind.EPISODE, "any", "", "attempt"));
    }

    private static UploadProgress progress(String id) {
        return new UploadProgress(id, "attempt", 1, 2);
    }
}
