package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.collabenv.episodes.testing.DuckDbResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DuckDbResource.class)
class DuckDbSwitchTest extends SwitchContract {

    /** DuckDB has no foreign keys that would take our rows along. */
    @Test
    void receiptWithoutItsEpisodeCountsAsAbsent() {
        upload(Map.of("episode_id", "again"), "x.csv", GOOD).statusCode(201);
        tables.execute("DELETE FROM episodes WHERE episode_id = 'again'");
        tables.execute("DELETE FROM observations WHERE episode_id = 'again'");

        upload(Map.of("episode_id", "again"), "x.csv", GOOD).statusCode(201).body("duplicate", equalTo(false));

        assertThat(tables.number("SELECT count(*) FROM receipts WHERE episode_id = 'again'"))
                .isEqualTo(1);
        given().get("/episodes/again/status").then().body("verified", equalTo(true));
    }

    @Test
    void tableThatIsNotThereIsAnsweredWithWhatToDo() {
        tables.execute("ALTER TABLE agent_labels RENAME TO hidden_labels");
        try {
            upload(Map.of("episode_id", "labelled"), "x.csv", "frame,id,x,y\n0,zoe,1,2\n")
                    .statusCode(503)
                    .body("type", endsWith(":tables-changed"));
        } finally {
            tables.execute("ALTER TABLE hidden_labels RENAME TO agent_labels");
        }
        upload(Map.of("episode_id", "labelled"), "x.csv", "frame,id,x,y\n0,zoe,1,2\n")
                .statusCode(201);
    }
}
