package org.collabenv.episodes.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the service under test on a PostgreSQL database of its own. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private TestPostgres.@Nullable Database database;

    @Override
    public Map<String, String> start() {
        TestPostgres.Database made = TestPostgres.newDatabase();
        database = made;
        return Map.of(
                "DB_BACKEND", "postgres",
                "POSTGRES_HOST", made.host(),
                "POSTGRES_PORT", String.valueOf(made.port()),
                "POSTGRES_DB", made.name(),
                "POSTGRES_USER", made.user(),
                "POSTGRES_PASSWORD", made.password());
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
