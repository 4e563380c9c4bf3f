package org.collabenv.episodes.service;

import java.util.Map;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;

class PostgresSoakIT extends SoakContract {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @Override
    protected Map<String, String> environment() {
        return database.environment(values());
    }

    /** The path of property values into their table. */
    protected String values() {
        return "staged";
    }

    @Override
    protected Tables tables() {
        return new Tables(database::connect);
    }
}
