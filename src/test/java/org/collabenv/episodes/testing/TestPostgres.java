package org.collabenv.episodes.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for the tests of this JVM: the server that {@code TEST_POSTGRES_URL} names (a JDBC URL with
 * superuser and password in it), else a container where Docker answers, else a server from Maven's binaries.
 */
public final class TestPostgres {

    private static final String URL_VARIABLE = "TEST_POSTGRES_URL";
    private static final String CONTAINER_IMAGE = "postgres:18";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String SERVER = start();

    /** A database of its own, empty, reached as superuser. */
    public record Database(String host, int port, String name, String user, String password) {

        public String url() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        public Connection connect() throws SQLException {
            return connect(user, password);
        }

        public Connection connect(String as, String secret) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", as);
            properties.setProperty("password", secret);
            return DriverManager.getConnection(url(), properties);
        }
    }

    private TestPostgres() {}

    /** Makes a new database on the server. */
    public static Database newDatabase() {
        String name = "episodes_%d_%d".formatted(ProcessHandle.current().pid(), DATABASES.incrementAndGet());
        try (Connection connection = DriverManager.getConnection(SERVER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            Properties parsed = org.postgresql.Driver.parseURL(SERVER, new Properties());
            if (parsed == null) {
                throw new IllegalStateException(URL_VARIABLE + " is not a PostgreSQL URL");
            }
            return new Database(
                    parsed.getProperty("PGHOST"),
                    Integer.parseInt(parsed.getProperty("PGPORT")),
                    name,
                    connection.getMetaData().getUserName(),
                    parsed.getProperty("password", ""));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("resource") // they live as long as this JVM
    private static String start() {
        String given = System.getenv(URL_VARIABLE);
        if (given != null) {
            return given;
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            PostgreSQLContainer container = new PostgreSQLContainer(CONTAINER_IMAGE);
            container.start();
            return "%s&user=%s&password=%s"
                    .formatted(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            return server.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
