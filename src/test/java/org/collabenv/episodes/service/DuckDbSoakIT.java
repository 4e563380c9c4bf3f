package org.collabenv.episodes.service;

import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.Tables;

class DuckDbSoakIT extends SoakContract {

    @Override
    protected Map<String, String> environment() {
        return Map.of();
    }

    @Override
    protected Tables tables() {
        return new Tables(() -> DuckDb.file(folder.resolve("tracking.duckdb"), new Properties()));
    }

    @Override
    protected long connections() {
        return 0;
    }

    /** It is a part of the service, and is killed with it. */
    @Override
    protected String makeDatabaseFail(Random random) {
        return "";
    }
}
