package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.collabenv.episodes.testing.Programs;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service behind a pooler, as some labs have one in front of their server. */
class PgBouncerIT {

    private final TestPostgres.Database database = TestPostgres.newDatabase();

    @TempDir
    Path folder;

    @Test
    void sessionsOfItsOwn() throws Exception {
        try (Pooler pooler = new Pooler("session");
                ServiceProcess service = ServiceProcess.start(folder, pooler.environment())) {
            int port = service.port();
            FaultsContract.load(port, "pooled").then().statusCode(201);
            given().port(port)
                    .contentType("text/csv")
                    .body("time,id,height\n0,1,2\n")
                    .post("/episodes/pooled/properties")
                    .then()
                    .statusCode(201);
            given().port(port).get("/episodes/pooled/status").then().statusCode(200);
            given().port(port).delete("/episodes/pooled").then().statusCode(204);
        }
    }

    @Test
    void sessionsThatOthersShareAreRefused() throws Exception {
        try (Pooler pooler = new Pooler("transaction");
                ServiceProcess service = ServiceProcess.start(folder, pooler.environment())) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.log()).contains("a pooler in transaction mode").contains("pool_mode=session");
        }
    }

    /** PgBouncer, between the service and the server. */
    private final class Pooler implements AutoCloseable {

        private final int port;
        private final Process process;

        Pooler(String mode) throws IOException {
            assumeThat(Programs.isThere("pgbouncer"))
                    .as("pgbouncer is installed")
                    .isTrue();
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path users = Files.writeString(
                    folder.resolve("users"), "\"%s\" \"%s\"%n".formatted(database.user(), database.password()));
            Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=%s port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s
                    pool_mode = %s
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(
                            database.host(), database.port(), port, users, mode));
            List<String> command = new ArrayList<>(List.of("pgbouncer"));
            if (System.getProperty("user.name").equals("root")) {
                // It refuses to run as root.
                command.addAll(List.of("-u", "nobody"));
                for (Path readable : List.of(folder, users, settings)) {
                    assertThat(readable.toFile().setReadable(true, false)).isTrue();
                    assertThat(readable.toFile().setExecutable(true, false)).isTrue();
                }
            }
            command.add(settings.toString());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                    .start();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(this::listens);
        }

        private boolean listens() {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }

        Map<String, String> environment() {
            return new TestPostgres.Database("127.0.0.1", port, database.name(), database.user(), database.password())
                    .environment();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
