package org.collabenv.episodes.testing;

import java.util.HashMap;
import java.util.Map;

/** Runs the service under test on a PostgreSQL database of its own, with property values copied into it directly. */
public final class DirectPostgresResource extends PostgresResource {

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(super.start());
        configuration.put("episodes.store.postgres.values", "direct");
        return configuration;
    }
}
