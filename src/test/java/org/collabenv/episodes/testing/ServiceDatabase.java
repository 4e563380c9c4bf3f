package org.collabenv.episodes.testing;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.collabenv.episodes.store.StoreConfig;
import org.duckdb.DuckDBDriver;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The database of the service under test, behind its back. */
@Singleton
public class ServiceDatabase {

    private final StoreConfig config;
    private final TestPostgres.Database server;

    ServiceDatabase(
            StoreConfig config,
            @ConfigProperty(name = "POSTGRES_HOST", defaultValue = "none") String host,
            @ConfigProperty(name = "POSTGRES_PORT", defaultValue = "0") int port,
            @ConfigProperty(name = "POSTGRES_DB", defaultValue = "none") String name,
            @ConfigProperty(name = "POSTGRES_USER", defaultValue = "none") String user,
            @ConfigProperty(name = "POSTGRES_PASSWORD") Optional<String> password) {
        this.config = config;
        this.server = new TestPostgres.Database(host, port, name, user, password.orElse(""));
    }

    public Tables tables() {
        return switch (config.backend()) {
            case POSTGRES -> new Tables(server::connect);
            case DUCKDB -> {
                // The same process shares one instance of a file, if it asks for the same settings.
                Properties settings = new Properties();
                settings.setProperty("memory_limit", config.duckdb().memoryLimit());
                settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
                yield new Tables(() -> DuckDb.file(Path.of(config.duckdb().path()), settings));
            }
        };
    }
}
