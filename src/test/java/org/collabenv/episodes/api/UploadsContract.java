package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.collabenv.episodes.testing.RawUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole contract of uploads over HTTP: what becomes of a good one, and that a bad one stores nothing. */
abstract class UploadsContract extends EpisodesContract {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a bad number on the last line | time,id,x,y;0,1,2,3;1,1,2,1.2.3  | 3 | y | 1.2.3 | not_a_number",
                "a row with too few cells      | time,id,x,y;0,1,2,3;1,1,2        | 3 |   |       | too_few_cells",
                "a row with too many cells     | time,id,x,y;0,1,2,3;1,1,2,3,4    | 3 |   |       | too_many_cells",
                "a key twice                   | time,id,x,y;5,1,2,3;6,1,2,3;5,1,0,0 | 4 | time | 5 | duplicate_key",
                "an open quote                 | time,id,x,y,p;0,1,2,3,\"open     | 2 |   |       | malformed_csv",
                "a fraction as frame           | frame,id,x,y;0.5,1,2,3           | 2 | frame | 0.5 | not_an_integer",
                "text in a float property      | time,id,x,y,confidence;0,1,2,3,high | 2 | confidence | high | not_a_number",
            })
    void badRowStoresNothing(String name, String file, int line, String column, String value, String code) {
        upload(Map.of("episode_id", "bad"), "bad.csv", file.replace(';', '\n') + '\n')
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:episode-ingest:problem:invalid-rows"))
                .body("status", equalTo(422))
                .body("errors[0].line", equalTo(line))
                .body("errors[0].column", equalTo(column))
                .body("errors[0].value", equalTo(value))
                .body("errors[0].code", equalTo(code))
                .body("errors_total", equalTo(1))
                .body("errors_truncated", equalTo(false));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void badRowBehindManyGoodOnesStoresNothing() {
        StringBuilder file = new StringBuilder("time,id,type,x,y,fresh property\n");
        for (int i = 0; i < 150_000; i++) {
            file.append(i).append(",1,fresh type,2,3,").append(i).append('\n');
        }
        file.append("150000,1,fresh type,2,oops,4\n");

        upload(Map.of("episode_id", "bad", "session_id", "fresh session"), "bad.csv", file.toString())
                .statusCode(422)
                .body("errors[0].line", equalTo(150_002))
                .body("errors[0].value", equalTo("oops"));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "missing column | time,x,y;0,1,2    | 422 | invalid-header     | agent_id",
                "two positions  | time,id,x,pos_x,y | 422 | invalid-header     | 'x' and 'pos_x'",
                "no frame rate  | t,id,x,y;0.5,1,2,3 | 422 | frame-rate-needed | Pass frame_rate",
                "DeepLabCut     | scorer,a;bodyparts,b;coords,x | 415 | unsupported-format | DeepLabCut",
                "header only    | time,id,x,y       | 422 | empty-file         | no rows",
                "bzip2          | BZh91AY;          | 415 | unsupported-format | bzip2",
                "broken Parquet | PAR1;             | 422 | broken-file        | Parquet",
            })
    void fileThatIsNoEpisodeStoresNothing(String name, String file, int status, String problem, String detail) {
        upload(Map.of("episode_id", "bad"), "bad.csv", file.replace(';', '\n'))
                .statusCode(status)
                .contentType(PROBLEM)
                .body("type", endsWith(":" + problem))
                .body("detail", containsString(detail));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void unknownParameterIsRefusedNamingTheNearest() {
        upload(Map.of("framerate", "25"), "x.csv", GOOD)
                .statusCode(400)
                .body("type", endsWith(":unknown-parameter"))
                .body("detail", containsString("did you mean 'frame_rate'"));
        given().contentType("text/csv")
                .body(GOOD)
                .post("/episodes?episodeid=x")
                .then()
                .statusCode(400)
                .body("detail", containsString("did you mean 'episode_id'"));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @ParameterizedTest
    @CsvSource({
        "episode_id, a/b",
        "episode_id, ..",
        "episode_number, 2147483647",
        "episode_id, ''",
        "episode_number, -1",
        "episode_number, one",
        "frame_rate, 0",
        "frame_rate, fast",
        "session_id, ' '"
    })
    void wrongValueIsRefusedByName(String parameter, String value) {
        given().contentType("text/csv")
                .body(GOOD)
                .queryParam(parameter, value)
                .post("/episodes")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", endsWith(":invalid-parameter"))
                .body("detail", containsString(parameter));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void fieldBehindTheFileStoresNothing() {
        given().multiPart("file", "good.csv", GOOD.getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("episode_id", "late")
                .post("/episodes")
                .then()
                .statusCode(400)
                .body("type", endsWith(":invalid-multipart"))
                .body("detail", containsString("'episode_id' comes after the file"));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void bodyWithoutAFileIsRefused() {
        given().multiPart("episode_id", "x")
                .post("/episodes")
                .then()
                .statusCode(400)
                .body("detail", containsString("no part named 'file'"));
    }

    @Test
    void otherMediaTypesAreRefused() {
        given().contentType("application/json")
                .body("{}")
                .post("/episodes")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @Test
    void multipartWithoutItsClosingBoundaryStoresNothing() throws IOException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + GOOD;
        try (RawUpload upload =
                RawUpload.ofLength(RestAssured.port, "/episodes", "multipart/form-data; boundary=b", body.length())) {
            assertThat(upload.raw(body).answer()).startsWith("HTTP/1.1 400").contains(":incomplete-upload");
        }

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void multipartThatEndsBeforeItsFileIsIncomplete() throws IOException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"episode_id\"\r\n\r\nx";
        try (RawUpload upload =
                RawUpload.ofLength(RestAssured.port, "/episodes", "multipart/form-data; boundary=b", body.length())) {
            assertThat(upload.raw(body).answer()).startsWith("HTTP/1.1 400").contains(":incomplete-upload");
        }
    }

    @Test
    void headersOfAPartAreBounded() throws IOException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"" + "x".repeat(20_000) + "\"\r\n\r\nx";
        try (RawUpload upload =
                RawUpload.ofLength(RestAssured.port, "/episodes", "multipart/form-data; boundary=b", body.length())) {
            assertThat(upload.raw(body).answer()).startsWith("HTTP/1.1 400").contains("more than 8192 bytes");
        }
    }

    @Test
    void bodyWithoutAMediaTypeIsRefused() throws IOException {
        try (RawUpload upload = RawUpload.withoutContentType(RestAssured.port, "/episodes", GOOD.length())) {
            assertThat(upload.raw(GOOD).answer()).startsWith("HTTP/1.1 415").contains("no Content-Type");
        }
    }

    @Test
    void clientThatVanishesStoresNothing() throws IOException {
        try (RawUpload upload = RawUpload.chunked(RestAssured.port, "/episodes?episode_id=cut", "text/csv")) {
            upload.chunk("time,id,x,y,fresh property\n");
            for (int i = 0; i < 100; i++) {
                upload.chunk((i + ",1,2,3,4\n"));
            }
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> upload(Map.of("episode_id", "cut"), "x.csv", GOOD)
                .statusCode(201));
        given().delete("/episodes/cut").then().statusCode(204);
        assertThat(tables.number("SELECT count(*) FROM observations")).isZero();
    }

    @Test
    void announcedLengthThatIsNotReachedStoresNothing() throws IOException {
        try (RawUpload upload =
                RawUpload.ofLength(RestAssured.port, "/episodes?episode_id=cut", "text/csv", GOOD.length() + 1L)) {
            upload.raw(GOOD);
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> upload(Map.of("episode_id", "cut"), "x.csv", GOOD)
                .statusCode(201));
        given().get("/episodes/cut").then().body("file_path", equalTo("x.csv"));
    }

    @Test
    void errorIsAnsweredWhileTheClientStillSends() throws IOException {
        try (RawUpload upload = RawUpload.chunked(RestAssured.port, "/episodes?episode_id=endless", "text/csv")) {
            upload.chunk("time,id,x,y\n0,1,here,3\n");
            for (int i = 1; i <= 5000; i++) {
                upload.chunk(i + ",1,2,3\n");
            }

            // The body has no end yet.
            assertThat(upload.statusLine()).startsWith("HTTP/1.1 422");
        }

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void secondUploadOfAnIdThatIsBeingLoadedIsToldSo() throws IOException {
        try (RawUpload slow = RawUpload.chunked(RestAssured.port, "/episodes?episode_id=twice", "text/csv")) {
            slow.chunk("time,id,x,y\n0,1,2,3\n");

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                ValidatableResponse second = upload(Map.of("episode_id", "twice"), "x.csv", "time,id,x,y\nbad,1,2,3\n");
                second.statusCode(409).body("type", endsWith(":episode-busy"));
            });
            assertThat(slow.lastChunk().statusLine()).startsWith("HTTP/1.1 201");
        }

        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(1);
    }
}
