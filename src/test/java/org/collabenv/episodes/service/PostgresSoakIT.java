package org.collabenv.episodes.service;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.testing.OwnPostgres;
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

    @Override
    protected long connections() {
        return tables().number("SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'episode-ingest'");
    }

    /** Ends some of the service's connections, or keeps the server from answering on one of them for a while. */
    @Override
    protected String makeDatabaseFail(Random random) throws Exception {
        List<String> backends = tables().rows("SELECT pid FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 3");
        if (backends.isEmpty()) {
            return "";
        }
        long backend = Long.parseLong(backends.get(0));
        if (random.nextBoolean() && ProcessHandle.of(backend).isPresent()) {
            OwnPostgres.signal("STOP", backend);
            try {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(4_000));
            } finally {
                OwnPostgres.signal("CONT", backend);
            }
            return "frozen backends";
        }
        backends.forEach(pid -> tables().rows("SELECT pg_terminate_backend(" + pid + ")"));
        return "terminated backends";
    }
}
