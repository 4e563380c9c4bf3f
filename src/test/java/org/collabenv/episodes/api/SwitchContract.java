package org.collabenv.episodes.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switch of a lab that has used a loader of its own before: its dashboards, its velocities, its names. */
abstract class SwitchContract extends HttpContract {

    private static final double RATE = 4;

    /** A row of a track, with the velocity that is right for it; null for none. */
    private record Step(int agent, int frame, double x, double y) {}

    @Test
    void panelFindsPropertiesByTheWordsOfTheLab() {
        upload(
                        Map.of("episode_id", "panel"),
                        "x.csv",
                        "frame,id,x,y,distance_target_center_1,mesh_scene_distance,confidence\n0,1,1,2,3.5,4.5,0.5\n1,1,1,2,3,4,1\n")
                .statusCode(201);

        for (String name : List.of("Distance to Target Center", "Distance to Scene Mesh", "Detection Confidence")) {
            assertThat(tables.number("SELECT count(*) FROM extended_properties"
                            + " JOIN property_definitions USING (property_id) WHERE property_name = '" + name + "'"))
                    .as(name)
                    .isEqualTo(2);
        }
        assertThat(tables.rows("SELECT unit FROM property_definitions WHERE property_id = 'loss'"))
                .containsExactly("scene_units^2/frame^4");
        assertThat(tables.rows("SELECT category_name FROM categories WHERE category_id = 'tracking_csv'"))
                .containsExactly("Real-World Tracking");
        assertThat(tables.rows("SELECT type_name FROM agent_types WHERE type_id IN ('agent', 'env') ORDER BY type_id"))
                .containsExactly("agent", "environment");
    }

    @ParameterizedTest
    @CsvSource({
        "velocity, , ",
        "velocity:forward, null, frame",
        "velocity:backward, , ",
        "velocity:backward, interpolate, second",
        "velocity:backward, null, frame",
        "velocity:central, , ",
        "velocity:central, null, frame"
    })
    void velocitiesAreTheDifferencesThatAreNamed(String derive, @Nullable String gaps, @Nullable String unit) {
        List<Step> steps = steps();
        StringBuilder file = new StringBuilder("frame,id,x,y\n");
        steps.forEach(step -> file.append("%d,%d,%s,%s\n".formatted(step.frame(), step.agent(), step.x(), step.y())));
        Map<String, String> fields = new LinkedHashMap<>(
                Map.of("episode_id", "moving", "derive", derive, "frame_rate", String.valueOf(RATE)));
        if (gaps != null) {
            fields.put("velocity_gaps", gaps);
        }
        if (unit != null) {
            fields.put("velocity_unit", unit);
        }

        upload(fields, "x.csv", file.toString()).statusCode(201).body("derived.size()", equalTo(1));

        boolean isBackward = derive.endsWith("backward");
        boolean overGaps = gaps == null ? !isBackward : gaps.equals("interpolate");
        double perUnit = "frame".equals(unit) ? 1 : RATE;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<String> stored = tables.rows(
                    "SELECT v_x, v_z FROM observations WHERE episode_id = 'moving' AND agent_id = %d AND time_index = %d"
                            .formatted(step.agent(), step.frame()));
            Double expected = velocity(steps, i, derive, overGaps, perUnit);
            String[] found = stored.get(0).split(" ", -1);
            if (expected == null) {
                assertThat(found[0]).as(step.toString()).isIn("", "null");
            } else {
                assertThat(Double.parseDouble(found[0])).as(step.toString()).isCloseTo(expected, within(1e-9));
            }
            assertThat(found[1]).as("no height, no vertical velocity").isIn("", "null");
        }
    }

    /** Two agents, one of which is not seen for a while. */
    private static List<Step> steps() {
        Random random = new Random(7);
        List<Step> steps = new ArrayList<>();
        for (int agent = 1; agent <= 2; agent++) {
            for (int frame = 0; frame < 12; frame++) {
                if (agent == 1 || frame < 4 || frame > 7) {
                    steps.add(new Step(agent, frame, random.nextGaussian(), random.nextGaussian()));
                }
            }
        }
        return steps;
    }

    private static @Nullable Double velocity(List<Step> steps, int i, String derive, boolean overGaps, double perUnit) {
        Step step = steps.get(i);
        Step previous = i > 0 && steps.get(i - 1).agent() == step.agent() ? steps.get(i - 1) : null;
        Step next = i + 1 < steps.size() && steps.get(i + 1).agent() == step.agent() ? steps.get(i + 1) : null;
        Step from = step;
        Step to = step;
        if (derive.endsWith("backward")) {
            if (previous == null) {
                return 0.0;
            }
            from = previous;
        } else if (derive.endsWith("central")) {
            from = previous == null ? step : previous;
            to = next == null ? step : next;
        } else if (next == null) {
            return null;
        } else {
            to = next;
        }
        boolean isGap = step.frame() - from.frame() > 1 || to.frame() - step.frame() > 1;
        if (isGap && !overGaps) {
            return null;
        }
        return (to.x() - from.x()) * perUnit / (to.frame() - from.frame());
    }

    /** The rows of the loader that labs have, with velocities computed here, against those of the same file. */
    @Test
    void episodeIsTheOneThatTheLoaderOfTheLabStores() {
        List<Step> steps = steps();
        StringBuilder file = new StringBuilder("frame,id,x,y,confidence,mesh_scene_distance\n");
        upload(Map.of("episode_id", "other", "session_id", "shared"), "other.csv", GOOD)
                .statusCode(201);
        tables.execute(
                "INSERT INTO episodes (episode_id, session_id, episode_number, num_frames, num_agents, frame_rate, file_path)"
                        + " VALUES ('theirs', 'shared', 7, 12, 2, 4, 'tracks.csv')");
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double confidence = (i + 1) / 7.0;
            String distance = i % 3 == 0 ? "" : String.valueOf(i * 0.1);
            file.append("%d,%d,%s,%s,%s,%s\n"
                    .formatted(step.frame(), step.agent(), step.x(), step.y(), confidence, distance));
            Double vx = velocity(steps, i, "velocity:backward", false, RATE);
            Double vy = vx == null ? null : velocityY(steps, i);
            tables.execute(
                    "INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z)"
                            + " VALUES ('theirs', %d, %d, 'agent', %s, %s, NULL, %s, %s, NULL)"
                                    .formatted(step.frame(), step.agent(), step.x(), step.y(), vx, vy));
            insertValue(step, "confidence", confidence);
            if (!distance.isEmpty()) {
                insertValue(step, "distance_to_scene_mesh", Double.parseDouble(distance));
            }
        }

        upload(
                        Map.of(
                                "episode_id",
                                "ours",
                                "session_id",
                                "shared",
                                "frame_rate",
                                String.valueOf(RATE),
                                "derive",
                                "velocity:backward"),
                        "tracks.csv",
                        file.toString())
                .statusCode(201);

        String observations = "SELECT time_index, agent_id, agent_type_id, x, y, z, v_x, v_y, v_z FROM observations"
                + " WHERE episode_id = '%s' ORDER BY time_index, agent_id";
        assertThat(tables.rows(observations.formatted("ours")))
                .isEqualTo(tables.rows(observations.formatted("theirs")));
        String values = "SELECT time_index, agent_id, property_id, value_float, value_text FROM extended_properties"
                + " JOIN observations USING (observation_id) WHERE episode_id = '%s' ORDER BY 1, 2, 3";
        assertThat(tables.rows(values.formatted("ours")))
                .hasSize(steps.size() + steps.size() * 2 / 3)
                .isEqualTo(tables.rows(values.formatted("theirs")));
        String episode =
                "SELECT session_id, num_frames, num_agents, frame_rate, file_path FROM episodes WHERE episode_id = '%s'";
        assertThat(tables.rows(episode.formatted("ours"))).isEqualTo(tables.rows(episode.formatted("theirs")));
        // The loader goes on beside the service.
        tables.execute("INSERT INTO observations (episode_id, time_index, agent_id, agent_type_id, x, y)"
                + " VALUES ('theirs', 99, 1, 'agent', 1, 2)");
        upload(Map.of("episode_id", "next", "session_id", "shared"), "next.csv", GOOD)
                .statusCode(201);
        given().delete("/episodes/theirs").then().statusCode(204);
    }

    private void insertValue(Step step, String property, double value) {
        tables.execute("INSERT INTO extended_properties (observation_id, property_id, value_float, value_text)"
                + " SELECT observation_id, '%s', %s, NULL FROM observations WHERE episode_id = 'theirs' AND time_index = %d AND agent_id = %d"
                        .formatted(property, value, step.frame(), step.agent()));
    }

    private static double velocityY(List<Step> steps, int i) {
        Step step = steps.get(i);
        Step previous = i > 0 && steps.get(i - 1).agent() == step.agent() ? steps.get(i - 1) : null;
        return previous == null ? 0 : (step.y() - previous.y()) * RATE / (step.frame() - previous.frame());
    }

    @Test
    void rowsAreAppendedWithTheSameVelocitiesOnly() {
        String file = "frame,id,x,y\n0,1,1,2\n1,1,2,4\n";
        upload(Map.of("episode_id", "grows", "derive", "velocity:backward"), "x.csv", file)
                .statusCode(201);
        String more = "frame,id,x,y\n2,1,5,4\n";

        upload(Map.of("episode_id", "grows", "on_conflict", "append", "derive", "velocity"), "y.csv", more)
                .statusCode(400)
                .body("detail", containsString("backward null second"));
        upload(Map.of("episode_id", "grows", "on_conflict", "append", "derive", "velocity:backward"), "y.csv", more)
                .statusCode(201);

        assertThat(tables.rows("SELECT v_x / 30 FROM observations WHERE episode_id = 'grows' ORDER BY time_index"))
                .containsExactly("0.0", "1.0", "3.0");
    }

    @Test
    void sessionMadeOnTheWaySaysWhereItIsFrom() {
        upload(Map.of("session_id", "summer_trial-7"), "folder/tracks.csv", GOOD)
                .statusCode(201);

        given().get("/sessions/summer_trial-7")
                .then()
                .statusCode(200)
                .body("session_name", equalTo("Summer trial 7"))
                .body("config", equalTo(Map.of()))
                .body("metadata.loader", equalTo("episode-ingest"))
                .body("metadata.file", equalTo("tracks.csv"))
                .body("metadata", hasKey("version"));
    }

    @Test
    void idAndPathMayBeThoseOfTheLab() {
        upload(
                        Map.of(
                                "episode_id",
                                "episode-{number}-{stem}",
                                "episode_number",
                                "12",
                                "file_path",
                                "/data/lab 3/tracks.csv"),
                        "tracks.csv",
                        GOOD)
                .statusCode(201)
                .body("episode_id", equalTo("episode-12-tracks"));
        assertThat(tables.rows("SELECT file_path FROM episodes WHERE episode_id = 'episode-12-tracks'"))
                .containsExactly("/data/lab 3/tracks.csv");

        upload(Map.of("episode_id", "episode-{number}"), "tracks.csv", GOOD)
                .statusCode(400)
                .body("detail", containsString("episode_number"));
        upload(Map.of("episode_id", "{nobody}"), "tracks.csv", GOOD).statusCode(400);
    }

    @Test
    void rowsOfOneFrameAndAgentKeepTheOrderOfTheFile() {
        StringBuilder file = new StringBuilder("frame,id,type,x,y\n");
        for (int row = 0; row < 9_000; row++) {
            file.append("%d,1,type%d,%d,0\n".formatted(row / 9, 8 - row % 9, row));
        }
        upload(Map.of("episode_id", "ties"), "x.csv", file.toString()).statusCode(201);

        List<String> byId = tables.rows("SELECT x FROM observations WHERE episode_id = 'ties' ORDER BY observation_id");
        assertThat(byId).hasSize(9_000);
        for (int row = 0; row < byId.size(); row++) {
            assertThat(Double.parseDouble(byId.get(row))).isEqualTo(row);
        }
    }
}
