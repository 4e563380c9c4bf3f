package org.collabenv.episodes.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for the tests of this JVM: the server that {@code TEST_POSTGRES_URL} names (a JDBC URL with
 * superuser and password in it), else a container where Docker answers, else a server from Maven's binaries.
 */
public final class TestPostgres {

    private static final String URL_VARIABLE = "TEST_POSTGRES_URL";
    private static final String CONTAINER_IMAGE = "postgres:18";
    private static final Set<String> DROPPED_AT_THE_END = new ConcurrentSkipListSet<>();
    private static final String SERVER = start();

    /** A database of its own, empty, reached as superuser. */
    public record Database(String host, int port, String name, String user, String password) {

        public String url() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        /** What tells the service to use it. */
        public Map<String, String> environment() {
            return Map.of(
                    "DB_BACKEND", "postgres",
                    "POSTGRES_HOST", host,
                    "POSTGRES_PORT", String.valueOf(port),
                    "POSTGRES_DB", name,
                    "POSTGRES_USER", user,
                    "POSTGRES_PASSWORD", password);
        }

        /**
         * What tells the service to use it.
         *
         * @param values the path of property values into their table
         */
        public Map<String, String> environment(String values) {
            Map<String, String> environment = new HashMap<>(environment());
            environment.put("EPISODES_STORE_POSTGRES_VALUES", values);
            return environment;
        }

        public Connection connect() throws SQLException {
            return connect(user, password);
        }

        public Connection connect(String as, String secret) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", as);
            properties.setProperty("password", secret);
            // Tests ask right after a load, when a join row by row would look cheap for want of statistics.
            properties.setProperty("options", "-c enable_nestloop=off");
            return DriverManager.getConnection(url(), properties);
        }
    }

    private TestPostgres() {}

    /** Makes a new database on the server. */
    public static Database newDatabase() {
        String name = "episodes_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(SERVER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            dropAtTheEnd("DATABASE IF EXISTS " + name + " WITH (FORCE)");
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

    /** Makes a role that may log in with its name as password and owns nothing. */
    public static String newRole() {
        String name = "role_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(SERVER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, name));
            dropAtTheEnd("ROLE IF EXISTS " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that was there before the tests is left as it was; ours end with this JVM. */
    private static void dropAtTheEnd(String what) {
        if (System.getenv(URL_VARIABLE) == null) {
            return;
        }
        if (DROPPED_AT_THE_END.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(TestPostgres::drop));
        }
        DROPPED_AT_THE_END.add(what);
    }

    /** Databases sort before the roles that own something in them. */
    private static void drop() {
        for (String what : DROPPED_AT_THE_END) {
            try (Connection connection = DriverManager.getConnection(SERVER);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP " + what);
            } catch (SQLException e) {
                System.err.println("Not dropped: " + what + ": " + e.getMessage());
            }
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
