package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.collabenv.episodes.testing.PostgresResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class PostgresReadBackTest extends ReadBackContract {

    private static final String SENDING =
            "FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'COPY (%' AND pid <> pg_backend_pid()";

    /** DuckDB takes no update of a zero to the other one. */
    @Test
    void signOfAZeroIsFound() {
        load("zero", "frame,id,x,y\n0,1,0,0\n");

        tables.execute("UPDATE observations SET x = CAST('-0.0' AS double precision)");

        assertTampered("zero");
    }

    /** The body ends without its last chunk. */
    @Test
    void clientNoticesThatTheDatabaseFailedMidway() throws IOException {
        loadMoreThanConnectionsBuffer();
        try (Socket client = rows()) {
            InputStream answer = client.getInputStream();
            assertThat(new String(answer.readNBytes(1000), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("transfer-encoding: chunked");
            assertThat(tables.number("SELECT count(pg_terminate_backend(pid)) " + SENDING))
                    .isEqualTo(1);

            String rest = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).hasSizeGreaterThan(1000).doesNotEndWith("\r\n0\r\n\r\n");
        }
        given().get("/episodes/long/observations?to=0").then().statusCode(200);
    }

    @Test
    void databaseIsFreeWhenTheClientHasGone() throws IOException {
        loadMoreThanConnectionsBuffer();
        for (int i = 0; i < 4; i++) {
            try (Socket client = rows()) {
                assertThat(client.getInputStream().readNBytes(1000)).hasSize(1000);
                assertThat(tables.number("SELECT count(*) " + SENDING)).isEqualTo(1);
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(tables.number("SELECT count(*) " + SENDING))
                            .isZero());
        }
        given().get("/episodes/long/observations?to=0").then().statusCode(200);
    }

    private static Socket rows() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        client.getOutputStream()
                .write("GET /episodes/long/observations HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** The server sends ahead what the connections on the way hold. */
    private void loadMoreThanConnectionsBuffer() {
        StringBuilder file = new StringBuilder("frame,id,x,y,z\n");
        for (int frame = 0; frame < 3_000; frame++) {
            for (int agent = 0; agent < 100; agent++) {
                file.append(frame)
                        .append(',')
                        .append(agent)
                        .append(",0.1234567890123,")
                        .append(frame / 7.0)
                        .append(",1\n");
            }
        }
        load("long", file.toString());
    }
}
