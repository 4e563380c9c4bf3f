package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.collabenv.episodes.testing.BrokenFiles;
import org.collabenv.episodes.testing.RawUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may rely on when it sends something again, instead, or only to try; and how uploads are watched. */
abstract class RetriesContract extends HttpContract {

    private static final String OTHER = "time,id,x,y,mood\n0,1,2,3,calm\n1,1,2.5,3.5,\n2,1,0,0,tired\n";

    private static final int BROKEN = 400;

    // ---- idempotency keys ----

    @Test
    void sameKeyAndBytesGiveTheFirstReceiptAgain() {
        String first = keyed("key 1", GOOD)
                .statusCode(201)
                .body("duplicate", equalTo(false))
                .extract()
                .path("episode_id");
        Map<String, Long> stored = tables.counts();

        keyed("key 1", GOOD)
                .statusCode(200)
                .body("duplicate", equalTo(true))
                .body("episode_id", equalTo(first))
                .body("upload_id", equalTo("key 1"))
                .body("observations", equalTo(2))
                .header("Location", "/episodes/" + first);

        assertThat(tables.counts()).isEqualTo(stored);
    }

    @Test
    void sameKeyWithOtherBytesOrParametersIsRefused() {
        keyed("key 2", GOOD).statusCode(201);
        Map<String, Long> stored = tables.counts();

        keyed("key 2", OTHER)
                .statusCode(422)
                .body("type", endsWith(":key-reused"))
                .body("detail", containsString("other bytes"));
        given().header("Idempotency-Key", "key 2")
                .contentType("text/csv")
                .body(GOOD)
                .post("/episodes?frame_rate=25")
                .then()
                .statusCode(422)
                .body("detail", containsString("other parameters"));

        assertThat(tables.counts()).isEqualTo(stored);
    }

    @Test
    void keyOfAnUploadThatIsBeingReceivedIsBusy() throws IOException {
        try (RawUpload slow = RawUpload.chunked(RestAssured.port, "/episodes", "text/csv\r\nIdempotency-Key: key-3")) {
            slow.chunk(GOOD);
            awaitState("key-3", "running");

            keyed("key-3", GOOD)
                    .statusCode(409)
                    .header("Retry-After", notNullValue())
                    .body("type", endsWith(":upload-busy"));

            assertThat(slow.lastChunk().statusLine()).contains("201");
        }
    }

    @Test
    void failedOrDeletedLoadFreesItsKey() {
        keyed("key 4", "time,id,x,y\n0,1,2,bad\n").statusCode(422);
        given().get("/uploads/key 4")
                .then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("answer.errors[0].line", equalTo(2));
        String id = keyed("key 4", GOOD).statusCode(201).extract().path("episode_id");
        given().delete("/episodes/{id}", id).then().statusCode(204);
        given().get("/uploads/key 4").then().body("state", equalTo("deleted"));

        keyed("key 4", OTHER).statusCode(201).body("observations", equalTo(3));
    }

    @Test
    void lateRetryDoesNotBringBackWhatWasReplacedSince() {
        replacing("key 7", GOOD).statusCode(201);
        replacing("key 8", OTHER).statusCode(201);

        replacing("key 7", GOOD).statusCode(409).body("detail", containsString("has been replaced since"));

        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u0001"})
    void keyThatCannotBeOneIsRefused(String key) throws IOException {
        try (RawUpload upload = RawUpload.ofLength(
                RestAssured.port, "/episodes", "text/csv\r\nIdempotency-Key:" + key + "x".repeat(201), 3)) {
            assertThat(upload.raw("a,b").statusLine()).contains("400");
        }
        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void additionIsRetriedLikeAnUpload() {
        upload(Map.of("episode_id", "grown"), "grown.csv", GOOD).statusCode(201);

        for (int status : new int[] {201, 200}) {
            given().header("Idempotency-Key", "key 5")
                    .contentType("text/csv")
                    .body("time,id,pace\n0,1,7\n")
                    .post("/episodes/grown/properties")
                    .then()
                    .statusCode(status)
                    .body("duplicate", equalTo(status == 200))
                    .body("extended_properties", equalTo(1));
        }

        assertThat(tables.number("SELECT count(*) FROM additions")).isEqualTo(1);
        keyed("key 5", GOOD).statusCode(422).body("type", endsWith(":key-reused"));
    }

    @Test
    void twoUploadsWithOneKeyAtTheSameMomentStoreOneEpisode() {
        List<Integer> statuses = atOnce(4, i -> keyed("key 6", GOOD).extract().statusCode());

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> List.of(200, 201, 409)
                .contains(status));
        assertThat(tables.number("SELECT count(*) FROM episodes")).isEqualTo(1);
        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(2);
    }

    // ---- digests ----

    @Test
    void digestThatFitsIsAcceptedAndOneThatDoesNotStoresNothing() {
        digested(digest(OTHER), GOOD)
                .statusCode(400)
                .body("type", endsWith(":digest-mismatch"))
                .body("detail", containsString("received bytes have"));
        assertNothingStoredAndTheNextLoadWorks();

        digested(digest(GOOD), GOOD).statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-512=:AAAA:", "sha-256=AAAA", "sha-256=:AAAA:", "nonsense"})
    void digestThatCannotBeCheckedIsRefused(String digest) {
        digested(digest, GOOD).statusCode(400).body("type", endsWith(":invalid-parameter"));
    }

    @Test
    void digestOfTheFilesPartIsChecked() throws IOException {
        for (boolean right : new boolean[] {false, true}) {
            String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Digest: "
                    + digest(right ? GOOD : OTHER) + "\r\n\r\n" + GOOD + "\r\n--b--\r\n";
            try (RawUpload upload =
                    RawUpload.chunked(RestAssured.port, "/episodes", "multipart/form-data; boundary=b")) {
                assertThat(upload.chunk(body).lastChunk().statusLine()).contains(right ? "201" : "400");
            }
        }
        assertThat(tables.number("SELECT count(*) FROM episodes")).isEqualTo(1);
    }

    @Test
    void bytesThatTheSessionHoldsAreRecognisedBeforeTheyAreSent() throws IOException {
        String first = digested(digest(GOOD), GOOD).statusCode(201).extract().path("episode_id");

        try (RawUpload again = RawUpload.ofLength(
                RestAssured.port, "/episodes", "text/csv\r\nContent-Digest: " + digest(GOOD), GOOD.length())) {
            // Nothing of the body has been sent.
            assertThat(again.answer())
                    .contains(" 200 ")
                    .contains("\"duplicate\":true")
                    .contains(first);
        }
        assertThat(tables.number("SELECT count(*) FROM episodes")).isEqualTo(1);
    }

    @Test
    void bytesThatTheSessionHoldsAreRecognisedWithoutADigestToo() {
        String first = upload(Map.of(), "a.csv", GOOD).statusCode(201).extract().path("episode_id");

        upload(Map.of(), "a.csv", GOOD)
                .statusCode(200)
                .body("duplicate", equalTo(true))
                .body("episode_id", equalTo(first));
        upload(Map.of("session_id", "another"), "a.csv", GOOD).statusCode(201);
        upload(Map.of("episode_id", "wanted-twice"), "a.csv", GOOD).statusCode(201);
        upload(Map.of("episode_id", "wanted-twice"), "a.csv", GOOD)
                .statusCode(200)
                .body("duplicate", equalTo(true));

        assertThat(tables.number("SELECT count(*) FROM episodes")).isEqualTo(3);
    }

    // ---- replace and dry run ----

    @Test
    void replacedEpisodeIsTheNewOneOnly() {
        upload(Map.of("episode_id", "swapped"), "a.csv", GOOD).statusCode(201).body("episode_number", equalTo(0));
        upload(Map.of("episode_id", "second"), "b.csv", OTHER).statusCode(201).body("episode_number", equalTo(1));

        upload(Map.of("episode_id", "swapped", "on_conflict", "replace"), "c.csv", "time,id,x,y\n5,2,2,3\n")
                .statusCode(201)
                .body("episode_number", equalTo(0))
                .body("observations", equalTo(1));

        assertThat(tables.rows("SELECT time_index, agent_id FROM observations WHERE episode_id = 'swapped'"))
                .containsExactly("5 2");
        assertThat(tables.number("SELECT count(*) FROM extended_properties")).isEqualTo(2);
        given().get("/episodes/swapped/status").then().body("verified", equalTo(true));
    }

    @Test
    void failedReplacementLeavesTheOldEpisode() {
        upload(Map.of("episode_id", "kept"), "a.csv", GOOD).statusCode(201);
        Map<String, Long> stored = tables.counts();

        upload(Map.of("episode_id", "kept", "on_conflict", "replace"), "b.csv", "time,id,x,y\n0,1,2,bad\n")
                .statusCode(422);

        assertThat(tables.counts()).isEqualTo(stored);
        given().get("/episodes/kept/status").then().body("verified", equalTo(true));
    }

    /** Two episodes of different sizes take turns; whoever counts sees one of them whole, at any moment. */
    @Test
    void readersOfAReplacedEpisodeSeeTheOldOrTheNewOne() throws Exception {
        String small = rows(500);
        String large = rows(1500);
        upload(Map.of("episode_id", "turns"), "a.csv", small).statusCode(201);
        AtomicBoolean done = new AtomicBoolean();
        List<String> seen = new ArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                seen.add(tables.rows("SELECT (SELECT count(*) FROM observations WHERE episode_id = 'turns'),"
                                + " (SELECT num_frames FROM episodes WHERE episode_id = 'turns'),"
                                + " (SELECT count(*) FROM extended_properties)")
                        .get(0));
            }
        });

        for (int i = 0; i < 10; i++) {
            upload(Map.of("episode_id", "turns", "on_conflict", "replace"), "b.csv", i % 2 == 0 ? large : small)
                    .statusCode(201);
        }
        done.set(true);
        reader.get();

        assertThat(seen).isNotEmpty().allMatch(List.of("500 500 500", "1500 1500 1500")::contains);
    }

    @Test
    void dryRunReportsAndStoresNothing() {
        String file = "time,id,type,x,y,fresh property\n0,1,fresh type,2,3,4\n";

        upload(Map.of("dry_run", "true", "episode_id", "tried", "session_id", "fresh"), "a.csv", file)
                .statusCode(200)
                .body("status", equalTo("dry_run"))
                .body("observations", equalTo(1))
                .body("extended_properties", equalTo(1))
                .body("created.properties", equalTo(List.of("fresh property")))
                .body("created.agent_types", equalTo(List.of("fresh type")));

        assertNothingStoredAndTheNextLoadWorks();
        given().get("/uploads?limit=1000").then().body("uploads.state", hasItem("dry_run"));
    }

    @Test
    void dryRunFindsWhatIsWrongAndWhatIsThere() {
        upload(Map.of("dry_run", "true"), "a.csv", "time,id,x,y\n0,1,2,bad\n").statusCode(422);
        upload(Map.of("episode_id", "there"), "a.csv", GOOD).statusCode(201);

        upload(Map.of("dry_run", "true", "episode_id", "there"), "a.csv", OTHER).statusCode(409);
        upload(Map.of("dry_run", "true", "episode_id", "there", "on_conflict", "replace"), "a.csv", OTHER)
                .statusCode(200)
                .body("observations", equalTo(3));

        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(2);
    }

    // ---- rejected rows ----

    @Test
    void rejectedRowsAreGivenBackByteForByteAndAppendedOnceTheyAreMended() {
        String file = """
                # made by hand
                time,id,x,y,mood
                0,1,2,3,calm
                1,1,zwei,3,"wild
                , really"
                2,1,2,3,calm
                2,1,2,3,again
                3,1,2,3,
                4,1,2
                """.replace("\n", "\r\n");

        String rejects = upload(Map.of("episode_id", "mended", "on_error", "skip_row"), "a.csv", file)
                .statusCode(201)
                .body("rows.read", equalTo(6))
                .body("rows.loaded", equalTo(3))
                .body("rows.rejected", equalTo(3))
                .extract()
                .path("links.rejects");

        String header = "# made by hand\r\ntime,id,x,y,mood\r\n";
        given().get(rejects)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(equalTo(header + "1,1,zwei,3,\"wild\r\n, really\"\r\n2,1,2,3,again\r\n4,1,2\r\n"));

        String mended = header + "1,1,2,3,\"wild\r\n, really\"\r\n5,1,2,3,again\r\n4,1,2,3,\r\n";
        upload(Map.of("episode_id", "mended", "on_conflict", "append"), "b.csv", mended)
                .statusCode(201)
                .body("appended", equalTo(true))
                .body("observations", equalTo(3))
                .body("num_frames", equalTo(6));
        given().get("/episodes/mended/status")
                .then()
                .body("verified", equalTo(true))
                .body("observations.loaded", equalTo(6))
                .body("extended_properties.stored", equalTo(4));
        assertThat(tables.rows("SELECT num_frames, num_agents FROM episodes")).containsExactly("6 1");
        given().get("/episodes/mended/rejects").then().statusCode(200).body(containsString("zwei"));
    }

    @Test
    void episodeWithoutRejectedRowsHasNone() {
        upload(Map.of("episode_id", "clean", "on_error", "skip_row"), "a.csv", GOOD)
                .statusCode(201)
                .body("links.rejects", nullValue());

        given().get("/episodes/clean/rejects").then().statusCode(404);
        given().get("/episodes/nowhere/rejects").then().statusCode(404);
    }

    @Test
    void rowsThatAreThereAreNotAppendedAgain() {
        upload(Map.of("episode_id", "full"), "a.csv", GOOD).statusCode(201);
        Map<String, Long> stored = tables.counts();

        upload(Map.of("episode_id", "full", "on_conflict", "append"), "b.csv", "time,id,x,y\n7,1,0,0\n1,1,2,3\n")
                .statusCode(422)
                .body("errors[0].line", equalTo(3))
                .body("errors[0].code", equalTo("duplicate_key"))
                .body("errors[0].message", containsString("stored already"));

        assertThat(tables.counts()).isEqualTo(stored);
        upload(
                        Map.of("episode_id", "full", "on_conflict", "append", "on_error", "skip_row"),
                        "b.csv",
                        "time,id,x,y\n7,1,0,0\n1,1,2,3\n")
                .statusCode(201)
                .body("rows.loaded", equalTo(1));
    }

    @Test
    void appendedAgentsKeepTheirLabelsAndTimesTheirOrigin() {
        String file = "timestamp,name,x,y\n2026-01-01T00:00:00Z,zoe,1,1\n2026-01-01T00:00:01Z,ann,1,1\n";
        Map<String, String> fields =
                Map.of("episode_id", "named", "frame_rate", "10", "mapping", "name=agent_id", "on_conflict", "append");
        upload(fields, "a.csv", file).statusCode(201).body("appended", equalTo(false));

        upload(fields, "b.csv", "timestamp,name,x,y\n2026-01-01T00:00:02Z,bob,1,1\n2026-01-01T00:00:02Z,zoe,1,1\n")
                .statusCode(201)
                .body("observations", equalTo(2))
                .body("num_agents", equalTo(3));

        assertThat(tables.rows("SELECT o.time_index, l.label FROM observations o JOIN agent_labels l"
                        + " USING (episode_id, agent_type_id, agent_id) ORDER BY 1, 2"))
                .containsExactly("0 zoe", "10 ann", "20 bob", "20 zoe");
    }

    @Test
    void whatWouldChangeAnEpisodeAsAWholeIsNotAppended() {
        upload(Map.of("episode_id", "whole"), "a.csv", GOOD).statusCode(201);

        for (Map<String, String> other : List.of(
                Map.of("session_id", "other"),
                Map.of("frame_rate", "25"),
                Map.of("episode_number", "3"),
                Map.of("derive", "velocity"))) {
            Map<String, String> fields = new HashMap<>(other);
            fields.putAll(Map.of("episode_id", "whole", "on_conflict", "append"));
            upload(fields, "b.csv", "time,id,x,y\n7,1,0,0\n").statusCode(400);
        }
        upload(Map.of("episode_id", "whole", "on_conflict", "append"), "b.csv", "time,id,x,y\n7,zoe,0,0\n")
                .statusCode(422)
                .body("errors[0].code", equalTo("not_an_integer"));

        assertThat(tables.number("SELECT count(*) FROM observations")).isEqualTo(2);
    }

    @Test
    void appendedRowsAreDerivedAtTheEpisodesOwnRate() {
        Map<String, String> fields = Map.of("episode_id", "fast", "derive", "velocity", "on_conflict", "append");
        Map<String, String> first = new HashMap<>(fields);
        first.put("frame_rate", "60");
        upload(first, "a.csv", "frame,id,x,y\n0,1,0,0\n1,1,1,0\n").statusCode(201);

        upload(fields, "b.csv", "frame,id,x,y\n2,1,2,0\n").statusCode(201);

        assertThat(tables.rows("SELECT time_index, v_x FROM observations ORDER BY time_index"))
                .containsExactly("0 60.0", "1 60.0", "2 null");
    }

    // ---- hostile input ----

    @ParameterizedTest
    @ValueSource(
            strings = {"observation_id", "episode_id", "property_id", "value_float", "x'); DROP TABLE observations; --"
            })
    void propertyNamedLikeAColumnIsOnlyAName(String name) {
        upload(Map.of("episode_id", "named"), "a.csv", "time,id,x,y,\"" + name + "\"\n0,1,2,3,4\n")
                .statusCode(201)
                .body("extended_properties", equalTo(1));

        given().get("/episodes/named/status")
                .then()
                .body("verified", equalTo(true))
                .body("extended_properties.by_property", equalTo(Map.of(name, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "nul\0", "10 kB", " "})
    void nameThatNoDatabaseShouldHoldIsRefused(String name) {
        String hostile = name.equals("10 kB") ? "n".repeat(10_240) : name;

        upload(Map.of("session_id", hostile), "a.csv", GOOD).statusCode(400);
        upload(Map.of("episode_id", hostile), "a.csv", GOOD).statusCode(400);
        upload(Map.of("agent_type", hostile), "a.csv", GOOD).statusCode(400);

        assertNothingStoredAndTheNextLoadWorks();
    }

    /** Each is stored as a whole or not at all, and none makes the service fail. */
    @Test
    void brokenUploadsAreRefusedOrStoredAsAWhole() {
        Map<String, Integer> stored = new HashMap<>();
        for (int seed = 0; seed < BROKEN; seed++) {
            BrokenFiles files = new BrokenFiles(seed);
            byte[] file = files.broken(files.perhapsCompressed(files.goodFile()));
            String id = "broken-" + seed;
            Response answer = seed % 2 == 0
                    ? given().contentType("application/octet-stream")
                            .body(file)
                            .post("/episodes?on_error=skip_row&episode_id=" + id)
                    : given().multiPart("episode_id", id)
                            .multiPart("file", "a.csv", file, "text/csv")
                            .post("/episodes");
            assertThat(answer.statusCode())
                    .as("seed %d: %s", seed, answer.asString())
                    .isIn(201, 413, 415, 422);
            if (answer.statusCode() == 201) {
                stored.put(id, answer.path("observations"));
            }
        }

        assertThat(stored).isNotEmpty();
        assertThat(tables.rows("SELECT episode_id, count(*) FROM observations GROUP BY episode_id"))
                .containsExactlyInAnyOrderElementsOf(stored.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        assertThat(tables.orphans()).isEmpty();
    }

    // ---- the ledger ----

    @Test
    void runningUploadIsWatchedAndCancelled() throws IOException {
        try (RawUpload slow = RawUpload.chunked(
                RestAssured.port, "/episodes?episode_id=watched", "text/csv\r\nIdempotency-Key: watched")) {
            slow.chunk(rows(9000));
            awaitState("watched", "running");
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> given().get("/uploads/watched")
                    .then()
                    .body("rows_read", greaterThan(4000))
                    .body("bytes_received", greaterThan(40_000))
                    .body("episode_id", equalTo("watched")));

            given().delete("/uploads/watched").then().statusCode(202);

            assertThat(slow.answer()).contains(" 409 ").contains("upload-cancelled");
        }
        given().get("/uploads/watched")
                .then()
                .body("state", equalTo("cancelled"))
                .body("ended_at", notNullValue());
        given().delete("/uploads/watched").then().statusCode(404);
        given().get("/uploads/never").then().statusCode(404);
        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void uploadOfAClientThatVanishedHasFailed() throws IOException {
        try (RawUpload gone =
                RawUpload.chunked(RestAssured.port, "/episodes?episode_id=gone", "text/csv\r\nIdempotency-Key: gone")) {
            gone.chunk(GOOD);
            awaitState("gone", "running");
        }

        awaitState("gone", "failed");
        given().get("/uploads/gone").then().body("answer.type", endsWith(":incomplete-upload"));
        assertNothingStoredAndTheNextLoadWorks();
    }

    @Test
    void ledgerIsPagedAndFiltered() {
        keyed("page 1", GOOD).statusCode(201);
        keyed("page 2", "time,id,x,y\n0,1,2,bad\n").statusCode(422);
        keyed("page 3", OTHER).statusCode(201);

        given().get("/uploads?after=page&limit=2")
                .then()
                .body("uploads.upload_id", equalTo(List.of("page 1", "page 2")))
                .body("next", equalTo("page 2"));
        given().get("/uploads?state=failed&limit=1000&after=page")
                .then()
                .body("uploads.upload_id", hasItem("page 2"))
                .body("uploads.upload_id", not(hasItem("page 3")));
        given().get("/uploads?state=odd").then().statusCode(400);
    }

    private static void awaitState(String uploadId, String state) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> given().get("/uploads/{id}", uploadId)
                .then()
                .statusCode(200)
                .body("state", equalTo(state)));
    }

    private static ValidatableResponse keyed(String key, String file) {
        return given().header("Idempotency-Key", key)
                .contentType("text/csv")
                .body(file)
                .post("/episodes")
                .then();
    }

    private static ValidatableResponse replacing(String key, String file) {
        return given().header("Idempotency-Key", key)
                .contentType("text/csv")
                .body(file)
                .post("/episodes?episode_id=contended&on_conflict=replace")
                .then();
    }

    private static ValidatableResponse digested(String digest, String file) {
        return given().header("Content-Digest", digest)
                .contentType("text/csv")
                .body(file)
                .post("/episodes")
                .then();
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rows(int frames) {
        StringBuilder file = new StringBuilder("time,id,x,y,step\n");
        for (int i = 0; i < frames; i++) {
            file.append(i).append(",1,2,3,").append(i).append('\n');
        }
        return file.toString();
    }

    protected static <T> List<T> atOnce(int many, IntFunction<T> call) {
        List<CompletableFuture<T>> calls = IntStream.range(0, many)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), task -> new Thread(task).start()))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
