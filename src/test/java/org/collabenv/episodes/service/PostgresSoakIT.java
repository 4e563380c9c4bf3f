package org.collabenv.episodes.service;

import java.util.Map;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;

class PostgresSoakIT extends SoakContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @Override
    protected Map<String, String> environment() {
        return database.environment();
    }

    @Override
    protected Tables tables() {
        return new Tables(database::connect);
    }
}
