package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.github.luben.zstd.ZstdOutputStream;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.RawUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole contract of uploads over HTTP: what becomes of a good one, and that a bad one stores nothing. */
abstract class UploadsContract extends HttpContract {

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
                "DeepLabCut     | scorer,a;bodyparts,b;0,x | 422 | invalid-header | DeepLabCut",
                "header only    | time,id,x,y       | 422 | empty-file         | no rows",
                "bzip2          | BZh91AY;          | 415 | unsupported-format | bzip2",
                "broken Parquet | PAR1\u0015;       | 422 | broken-file        | Parquet",
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

    @Test
    void gzipOfSeveralMembersLoadsWhole() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(gzip("time,id,x,y\n0,1,2,3\n1,1,2,"));
        file.write(gzip("3\n2,1,2,3\n"));
        file.write(gzip(""));

        uploadBytes("good.csv", file.toByteArray())
                .statusCode(201)
                .body("observations", equalTo(3))
                .body("bytes_received", equalTo(file.size()));
    }

    @Test
    void zstdLoads() throws IOException {
        uploadBytes("good.tsv", zstd("time\tid\tx\ty\n0\t1\t2\t3\n1\t1\t2\t3\n"))
                .statusCode(201)
                .body("observations", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void bodyMayBeCompressedWithWhateverFileInIt(String encoding) throws IOException {
        String part = "--b\r\nContent-Disposition: form-data; name=\"episode_id\"\r\n\r\ncompressed\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                + GOOD + "\r\n--b--\r\n";
        byte[] body = encoding.equals("gzip") ? gzip(part) : zstd(part);

        given().header("Content-Encoding", encoding)
                .contentType("multipart/form-data; boundary=b")
                .body(body)
                .post("/episodes")
                .then()
                .statusCode(201)
                .body("episode_id", equalTo("compressed"))
                .body("bytes_received", equalTo(GOOD.length()));
    }

    @Test
    void otherContentEncodingsAreRefused() {
        given().header("Content-Encoding", "br")
                .contentType("text/csv")
                .body(GOOD)
                .post("/episodes")
                .then()
                .statusCode(415)
                .body("detail", containsString("gzip and zstd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "parquet", "flipped gzip"})
    void brokenFileThatArrivesWholeStoresNothing(String kind) throws Exception {
        StringBuilder rows = new StringBuilder("time,id,x,y\n");
        for (int i = 0; i < 200_000; i++) {
            rows.append(i).append(",1,").append(Math.sin(i)).append(",3\n");
        }
        byte[] file =
                switch (kind) {
                    case "zstd" -> zstd(rows.toString());
                    case "parquet" -> parquet();
                    default -> gzip(rows.toString());
                };
        if (kind.startsWith("flipped")) {
            file[file.length - 10] ^= 1;
        } else {
            file = Arrays.copyOf(file, file.length - 7);
        }

        uploadBytes("broken", file)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", endsWith(":broken-file"))
                .body("detail", containsString("damaged or cut off"));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void parquetLoadsAsARawBodyAndNamesRows() throws Exception {
        given().contentType("application/vnd.apache.parquet")
                .body(parquet())
                .post("/episodes?mapping=p=as text:string")
                .then()
                .statusCode(201)
                .body("observations", equalTo(1000))
                .body("columns.find { it.source == 'p' }.type", equalTo("string"));
        given().contentType("application/vnd.apache.parquet")
                .body(parquet())
                .post("/episodes?mapping=p=agent_type_id,x=v_x,frame=x")
                .then()
                .statusCode(422)
                .body("detail", containsString("No column gives time_index"));
        given().contentType("application/vnd.apache.parquet")
                .body(parquet())
                .post("/episodes?mapping=x=z,p=x,missing=v_x")
                .then()
                .statusCode(400)
                .body("detail", containsString("'missing', which is there under no such name"));
        given().contentType("application/vnd.apache.parquet")
                .body(parquet())
                .post("/episodes?mapping=x=z,gap=x")
                .then()
                .statusCode(422)
                .body("errors[0].row", equalTo(10))
                .body("errors[0].line", nullValue())
                .body("errors[0].column", equalTo("gap"))
                .body("errors[0].code", equalTo("missing_value"));
    }

    @Test
    void wordsForMissingValuesHoldForTheNumbersOfParquetToo() throws Exception {
        given().contentType("application/vnd.apache.parquet")
                .body(parquet())
                .queryParam("null_values", "+0.5,1")
                .post("/episodes?mapping=id=agent_id")
                .then()
                .statusCode(422)
                .body("errors[0].column", equalTo("id"))
                .body("errors[0].code", equalTo("missing_value"));
    }

    @Test
    void columnWithoutAValueDefinesNothingThoughItsTypeIsDeclared() throws Exception {
        byte[] file = parquet("SELECT 0 AS frame, 1 AS id, 0.5 AS x, 0.5 AS y, CAST(NULL AS DOUBLE) AS hollow");

        given().contentType("application/vnd.apache.parquet")
                .body(file)
                .post("/episodes?schema_contract=freeze")
                .then()
                .statusCode(201)
                .body("created.properties", equalTo(List.of()));
    }

    @Test
    void numbersOfParquetListsAreTheFilesOwn() throws Exception {
        byte[] file = parquet("SELECT 0 AS frame, 1 AS id, 0.5 AS x, 0.5 AS y,"
                + " CAST([0.1, 0.2, 0.3] AS FLOAT[]) AS mesh_scene_closest_point");

        given().contentType("application/vnd.apache.parquet")
                .body(file)
                .post("/episodes")
                .then()
                .statusCode(201);

        assertThat(tables.rows(
                        "SELECT value_float FROM extended_properties" + " WHERE property_id = 'scene_mesh_closest_x'"))
                .containsExactly("0.10000000149011612");
    }

    @Test
    void tabIsTheDelimiterOfItsMediaType() {
        given().contentType("text/tab-separated-values")
                .body("time\tid\tx\ty\ta,b,c,d,e\n0\t1\t2\t3\t4\n")
                .post("/episodes")
                .then()
                .statusCode(201)
                .body("columns.target", hasItem("a,b,c,d,e"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mapping      | t",
                "mapping      | {\"t\":",
                "delimiter    | ab",
                "encoding     | klingon",
                "layout       | wide",
                "on_error     | ignore",
                "max_errors   | -1",
                "time_origin  | noon",
                "schema_contract | strict",
                "derive       | speed",
                "agent_id     | ''",
            })
    void wrongReadingOptionIsRefusedByName(String parameter, String value) {
        given().contentType("text/csv")
                .body(GOOD)
                .queryParam(parameter, value)
                .post("/episodes")
                .then()
                .statusCode(400)
                .body("type", endsWith(":invalid-parameter"))
                .body("detail", containsString("parameter " + parameter));
    }

    @Test
    void readingOptionsReachTheReader() {
        String file = "clock;name;easting;northing;speed;tag\n1,5;a;1;2;-;007\n";

        upload(
                        Map.of(
                                "episode_id", "options",
                                "mapping",
                                        "{\"clock\": \"note\", \"easting\": \"x\", \"northing\": \"y\","
                                                + " \"name\": \"agent_id\", \"tag\": \"time_index\"}",
                                "null_values", "+-"),
                        "x.csv",
                        file)
                .statusCode(201)
                .body("columns.find { it.source == 'clock' }.reason", equalTo("mapping"))
                .body("columns.find { it.source == 'clock' }.type", equalTo("string"))
                .body("labels", equalTo(1));

        assertThat(tables.rows("SELECT o.time_index, o.x, o.y, p.property_id, p.value_text FROM observations o"
                        + " JOIN extended_properties p USING (observation_id)"))
                .containsExactly("7 1.0 2.0 note 1,5");
    }

    @Test
    void velocitiesOfTheFileAndDerivedOnesAreNotMixed() {
        upload(Map.of("derive", "velocity"), "x.csv", "time,id,x,y,v_x\n0,1,2,3,4\n")
                .statusCode(400)
                .body("detail", containsString("velocities of its own"));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void derivedVelocitiesSpanTheFramesBetween() {
        String file = "time,id,type,x,y,z\n0,1,a,0,0,1\n0,1,b,5,5,\n4,1,a,2,-4,3\n5,1,a,3,0,\n6,1,b,6,5,1\n";

        upload(Map.of("derive", "velocity", "frame_rate", "10"), "x.csv", file).statusCode(201);

        assertThat(tables.rows("SELECT agent_type_id, time_index, v_x, v_y, v_z FROM observations ORDER BY 1, 2"))
                .containsExactly(
                        "a 0 5.0 -10.0 5.0",
                        "a 4 10.0 40.0 null",
                        "a 5 null null null",
                        "b 0 1.6666666666666667 0.0 null",
                        "b 6 null null null");
    }

    @Test
    void frozenDefinitionsStoreNothing() {
        upload(Map.of("schema_contract", "freeze"), "x.csv", "time,id,type,x,y,unheard of\n0,1,nobody,2,3,4\n")
                .statusCode(422)
                .body("type", endsWith(":not-defined"))
                .body("detail", containsString("'nobody'"))
                .body("detail", containsString("'unheard of'"));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void typesOfRowsThatWereLeftOutAreNotDefined() {
        upload(
                        Map.of("on_error", "skip_row", "max_errors", "1"),
                        "x.csv",
                        "time,id,type,x,y\n0,1,agent,2,3\n1,1,left out,2,bad\n")
                .statusCode(201)
                .body("rows.rejected", equalTo(1))
                .body("errors[0].line", equalTo(3))
                .body("created.agent_types", equalTo(List.of()));
    }

    @Test
    void fileOfNothingButWrongRowsIsRefused() {
        upload(Map.of("on_error", "skip_row"), "x.csv", "time,id,x,y\n0,1,2,bad\n")
                .statusCode(422)
                .body("type", endsWith(":invalid-rows"))
                .body("errors[0].line", equalTo(2));

        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void animalsThatWereNotSeenAreCountedAndStoreNothing() {
        String file = "frame,track,x,y,score\n0,zoe,1,2,0.5\n1,zoe,,,\n2,zoe,NaN,inf,0.1\n1,adam,3,4,0.7\n2,adam,,,\n";

        upload(Map.of("episode_id", "unseen"), "x.csv", file)
                .statusCode(201)
                .body("observations", equalTo(2))
                .body("extended_properties", equalTo(2))
                .body("rows.read", equalTo(5))
                .body("rows.loaded", equalTo(2))
                .body("rows.rejected", equalTo(0))
                .body("rows.not_seen", equalTo(3))
                .body("not_seen.with_values", equalTo(1))
                .body("not_seen.by_agent.zoe", equalTo(2))
                .body("not_seen.by_agent.adam", equalTo(1));
        upload(Map.of("missing_position", "error"), "x.csv", file)
                .statusCode(422)
                .body("errors.line", equalTo(List.of(3, 4, 6)));
        upload(Map.of(), "x.csv", "frame,id,x,y\n0,1,,\n")
                .statusCode(422)
                .body("type", endsWith(":empty-file"))
                .body("detail", containsString("position"));
    }

    @Test
    void earlierTimeThatComesLaterIsFrameZero() {
        upload(Map.of("episode_id", "late", "frame_rate", "2", "derive", "velocity"), "x.csv", """
                        timestamp,id,x,y,score
                        2020-01-01T00:00:01Z,1,3,0,c
                        2020-01-01T00:00:00Z,1,1,0,a
                        2020-01-01T00:00:00.5Z,1,2,0,b
                        2020-01-01T00:00:01.5Z,1,4,0,d
                        """)
                .statusCode(201)
                .body("num_frames", equalTo(4))
                .body("time.origin", equalTo("2020-01-01T00:00:00Z"));
        assertThat(tables.rows("SELECT o.time_index, o.x, o.v_x, p.value_text FROM observations o"
                        + " JOIN extended_properties p USING (observation_id) ORDER BY o.time_index"))
                .containsExactly("0 1.0 2.0 a", "1 2.0 2.0 b", "2 3.0 2.0 c", "3 4.0 null d");

        upload(
                        Map.of("episode_id", "late", "on_conflict", "append", "derive", "velocity"),
                        "y.csv",
                        "timestamp,id,x,y\n2020-01-01T00:00:02Z,1,5,0\n")
                .statusCode(201)
                .body("num_frames", equalTo(5));
        given().get("/episodes/late/status").then().body("verified", equalTo(true));
    }

    @Test
    void frameNumbersBelowZeroStayAsTheyAre() {
        upload(Map.of(), "x.csv", "frame,id,x,y\n-2,1,2,3\n1,1,2,3\n")
                .statusCode(201)
                .body("num_frames", equalTo(2));

        assertThat(tables.rows("SELECT time_index FROM observations ORDER BY 1"))
                .containsExactly("-2", "1");
    }

    @Test
    void fileWithoutAHeaderIsReadWithTheNamesThatTheUploadGives() {
        upload(Map.of(), "x.txt", "1 0 1.5 2.5\n1 1 1.6 2.6\n")
                .statusCode(422)
                .body("type", endsWith(":invalid-header"))
                .body("detail", containsString("columns=frame,id,x,y"));
        upload(Map.of("columns", "id,frame,x,y"), "x.txt", "1 0 1.5 2.5\n1 1 1.6 2.6\n")
                .statusCode(201)
                .body("observations", equalTo(2));
        upload(Map.of("columns", "id,,x"), "x.txt", "1 0 1.5 2.5\n")
                .statusCode(400)
                .body("type", endsWith(":invalid-parameter"));
    }

    private ValidatableResponse uploadBytes(String fileName, byte[] content) {
        return given().multiPart("file", fileName, content, "application/octet-stream")
                .post("/episodes")
                .then();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(bytes)) {
            zstd.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] parquet() throws IOException, SQLException {
        return parquet("SELECT i AS frame, 1 AS id, sin(i) AS x, cos(i) AS y, i / 2 AS p,"
                + " CASE WHEN i <> 9 THEN i END AS gap FROM range(1000) t(i)");
    }

    private static byte[] parquet(String query) throws IOException, SQLException {
        Path file = Files.createTempFile("generated", ".parquet");
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }
}
