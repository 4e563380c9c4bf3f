package org.collabenv.episodes.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the service under test on a PostgreSQL database of its own. Arguments are added to its configuration. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> settings = Map.of();
    private TestPostgres.@Nullable Database database;

    @Override
    public void init(Map<String, String> arguments) {
        settings = arguments;
    }

    @Override
    public Map<String, String> start() {
        TestPostgres.Database made = TestPostgres.newDatabase();
        database = made;
        Map<String, String> environment = new HashMap<>(made.environment());
        environment.putAll(settings);
        return environment;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                Objects.requireNonNull(database), new TestInjector.MatchesType(TestPostgres.Database.class));
    }

    @Override
    public void stop() {
        // The server ends with the tests' JVM.
    }
}
