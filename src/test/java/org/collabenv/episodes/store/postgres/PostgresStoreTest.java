package org.collabenv.episodes.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.EpisodeStoreContract;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.tables.PropertyDefinition;
import org.collabenv.episodes.store.tables.VocabularyTables;
import org.collabenv.episodes.testing.Databases;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends EpisodeStoreContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @Override
    protected EpisodeStore open() {
        return PostgresStores.open(database);
    }

    @Override
    protected Tables tables() {
        return new Tables(database::connect);
    }

    @Test
    void foreignKeysAreCheckedOncePerLoad() {
        assertThat(load("flock", 2, 2).foreignKeys()).isEqualTo(ForeignKeyCheck.ONCE_PER_LOAD);
    }

    @Test
    void triggerOfTheLabsOwnIsNotSkipped() {
        tables().execute("CREATE TABLE seen (rows integer)");
        tables().execute("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " INSERT INTO seen SELECT count(*) FROM fresh; RETURN NULL; END $$");
        tables().execute("CREATE TRIGGER note AFTER INSERT ON observations REFERENCING NEW TABLE AS fresh"
                + " FOR EACH STATEMENT EXECUTE FUNCTION note()");

        ForeignKeyCheck checked = load("flock", 2, 2).foreignKeys();

        assertThat(checked).isEqualTo(ForeignKeyCheck.ONCE_PER_ROW);
        assertThat(tables().number("SELECT sum(rows) FROM seen")).isEqualTo(4);
    }

    @Test
    void foreignKeyOfTheLabsOwnIsNotSkipped() {
        tables().execute("CREATE TABLE arenas (arena_id integer PRIMARY KEY)");
        tables().execute("ALTER TABLE observations ADD COLUMN arena_id integer REFERENCES arenas");

        assertThat(load("flock", 2, 2).foreignKeys()).isEqualTo(ForeignKeyCheck.ONCE_PER_ROW);
    }

    @Test
    void idsThatOthersTakeMeanwhileAreTheirs() {
        load("makes the session", 1, 1);

        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            write(attempt, 1_000, 4);
            tables().execute("INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y)"
                    + " SELECT 'makes the session', 100 + i, 1, 'agent', 0, 0 FROM generate_series(1, 100) i");
            attempt.finish(facts(1_000, 4), NO_ERRORS);
            attempt.commit(claims.completed("{}"));
        }

        assertThat(tables().number("SELECT count(DISTINCT observation_id) FROM observations"))
                .isEqualTo(1 + 100 + 4_000);
    }

    /** The change waits for the load that defines the property, and then finds its values. */
    @Test
    void typeThatALoadIsJustDefiningDoesNotChange() throws Exception {
        VocabularyTables vocabulary = new VocabularyTables(Databases.of(store));
        CompletableFuture<Boolean> change;
        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            write(attempt, 2, 2);
            attempt.finish(facts(2, 2), NO_ERRORS);
            change = CompletableFuture.supplyAsync(
                    () -> vocabulary.put(new PropertyDefinition("vigour", null, "string", null, null)));
            await().until(() -> tables().number(
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                    > 0);
            attempt.commit(claims.completed("{}"));
        }

        assertThatThrownBy(() -> change.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(IngestException.class, refused -> assertThat(refused.problem())
                        .isEqualTo(Problem.DEFINITION_IN_USE));
        assertThat(tables().rows("SELECT data_type FROM property_definitions WHERE property_id = 'vigour'"))
                .containsExactly("float");
    }

    @Test
    void loadThatStopsWhileAChunkIsUnderWayLeavesNothing() {
        LoadAttempt attempt = store.begin(episode("flock"));
        write(attempt, 10_000, 4);

        attempt.close();

        assertThat(tables().number("SELECT count(*) FROM observations")).isZero();
        assertThat(load("flock", 2, 2).observations()).isEqualTo(4);
    }
}
