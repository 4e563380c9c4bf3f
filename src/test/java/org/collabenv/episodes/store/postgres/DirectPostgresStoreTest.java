package org.collabenv.episodes.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.EpisodeStoreContract;
import org.collabenv.episodes.store.StoreConfig.Values;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;

/** Tests the contract of stores with property values that are copied straight into their table. */
class DirectPostgresStoreTest extends EpisodeStoreContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @Override
    protected EpisodeStore open() {
        return PostgresStores.open(database, database.user(), database.password(), Values.DIRECT);
    }

    @Override
    protected Tables tables() {
        return new Tables(database::connect);
    }

    @Test
    void sequenceOfTheLabsOwnGivesTheIds() {
        tables().execute("ALTER TABLE observations ALTER COLUMN observation_id DROP IDENTITY");
        tables().execute("CREATE SEQUENCE lab_ids START WITH 1000");
        tables().execute("ALTER TABLE observations ALTER COLUMN observation_id SET DEFAULT nextval('lab_ids')");
        store.close();
        store = open();

        load("flock", 2, 2);

        assertThat(tables().rows("SELECT min(observation_id), max(observation_id) FROM observations"))
                .containsExactly("1000 1003");
    }

    @Test
    void columnWithoutASequenceStopsTheStart() {
        tables().execute("ALTER TABLE observations ALTER COLUMN observation_id DROP IDENTITY");
        store.close();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("needs a sequence for the column observation_id");
    }
}
