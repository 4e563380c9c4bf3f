package org.collabenv.episodes.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.EpisodeStoreContract;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;

/** What every store does, on a database that a lab made: its keys have another collation, its ids another default. */
class AdoptedPostgresStoreTest extends EpisodeStoreContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @Override
    protected EpisodeStore open() {
        try {
            tables().execute(Files.readString(Path.of("src/test/resources/adoption/lab-database.sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tables().execute("DELETE FROM episodes");
        return PostgresStores.open(database);
    }

    @Override
    protected Tables tables() {
        return new Tables(database::connect);
    }
}
