package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in, with tokens, with an identity provider, and without either. */
class AccessIT {

    private static final String FILE = "time,id,x,y,secret_of_the_payload\n0,1,2,3,4\n";
    private static final String ISSUER_PATH = "/realm";

    @TempDir
    private Path folder;

    @Test
    void eachRoleMayDoWhatItIsFor() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, tokens())) {
            int port = service.port();

            load(as(port, "ingest-token")).statusCode(201);
            as(port, "read-token").get("/episodes/e/status").then().statusCode(200);
            load(as(port, "read-token")).statusCode(403).body("type", endsWith(":forbidden"));
            as(port, "ingest-token").delete("/episodes/e").then().statusCode(403);
            as(port, "read-token").delete("/uploads/none").then().statusCode(403);
            as(port, "ingest-token").delete("/uploads/none").then().statusCode(404);
            as(port, "admin-token").delete("/episodes/e").then().statusCode(204);
            load(as(port, "admin-token")).statusCode(201);
            as(port, "read-token").get("/q/metrics").then().statusCode(200);
        }
    }

    @Test
    void whoeverHasNoValidTokenIsToldSo() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, tokens())) {
            int port = service.port();

            for (RequestSpecification stranger : new RequestSpecification[] {
                given().port(port),
                as(port, "guessed"),
                as(port, ""),
                given().port(port).header("Authorization", "Basic cmVhZC10b2tlbjo="),
                given().port(port).header("Authorization", "read-token")
            }) {
                stranger.get("/episodes")
                        .then()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .header("WWW-Authenticate", containsString("Bearer"))
                        .body("type", endsWith(":unauthorized"));
            }
            load(given().port(port)).statusCode(401);
            given().port(port).get("/q/metrics").then().statusCode(401);
            given().port(port).get("/no/such/path").then().statusCode(401);
            given().port(port).get("/q/health/../../episodes").then().statusCode(401);
            given().port(port).get("/q/health").then().statusCode(200);
            given().port(port).get("/q/openapi").then().statusCode(200);
        }
    }

    /** A client that sends its whole file before it looks for an answer gets one. */
    @Test
    void largeUploadOfAStrangerIsAnsweredAndNotKept() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, tokens(), "-Xmx48m")) {
            int port = service.port();

            given().port(port)
                    .contentType("text/csv")
                    .body(new byte[60_000_000])
                    .post("/episodes")
                    .then()
                    .statusCode(401);

            as(port, "read-token").get("/uploads").then().statusCode(200).body(containsString("\"uploads\":[]"));
        }
    }

    @Test
    void auditSaysWhoDidWhatAndNothingOfThePayload() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, tokens())) {
            int port = service.port();
            load(as(port, "ingest-token")).statusCode(201);
            as(port, "guessed")
                    .get("/episodes?session_id=secret-of-the-query")
                    .then()
                    .statusCode(401);
            as(port, "read-token").get("/episodes/a%0Ab'%27").then().statusCode(404);
            as(port, "read-token").delete("/episodes/e").then().statusCode(403);

            assertThat(service.log())
                    .contains("[audit]")
                    .contains("who='pipeline' method=POST path=/episodes status=201")
                    .contains("who='-' method=GET path=/episodes status=401")
                    .contains("who='dashboard' method=DELETE path=/episodes/e status=403")
                    .contains("3 tokens are known, OpenID Connect is off")
                    .doesNotContain("secret")
                    .doesNotContain("-token")
                    .doesNotContain("guessed");
        }
    }

    @Test
    void tokensOfAnIdentityProviderAreTakenBesideOurs() throws Exception {
        KeyPair keys = rsa();
        HttpServer provider = identityProvider(keys);
        String issuer = "http://127.0.0.1:" + provider.getAddress().getPort() + ISSUER_PATH;
        Map<String, String> environment = new HashMap<>(tokens());
        environment.put("QUARKUS_OIDC_TENANT_ENABLED", "true");
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer);
        environment.put("QUARKUS_OIDC_ROLES_ROLE_CLAIM_PATH", "groups");
        environment.put("QUARKUS_OIDC_TOKEN_AUDIENCE", "episodes");
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            int port = service.port();
            long now = Instant.now().getEpochSecond();

            load(as(port, jwt(issuer, keys, now + 300, "ingest"))).statusCode(201);
            as(port, jwt(issuer, keys, now + 300, "ingest"))
                    .delete("/episodes/e")
                    .then()
                    .statusCode(403);
            as(port, jwt(issuer, keys, now + 300, "nothing"))
                    .get("/episodes")
                    .then()
                    .statusCode(403);
            as(port, jwt(issuer, keys, now + 300, "ingest", "another-service"))
                    .get("/episodes")
                    .then()
                    .statusCode(401);
            as(port, jwt(issuer, keys, now - 300, "ingest"))
                    .get("/episodes")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
            as(port, jwt(issuer, rsa(), now + 300, "admin"))
                    .get("/episodes")
                    .then()
                    .statusCode(401);
            as(port, jwt("http://elsewhere", keys, now + 300, "admin"))
                    .get("/episodes")
                    .then()
                    .statusCode(401);
            as(port, "guessed").get("/episodes").then().statusCode(401);
            as(port, "read-token").get("/episodes").then().statusCode(200);
            assertThat(service.log())
                    .contains("who='zoe' method=POST path=/episodes status=201")
                    .contains("OpenID Connect is on");
        } finally {
            provider.stop(0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "every address without authentication | QUARKUS_HTTP_HOST=0.0.0.0 | listens on this machine only, not on '0.0.0.0'",
                "another word than none               | EPISODES_AUTH=off          | only 'none' is allowed",
                "a token that is no digest            | EPISODES_ACCESS_TOKENS_A_SHA256=secret EPISODES_ACCESS_TOKENS_A_ROLE=read | 64 hexadecimal digits",
                "a name with an underscore            | EPISODES_ACCESS_TOKENS_MY_TOOL_SHA256=00 EPISODES_ACCESS_TOKENS_MY_TOOL_ROLE=read | EPISODES_ACCESS_TOKENS_MY_TOOL_ROLE is not a setting",
                "a setting that there is not          | EPISODES_ACCESS_TOKEN=00   | EPISODES_ACCESS_TOKEN is not a setting",
                "the digest of an empty token         | EPISODES_ACCESS_TOKENS_A_SHA256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 EPISODES_ACCESS_TOKENS_A_ROLE=read | a token that is not empty",
                "OpenID Connect for any audience      | QUARKUS_OIDC_TENANT_ENABLED=true QUARKUS_OIDC_AUTH_SERVER_URL=http://127.0.0.1:1/realm | quarkus.oidc.token.audience",
                "a role that there is not             | EPISODES_ACCESS_TOKENS_A_SHA256=00 EPISODES_ACCESS_TOKENS_A_ROLE=root | root",
                "tokens that are said not to count    | EPISODES_AUTH=none EPISODES_ACCESS_TOKENS_A_SHA256=00 EPISODES_ACCESS_TOKENS_A_ROLE=read | contradicts",
                "no slots                             | EPISODES_INGEST_SLOTS=0    | at least 1 is needed",
                "a limit below one                    | EPISODES_SOURCE_LIMITS_COLUMNS=0 | episodes.source.limits.columns=0 is wrong",
            })
    void wrongConfigurationStopsTheStartWithASentence(String what, String variables, String sentence) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ", -1)) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            assertThat(service.exitCode()).as(what).isNotZero();
            assertThat(service.log()).contains(sentence).doesNotContain("Listening on");
        }
    }

    @Test
    void everybodyIsLetInOnlyWhereThatIsSaidOpenly() throws Exception {
        Map<String, String> environment = Map.of("QUARKUS_HTTP_HOST", "0.0.0.0", "EPISODES_AUTH", "none");
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            load(given().port(service.port())).statusCode(201);
            assertThat(service.log()).contains("everybody who reaches the service may do everything");
        }
    }

    @Test
    void tokenWhoseNameHasAnUnderscoreIsNamedBetweenTwo() throws Exception {
        Map<String, String> environment = Map.of(
                "EPISODES_ACCESS_TOKENS__MY_TOOL__SHA256",
                sha256("tool-token"),
                "EPISODES_ACCESS_TOKENS__MY_TOOL__ROLE",
                "ingest");
        try (ServiceProcess service = ServiceProcess.start(folder, environment)) {
            load(given().port(service.port())).statusCode(401);
            load(as(service.port(), "tool-token")).statusCode(201);
        }
    }

    @Test
    void pageOfAnotherSiteChangesNothing() throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(folder, Map.of("EPISODES_ACCESS_HOSTS", "lab.example,Other.example"))) {
            int port = service.port();
            load(given().port(port)).statusCode(201);
            String own = "http://localhost:" + port;

            for (Map<String, String> headers : List.of(
                    Map.of("Sec-Fetch-Site", "cross-site", "Origin", "http://evil.example"),
                    Map.of("Sec-Fetch-Site", "same-site", "Origin", "http://localhost:1"),
                    Map.of("Sec-Fetch-Site", "cross-site"),
                    Map.of("Origin", "http://evil.example"),
                    Map.of("Origin", "http://localhost:1"),
                    Map.of("Origin", "null"))) {
                given().port(port)
                        .headers(headers)
                        .delete("/episodes/e")
                        .then()
                        .statusCode(403)
                        .contentType("application/problem+json")
                        .body("type", endsWith(":cross-site"));
                load(given().port(port).headers(headers)).statusCode(403);
                given().port(port).headers(headers).get("/episodes").then().statusCode(200);
            }
            for (Map<String, String> headers : List.of(
                    Map.of("Sec-Fetch-Site", "same-origin", "Origin", "http://behind.a.proxy"),
                    Map.of("Sec-Fetch-Site", "none"),
                    Map.of("Origin", own),
                    Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://lab.example:8443"),
                    Map.of("Origin", "https://other.example"))) {
                given().port(port)
                        .headers(headers)
                        .contentType("application/json")
                        .body("{}")
                        .put("/agent-types/seen")
                        .then()
                        .statusCode(anyOf(is(200), is(201)));
            }
        }
    }

    /** A page whose name was made to point here is of the same origin, for its browser. */
    @Test
    void hostThatAStrangerNamedIsRefusedWhereNobodyNeedsAToken() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of("EPISODES_ACCESS_HOSTS", "lab.example"))) {
            int port = service.port();
            load(given().port(port)).statusCode(201);

            for (String host :
                    List.of("evil.example:" + port, "evil.example", "localhost.evil.example", "evil.example.")) {
                given().port(port)
                        .header("Host", host)
                        .delete("/episodes/e")
                        .then()
                        .statusCode(421)
                        .body("type", endsWith(":unknown-host"));
                given().port(port)
                        .header("Host", host)
                        .get("/episodes/e/status")
                        .then()
                        .statusCode(421);
            }
            for (String host :
                    List.of("localhost", "127.0.0.1:" + port, "[::1]:" + port, "episode-ingest", "LAB.example:80")) {
                given().port(port).header("Host", host).get("/episodes").then().statusCode(200);
            }
        }
        try (ServiceProcess service = ServiceProcess.start(folder, tokens())) {
            as(service.port(), "read-token")
                    .header("Host", "evil.example")
                    .get("/episodes")
                    .then()
                    .statusCode(200);
        }
    }

    private static Map<String, String> tokens() {
        Map<String, String> environment = new HashMap<>();
        Map.of("DASHBOARD", "read", "PIPELINE", "ingest", "KEEPER", "admin").forEach((name, role) -> {
            environment.put("EPISODES_ACCESS_TOKENS_" + name + "_SHA256", sha256(role + "-token"));
            environment.put("EPISODES_ACCESS_TOKENS_" + name + "_ROLE", role);
        });
        return environment;
    }

    private static RequestSpecification as(int port, String token) {
        return given().port(port).header("Authorization", "Bearer " + token).urlEncodingEnabled(false);
    }

    private static ValidatableResponse load(RequestSpecification client) {
        return client.contentType("text/csv")
                .body(FILE)
                .post("/episodes?episode_id=e")
                .then();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String jwt(String issuer, KeyPair keys, long expires, String group) {
        return jwt(issuer, keys, expires, group, "episodes");
    }

    private static String jwt(String issuer, KeyPair keys, long expires, String group, String audience) {
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject("zoe")
                .upn("zoe")
                .groups(Set.of(group))
                .issuedAt(expires - 600)
                .expiresAt(expires)
                .jws()
                .keyId("k")
                .sign(keys.getPrivate());
    }

    /** As much of an identity provider as is asked for: where its keys are, and the keys. */
    private static HttpServer identityProvider(KeyPair keys) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + ISSUER_PATH;
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        answer(server, ISSUER_PATH + "/.well-known/openid-configuration", """
                {"issuer": "%s", "jwks_uri": "%s/keys", "token_endpoint": "%s/token"}""".formatted(base, base, base));
        answer(server, ISSUER_PATH + "/keys", """
                {"keys": [{"kty": "RSA", "kid": "k", "alg": "RS256", "use": "sig", "n": "%s", "e": "%s"}]}""".formatted(number(key.getModulus()), number(key.getPublicExponent())));
        server.start();
        return server;
    }

    private static void answer(HttpServer server, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }
}
