package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collabenv.episodes.testing.ServiceProcess;
import org.collabenv.episodes.testing.Tables;
import org.collabenv.episodes.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grants that are written down are enough for everything that the service does, and it needs each of them. */
class LeastPrivilegesIT {

    private static final Pattern GRANT = Pattern.compile("(?m)^GRANT (.+) ON (.+) TO episode_ingest;$");
    private static final String DATABASE = "DATABASE tracking_analytics";
    private static final String PARAMETER = "PARAMETER session_replication_role";

    @TempDir
    private Path folder;

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final Tables tables = new Tables(database::connect);
    private final String role = TestPostgres.newRole();
    private int attempts;

    private record Privilege(String word, String object) {
        String grant(String role) {
            return "GRANT " + word + " ON " + object + " TO " + role;
        }

        String revoke(String role) {
            return "REVOKE " + word + " ON " + object + " FROM " + role;
        }
    }

    @Test
    void theServiceWorksWithThemAndWithoutNoneOfThem() throws Exception {
        try (ServiceProcess owner = ServiceProcess.start(folder.resolve("owner"), database.environment())) {
            assertThat(owner.port()).isPositive();
        }
        tables.execute("REVOKE ALL ON DATABASE " + database.name() + " FROM PUBLIC");
        tables.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        List<Privilege> privileges = privileges();
        privileges.forEach(privilege -> tables.execute(privilege.grant(role)));
        try (ServiceProcess service = ServiceProcess.start(folder.resolve("role"), environment())) {
            int port = service.port();
            assertThat(failure(port)).isEmpty();

            List<Privilege> superfluous = new ArrayList<>();
            for (Privilege privilege : privileges) {
                if (!isLookedAtOnStartOnly(privilege)
                        && !isNeeded(privilege, port)
                        && !isNeededLater(privilege, service)) {
                    superfluous.add(privilege);
                }
            }

            assertThat(superfluous).isEmpty();
            assertThat(failure(port)).isEmpty();
        }
        for (Privilege privilege : privileges) {
            if (isLookedAtOnStartOnly(privilege)) {
                tables.execute(privilege.revoke(role));
                try (ServiceProcess service =
                        ServiceProcess.start(folder.resolve(privilege.word() + privilege.object()), environment())) {
                    assertThat(service.exitCode()).as(privilege.toString()).isNotZero();
                }
                tables.execute(privilege.grant(role));
            }
        }
        // A parameter is the server's: it would keep the role from being dropped with the database.
        tables.execute("REVOKE SET ON " + PARAMETER + " FROM " + role);
    }

    private boolean isNeeded(Privilege privilege, int port) {
        tables.execute(privilege.revoke(role));
        // Some privileges are asked for when a connection is made.
        tables.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
        boolean needed = !failure(port).isEmpty();
        tables.execute(privilege.grant(role));
        return needed;
    }

    /** Old entries are deleted by the service itself, now and then. */
    private boolean isNeededLater(Privilege privilege, ServiceProcess service) throws IOException {
        if (!privilege.word().equals("DELETE")) {
            return false;
        }
        tables.execute(privilege.revoke(role));
        long before = failuresToForget(service);
        await().atMost(Duration.ofSeconds(30)).until(() -> failuresToForget(service) > before);
        tables.execute(privilege.grant(role));
        return true;
    }

    private static long failuresToForget(ServiceProcess service) throws IOException {
        return service.log()
                .lines()
                .filter(line -> line.contains("Old uploads could not be deleted"))
                .count();
    }

    private static boolean isLookedAtOnStartOnly(Privilege privilege) {
        return privilege.object().startsWith("databasechangelog");
    }

    private List<Privilege> privileges() throws IOException {
        List<Privilege> privileges = new ArrayList<>();
        Matcher grants = GRANT.matcher(Files.readString(Path.of("src/main/resources/db/roles/postgres.sql")));
        while (grants.find()) {
            for (String word : grants.group(1).split(", ", -1)) {
                privileges.add(new Privilege(word, grants.group(2).replace(DATABASE, "DATABASE " + database.name())));
            }
        }
        assertThat(privileges).hasSizeGreaterThan(29);
        return privileges;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("POSTGRES_USER", role);
        environment.put("POSTGRES_PASSWORD", role);
        environment.put("EPISODES_INGEST_RETENTION", "5S");
        return environment;
    }

    /** Does everything that the service can do; what first goes wrong, or nothing. */
    private String failure(int port) {
        attempts++;
        String id = "try-" + attempts;
        String file = "frame,id,type,x,y,fresh%d\n0,zoe,type%d,1,2,3\n1,zoe,type%d,1,2,3\n2,zoe,agent,1,bad,3\n"
                .formatted(attempts, attempts, attempts);
        String session = "/episodes?session_id=" + id + "&episode_id=" + id + "&on_error=skip_row";
        List<Step> steps = List.of(
                new Step("load", 201, () -> csv(port).body(file).post(session + "&category=" + id)),
                new Step("load into another new session", 201, () -> csv(port)
                        .body("frame,id,x,y\n0,1,2,3\n")
                        .post("/episodes?derive=velocity&category=" + id + "&session_id=other-" + id)),
                new Step("append", 201, () -> csv(port)
                        .body("frame,id,x,y\n7,ann,2,3\n")
                        .post(session + "&on_conflict=append")),
                new Step("add values", 201, () -> csv(port)
                        .body("frame,id,pace" + id + "\n7,ann,1\n")
                        .post("/episodes/" + id + "/properties")),
                new Step("replace values", 201, () -> csv(port)
                        .body("frame,id,pace" + id + "\n7,ann,2\n")
                        .post("/episodes/" + id + "/properties?on_conflict=replace")),
                new Step("refuse", 422, () -> csv(port)
                        .body("frame,id,x,y\n0,1,2,bad\n")
                        .post("/episodes")),
                new Step("status", 200, () -> csv(port).get("/episodes/" + id + "/status")),
                new Step("content", 200, () -> csv(port).get("/episodes/" + id + "/status?content=true")),
                new Step("rows", 200, () -> csv(port).get("/episodes/" + id + "/observations")),
                new Step("rows of a session", 200, () -> csv(port).get("/sessions/" + id + "/observations")),
                new Step("rejects", 200, () -> csv(port).get("/episodes/" + id + "/rejects")),
                new Step("episode", 200, () -> csv(port).get("/episodes/" + id)),
                new Step("uploads", 200, () -> csv(port).get("/uploads")),
                new Step("replace", 201, () -> csv(port).body(file).post(session + "&on_conflict=replace")),
                new Step("define a property", 201, () -> json(port, "{\"data_type\": \"float\"}")
                        .put("/property-definitions/defined-" + id)),
                new Step("change a property", 200, () -> json(port, "{\"unit\": \"m\"}")
                        .put("/property-definitions/defined-" + id)),
                new Step("define a type", 201, () -> json(port, "{}").put("/agent-types/defined-" + id)),
                new Step("save a mapping", 201, () -> json(port, "{\"frame_rate\": 25}")
                        .put("/mappings/saved-" + id)),
                new Step("preview", 200, () -> csv(port).body(file).post("/previews?profile=saved-" + id)),
                new Step("delete a mapping", 204, () -> csv(port).delete("/mappings/saved-" + id)),
                new Step("change a session", 200, () -> json(port, "{\"config\": {}}")
                        .put("/sessions/" + id)),
                new Step("delete a property", 204, () -> csv(port).delete("/property-definitions/defined-" + id)),
                new Step("delete a type", 204, () -> csv(port).delete("/agent-types/defined-" + id)),
                new Step("delete", 204, () -> csv(port).delete("/episodes/" + id)),
                new Step("delete a session", 204, () -> csv(port).delete("/sessions/" + id)));
        for (Step step : steps) {
            Response answer = step.request().send();
            if (answer.statusCode() != step.status()) {
                return step.what() + ": " + answer.statusCode() + " " + answer.asString();
            }
        }
        return tables.rows("SELECT receipt ->> 'warnings' FROM receipts ORDER BY created_at DESC LIMIT 1")
                        .get(0)
                        .contains("foreign_keys_per_row")
                ? "the foreign keys are checked once per row"
                : "";
    }

    private interface Request {
        Response send();
    }

    private record Step(String what, int status, Request request) {}

    private static RequestSpecification csv(int port) {
        return given().port(port).contentType("text/csv");
    }

    private static RequestSpecification json(int port, String body) {
        return given().port(port).contentType("application/json").body(body);
    }
}
