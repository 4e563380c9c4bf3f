package org.collabenv.episodes.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the service under test on a PostgreSQL database of its own. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private TestPostgres.@Nullable Database database;

    @Override
    public Map<String, String> start() {
        TestPostgres.Database made = TestPostgres.newDatabase();
        database = made;
        return made.environment();
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
