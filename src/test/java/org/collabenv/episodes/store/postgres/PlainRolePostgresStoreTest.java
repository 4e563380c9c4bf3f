package org.collabenv.episodes.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.EpisodeStoreContract;
import org.collabenv.episodes.store.ForeignKeyCheck;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.Problem;
import org.junit.jupiter.api.Test;

/** The same with a role that may not switch the foreign-key triggers off. */
class PlainRolePostgresStoreTest extends EpisodeStoreContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final String role = TestPostgres.newRole();

    @Override
    protected EpisodeStore open() {
        Tables tables = tables();
        tables.execute("GRANT ALL ON SCHEMA public TO " + role);
        return PostgresStores.open(database, role, role);
    }

    @Override
    protected Tables tables() {
        return new Tables(database::connect);
    }

    @Test
    @Override
    protected void episodeThatIsBeingLoadedIsBusy() {
        load("makes the session", 1, 1);

        try (LoadAttempt attempt = store.begin(episode("flock"))) {
            write(attempt, 3, 4);
            assertThatThrownBy(() -> store.begin(episode("flock")))
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EPISODE_BUSY));
        }
    }

    /** The triggers want the new session to be there first, so a second load that needs it waits, for a bounded time. */
    @Test
    @Override
    protected void loadsThatDefineTheSameDoNotWaitForEachOthersUploads() {
        try (LoadAttempt attempt = store.begin(episode("makes the session"))) {
            write(attempt, 3, 4);
            assertThatThrownBy(() -> store.begin(episode("needs the session")))
                    .isInstanceOfSatisfying(
                            IngestException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DATABASE_BUSY));
            attempt.finish(facts(3, 4), NO_ERRORS);
            attempt.commit(claims.completed("{}"));
        }

        assertThat(load("needs the session", 3, 4).created().sessions()).isEmpty();
    }

    /** Nobody can: the new session is this load's from its first row on. */
    @Test
    @Override
    protected void sessionThatAnotherLoadHasJustMadeInAnotherCategoryIsNotJoined() {
        Episode episode = new Episode(
                "slow", "new session", "boids_2d", null, 30, "slow.csv", "slow.csv", null, OnConflict.ERROR);
        try (LoadAttempt slow = store.begin(episode)) {
            write(slow, 1, 1);

            assertThatThrownBy(() -> tables().execute("SET lock_timeout = '200ms';"
                            + " INSERT INTO sessions (session_id, session_name, category_id)"
                            + " VALUES ('new session', 'New', 'boids_3d')"))
                    .rootCause()
                    .hasMessageContaining("lock timeout");
        }
    }

    @Test
    void foreignKeysAreCheckedOncePerRow() {
        assertThat(load("flock", 2, 2).foreignKeys()).isEqualTo(ForeignKeyCheck.ONCE_PER_ROW);
    }

    @Test
    void grantOfTheParameterIsEnoughForTheFasterWay() {
        tables().execute("GRANT SET ON PARAMETER session_replication_role TO " + role);

        ForeignKeyCheck checked = load("flock", 2, 2).foreignKeys();

        tables().execute("REVOKE SET ON PARAMETER session_replication_role FROM " + role);
        assertThat(checked).isEqualTo(ForeignKeyCheck.ONCE_PER_LOAD);
    }
}
