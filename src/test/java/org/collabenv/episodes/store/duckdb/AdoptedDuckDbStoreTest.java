package org.collabenv.episodes.store.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.testing.DuckDb;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What every store does, on a file that a lab made. */
class AdoptedDuckDbStoreTest extends DuckDbStoreTest {

    @Override
    protected EpisodeStore open() {
        try (Handle handle = Jdbi.open(() -> DuckDb.file(file(), new Properties()))) {
            handle.createScript(Files.readString(Path.of("src/test/resources/adoption/lab-file.sql")))
                    .execute();
            handle.execute("DELETE FROM extended_properties");
            handle.execute("DELETE FROM observations");
            handle.execute("DELETE FROM episodes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return super.open();
    }
}
