package org.collabenv.episodes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.store.tables.SessionChange;
import org.collabenv.episodes.store.tables.SessionRow;
import org.collabenv.episodes.store.tables.Sessions;
import org.collabenv.episodes.store.tables.StoredCounts;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.collabenv.episodes.testing.Databases;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyAddition;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does, word for word the same on each database. */
public abstract class EpisodeStoreContract {

    private static final int CAPACITY = 1000;

    /** No load of an episode's rows adds errors at its end. */
    protected static final RowErrors NO_ERRORS = new RowErrors(false);

    protected EpisodeStore store;
    private Tables tables;
    private EpisodeCatalog catalog;
    private Sessions sessions;
    protected Claims claims;

    /** Opens a store on an empty database of this test's own. */
    protected abstract EpisodeStore open();

    /** The same database behind the store's back. */
    protected abstract Tables tables();

    @BeforeEach
    void openStore() {
        store = open();
        tables = tables();
        claims = new Claims(store);
        catalog = new EpisodeCatalog(Databases.of(store));
        sessions = new Sessions(Databases.of(store), catalog);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void committedEpisodeIsThereWithItsCounts() {
        StoredRows stored = load("flock", 3, 4);

        assertThat(stored.observations()).isEqualTo(12);
        assertThat(stored.extendedProperties()).isEqualTo(24);
        assertThat(stored.episodeNumber()).isZero();
        assertThat(stored.created().sessions()).containsExactly("default");
        assertThat(stored.created().properties()).containsExactly("mood", "vigour");
        StoredCounts counts = catalog.counts("flock").orElseThrow();
        assertThat(counts.observationsByAgentType()).containsExactly(Map.entry("agent", 12L));
        assertThat(counts.valuesByProperty()).containsExactly(Map.entry("mood", 12L), Map.entry("vigour", 12L));
        assertThat(counts.episode().receipt()).isEqualTo("{\"is\": \"kept as it was\"}");
    }

    @Test
    void eachValueStaysWithItsObservation() {
        load("flock", 3, 4);

        assertThat(tables.rows("SELECT o.time_index, o.agent_id, o.x, p.property_id, p.value_float, p.value_text"
                        + " FROM observations o JOIN extended_properties p USING (observation_id)"
                        + " WHERE o.time_index = 2 AND o.agent_id = 3 ORDER BY p.property_id"))
                .containsExactly("2 3 2.5 mood null calm 2/3 \uD83D\uDC1F", "2 3 2.5 vigour 2.03125 null");
    }

    @Test
    void observationsKeepTheOrderOfTheFile() {
        load("flock", 400, 7);

        assertThat(tables.rows("SELECT time_index, agent_id FROM observations ORDER BY observation_id"))
                .isEqualTo(tables.rows("SELECT time_index, agent_id FROM observations ORDER BY time_index, agent_id"));
    }

    @Test
    void whatLeftNothingIsForgottenOnceItIsOld() {
        UploadLedger uploads = new UploadLedger(Databases.of(store), "{}");
        load("kept", 1, 1);
        load("gone", 1, 1);
        tables.execute(
                "UPDATE uploads SET episode_id ="
                        + " (SELECT r.episode_id FROM receipts r WHERE r.upload_id = uploads.upload_id) WHERE state = 'completed'");
        store.delete("gone");
        uploads.claim(new UploadLedger.Claimant("failed", LoadKind.EPISODE, "any", "", "attempt"));
        uploads.end(new UploadProgress("failed", "attempt", 1, 2), UploadState.FAILED, "{}");
        long running = tables.number("SELECT count(*) FROM uploads WHERE state = 'running'");

        assertThat(uploads.forget(Duration.ofHours(1))).isZero();
        assertThat(uploads.forget(Duration.ZERO)).isEqualTo(2);

        assertThat(tables.number("SELECT count(*) FROM uploads WHERE state = 'running'"))
                .isEqualTo(running);
        assertThat(tables.number("SELECT count(*) FROM uploads WHERE state = 'completed'"))
                .isEqualTo(1);
        assertThat(tables.number("SELECT count(*) FROM uploads WHERE state = 'failed'"))
                .isZero();
    }

    @Test
    void closingWithoutCommitLeavesNothing() {
        Map<String, Long> before = tables.counts();

        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            write(attempt, 3, 4);
            attempt.finish(facts(3, 4), NO_ERRORS);
        }

        assertThat(tables.counts()).isEqualTo(before);
        assertThat(load("flock", 3, 4).observations()).isEqualTo(12);
    }

    @Test
    void secondEpisodeOfTheSameIdIsRefused() {
        load("flock", 3, 4);
        Map<String, Long> before = tables.counts();

        assertThatThrownBy(() -> store.begin(episode("flock")))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EPISODE_EXISTS));
        assertThat(tables.counts()).isEqualTo(before);
    }

    @Test
    protected void episodeThatIsBeingLoadedIsBusy() {
        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            assertThatThrownBy(() -> store.begin(episode("flock")))
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EPISODE_BUSY));
            write(attempt, 3, 4);
            attempt.finish(facts(3, 4), NO_ERRORS);
            attempt.commit(claims.completed("{}"));
        }

        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(12);
    }

    @Test
    void sessionOfAnotherCategoryIsRefused() {
        load("flock", 1, 1);
        Episode elsewhere =
                new Episode("other", "default", "boids_2d", null, 30, "other.csv", "other.csv", null, OnConflict.ERROR);

        assertThatThrownBy(() -> store.begin(elsewhere))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SESSION_MISMATCH));
    }

    @Test
    void repeatedKeyStoresNothing() {
        Map<String, Long> before = tables.counts();

        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            RecordBatch batch = batch(3, 4);
            attempt.write(batch);
            assertThatThrownBy(() -> {
                        attempt.write(batch);
                        attempt.finish(facts(3, 4), NO_ERRORS);
                    })
                    .isInstanceOf(StoreException.class);
        }

        assertThat(tables.counts()).isEqualTo(before);
        assertThat(load("flock", 3, 4).observations()).isEqualTo(12);
    }

    @Test
    protected void loadsThatDefineTheSameDoNotWaitForEachOthersUploads() throws Exception {
        try (LoadAttempt slow = store.begin(episode("slow"))) {
            write(slow, 3, 4);

            StoredRows fast =
                    CompletableFuture.supplyAsync(() -> load("fast", 3, 4)).get(20, TimeUnit.SECONDS);

            assertThat(fast.created().properties()).containsExactly("mood", "vigour");
            StoredRows stored = slow.finish(facts(3, 4), NO_ERRORS);
            assertThat(stored.created().properties()).isEmpty();
            assertThat(stored.episodeNumber()).isEqualTo(fast.episodeNumber() + 1);
            slow.commit(claims.completed("{}"));
        }

        assertThat(tables.number("SELECT count(*) FROM extended_properties")).isEqualTo(48);
    }

    @Test
    void episodesThatFinishTogetherGetDifferentNumbers()
            throws ExecutionException, InterruptedException, TimeoutException {
        List<CompletableFuture<StoredRows>> loads = List.of(
                CompletableFuture.supplyAsync(() -> load("a", 20, 10)),
                CompletableFuture.supplyAsync(() -> load("b", 20, 10)),
                CompletableFuture.supplyAsync(() -> load("c", 20, 10)));

        for (CompletableFuture<StoredRows> load : loads) {
            assertThat(load.get(60, TimeUnit.SECONDS).observations()).isEqualTo(200);
        }

        assertThat(tables.rows("SELECT episode_number FROM episodes ORDER BY episode_number"))
                .containsExactly("0", "1", "2");
    }

    @Test
    void typeThatAnotherLoadHasJustDefinedOtherwiseIsNotOverwritten() {
        try (LoadAttempt slow = store.begin(episode("slow"))) {
            write(slow, 3, 4);
            tables.execute("INSERT INTO property_definitions (property_id, property_name, data_type)"
                    + " VALUES ('vigour', 'Vigour', 'string')");

            assertThatThrownBy(() -> slow.finish(facts(3, 4), NO_ERRORS))
                    .isInstanceOfSatisfying(IngestException.class, e -> assertThat(e.problem())
                            .isEqualTo(Problem.PROPERTY_TYPE_MISMATCH));
        }

        assertThat(tables.number("SELECT count(*) FROM observations")).isZero();
    }

    @Test
    void definitionOfATypeThatIsNotOursHarmsOnlyItsOwnProperty() {
        tables.execute("INSERT INTO property_definitions (property_id, property_name, data_type)"
                + " VALUES ('elsewhere', 'Elsewhere', 'int'), ('vigour', 'Vigour', 'FLOAT')");

        assertThat(load("flock", 2, 2).created().properties()).containsExactly("mood");
    }

    @Test
    protected void sessionThatAnotherLoadHasJustMadeInAnotherCategoryIsNotJoined() {
        Episode episode = new Episode(
                "slow", "new session", "boids_2d", null, 30, "slow.csv", "slow.csv", null, OnConflict.ERROR);
        try (LoadAttempt slow = store.begin(episode)) {
            write(slow, 1, 1);
            tables.execute("INSERT INTO sessions (session_id, session_name, category_id)"
                    + " VALUES ('new session', 'New', 'boids_3d')");

            assertThatThrownBy(() -> slow.finish(facts(1, 1), NO_ERRORS))
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SESSION_MISMATCH));
        }
    }

    @Test
    void sessionWhoseNumbersAreUsedUpSaysSo() {
        Episode last = new Episode(
                "last", "default", null, Integer.MAX_VALUE, 30, "last.csv", "last.csv", null, OnConflict.ERROR);
        try (LoadAttempt attempt = store.begin(last)) {
            write(attempt, 1, 1);
            attempt.finish(facts(1, 1), NO_ERRORS);
            attempt.commit(claims.completed("{}"));
        }

        assertThatThrownBy(() -> load("next", 1, 1))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("pass episode_number");
    }

    @Test
    void deletedEpisodeLeavesNothingOfItself() {
        load("kept", 2, 2);
        Map<String, Long> before = tables.counts();
        load("gone", 3, 4);

        boolean deleted = store.delete("gone");

        assertThat(deleted).isTrue();
        assertThat(tables.counts()).isEqualTo(before);
        assertThat(store.delete("gone")).isFalse();
    }

    @Test
    void rowsBeforeARowAreCountedWhileTheLoadGoesOn() {
        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            write(attempt, 300, 4);

            ObservationKey first = new ObservationKey(0, 0, "agent");
            ObservationKey last = new ObservationKey(299, 3, "agent");
            assertThat(attempt.rowsBefore(List.of(first, last))).isEqualTo(Map.of(first, 0L, last, 1199L));
            attempt.finish(facts(300, 4), NO_ERRORS);
            attempt.commit(claims.completed("{}"));
        }

        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(1200);
    }

    @Test
    void labelsAreKeptWithTheirEpisode() {
        List<AgentLabel> labels =
                List.of(new AgentLabel("agent", 0, "it's \"zoe\""), new AgentLabel("agent", 1, "adam"));
        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            write(attempt, 1, 2);
            attempt.finish(new EpisodeFacts(1, 2, null, 0, labels), NO_ERRORS);
            attempt.commit(claims.completed("{}"));
        }

        assertThat(catalog.labels("flock")).isEqualTo(labels);
    }

    @Test
    void addedValuesAreThereOnceCommitted() {
        load("flock", 3, 4);
        load("other", 3, 4);

        try (LoadAttempt attempt = store.begin(new PropertyAddition("flock", false))) {
            attempt.write(values("pace", 1.5, 2, 3));
            StoredRows stored = attempt.finish(facts(3, 4), new RowErrors(false));
            assertThat(stored.extendedProperties()).isEqualTo(1);
            assertThat(stored.created().properties()).containsExactly("pace");
            attempt.commit(claims.completed("{}"));
        }

        assertThat(tables.rows("SELECT o.episode_id, o.time_index, o.agent_id, p.value_float FROM observations o"
                        + " JOIN extended_properties p USING (observation_id) WHERE p.property_id = 'pace'"))
                .containsExactly("flock 2 3 1.5");
        assertThat(catalog.counts("flock").orElseThrow().valuesAdded()).isEqualTo(1);
        assertThat(catalog.counts("other").orElseThrow().valuesAdded()).isZero();
    }

    @Test
    void additionThatIsNotCommittedLeavesNothing() {
        load("flock", 3, 4);
        Map<String, Long> before = tables.counts();

        try (LoadAttempt attempt = store.begin(new PropertyAddition("flock", false))) {
            attempt.write(values("pace", 1.5, 2, 3));
            attempt.finish(facts(3, 4), new RowErrors(false));
        }
        try (LoadAttempt attempt = store.begin(new PropertyAddition("flock", false))) {
            attempt.write(values("pace", 1.5, 7, 3));
            assertThatThrownBy(() -> attempt.finish(facts(3, 4), new RowErrors(false)))
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID_ROWS));
        }

        assertThat(tables.counts()).isEqualTo(before);
    }

    @Test
    void valuesThatAreThereAreReplacedOnlyWhereThatWasAsked() {
        load("flock", 3, 4);
        Map<String, Long> before = tables.counts();

        try (LoadAttempt attempt = store.begin(new PropertyAddition("flock", false))) {
            attempt.write(values("vigour", 99, 2, 3));
            assertThatThrownBy(() -> attempt.finish(facts(3, 4), new RowErrors(false)))
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.PROPERTY_EXISTS));
        }
        try (LoadAttempt attempt = store.begin(new PropertyAddition("flock", true))) {
            attempt.write(values("vigour", 99, 2, 3));
            assertThat(attempt.finish(facts(3, 4), new RowErrors(false)).replaced())
                    .isEqualTo(1);
            attempt.commit(claims.completed("{}"));
        }

        assertThat(tables.number("SELECT count(*) FROM extended_properties WHERE value_float = 99"))
                .isEqualTo(1);
        assertThat(tables.number("SELECT count(*) FROM extended_properties"))
                .isEqualTo(before.get("extended_properties"));
    }

    @Test
    void episodeThatIsBeingAddedToIsBusy() {
        load("flock", 3, 4);

        try (LoadAttempt attempt = store.begin(new PropertyAddition("flock", false))) {
            assertThat(attempt.stored().orElseThrow().episodeId()).isEqualTo("flock");
            assertThatThrownBy(() -> store.begin(new PropertyAddition("flock", false)))
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EPISODE_BUSY));
        }

        store.begin(new PropertyAddition("flock", false)).close();
    }

    @Test
    void sessionIsPutAndGoesWithItsEpisodes() {
        Map<String, Long> before = tables.counts();
        load("flock", 3, 4);

        boolean made = sessions.put("default", new SessionChange("Named", null, "{\"a\": 1}", null));

        assertThat(made).isFalse();
        SessionRow row = sessions.find("default").orElseThrow();
        assertThat(row.sessionName()).isEqualTo("Named");
        assertThat(row.categoryId()).isEqualTo("tracking_csv");
        assertThat(sessions.delete("default")).isTrue();
        assertThat(sessions.find("default")).isEmpty();
        for (String table : List.of("sessions", "episodes", "observations", "extended_properties", "receipts")) {
            assertThat(tables.counts()).containsEntry(table, before.get(table));
        }
        assertThat(sessions.delete("default")).isFalse();
        assertThat(load("flock", 3, 4).created().sessions()).containsExactly("default");
    }

    /** A batch with one value of one property. */
    private static RecordBatch values(String property, double value, int time, int agent) {
        PropertyColumn column = new PropertyColumn(property, PropertyType.FLOAT, null, 1);
        column.noteValues();
        RecordBatch batch = new RecordBatch(1, new AgentTypes(), List.of(column));
        batch.place()[0] = 2;
        batch.timeIndex()[0] = time;
        batch.agentId()[0] = agent;
        batch.agentType()[0] = RecordBatch.ANY_TYPE;
        column.numbers()[0] = value;
        batch.size(1);
        return batch;
    }

    /** Loads an episode of that many frames and agents. */
    protected final StoredRows load(String episodeId, int frames, int agents) {
        try (LoadAttempt attempt = store.begin(episode(episodeId))) {
            write(attempt, frames, agents);
            StoredRows stored = attempt.finish(facts(frames, agents), NO_ERRORS);
            attempt.commit(claims.completed("{\"is\": \"kept as it was\"}"));
            return stored;
        }
    }

    protected static void write(LoadAttempt attempt, int frames, int agents) {
        RecordBatch batch = batch(0, agents);
        int perBatch = CAPACITY / agents;
        for (int from = 0; from < frames; from += perBatch) {
            fill(batch, from, Math.min(frames, from + perBatch), agents);
            attempt.write(batch);
        }
    }

    private static RecordBatch batch(int frames, int agents) {
        AgentTypes types = new AgentTypes();
        types.use(types.code("agent"));
        PropertyColumn vigour = new PropertyColumn("vigour", PropertyType.FLOAT, null, CAPACITY);
        vigour.noteValues();
        PropertyColumn mood = new PropertyColumn("mood", PropertyType.STRING, null, CAPACITY);
        mood.noteValues();
        PropertyColumn never = new PropertyColumn("never_seen", null, null, CAPACITY);
        RecordBatch batch = new RecordBatch(CAPACITY, types, List.of(vigour, never, mood));
        fill(batch, 0, frames, agents);
        return batch;
    }

    private static void fill(RecordBatch batch, int from, int to, int agents) {
        int row = 0;
        for (int time = from; time < to; time++) {
            for (int agent = 0; agent < agents; agent++) {
                batch.timeIndex()[row] = time;
                batch.agentId()[row] = agent;
                batch.agentType()[row] = 0;
                batch.coordinate(Coordinate.X)[row] = time + 0.5;
                batch.coordinate(Coordinate.Y)[row] = agent;
                batch.coordinate(Coordinate.Z)[row] = Double.NaN;
                batch.coordinate(Coordinate.V_X)[row] = -0.0;
                batch.coordinate(Coordinate.V_Y)[row] = Double.POSITIVE_INFINITY;
                batch.coordinate(Coordinate.V_Z)[row] = Double.MIN_VALUE;
                batch.properties().get(0).numbers()[row] = time + agent / 96.0;
                batch.properties().get(1).texts().setMissing(row);
                char[] mood = "calm %d/%d \uD83D\uDC1F".formatted(time, agent).toCharArray();
                batch.properties().get(2).texts().set(row, mood, 0, mood.length);
                row++;
            }
        }
        batch.size(row);
    }

    protected static EpisodeFacts facts(int frames, int agents) {
        return new EpisodeFacts(frames, agents, null, 0, List.of());
    }

    protected static Episode episode(String episodeId) {
        return new Episode(
                episodeId, "default", null, null, 30, episodeId + ".csv", episodeId + ".csv", null, OnConflict.ERROR);
    }
}
