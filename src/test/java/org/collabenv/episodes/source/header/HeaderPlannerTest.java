package org.collabenv.episodes.source.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.trajectory.IngestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderPlannerTest {

    private static final ColumnAliases ALIASES = ColumnAliases.load(null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frame,id,x,y | time_index,agent_id,x,y",
                "Frame Number,Track-ID,POS_X,pos.y | time_index,agent_id,x,y",
                "t,id,Pos. X (mm),Pos. Y (mm) | time_index,agent_id,x,y",
                "frame,time,id,x,y | time_index,time,agent_id,x,y",
                "frame,track_id,id,x,y | time_index,agent_id,id,x,y",
                "frame,id,x,y,vx,v_y m/s | time_index,agent_id,x,y,v_x,v_y",
                "frame,id,x,y,mood | time_index,agent_id,x,y,mood"
            })
    void columnsAreFoundByName(String header, String targets) {
        assertThat(targets(plan(header, Map.of()))).containsExactly(targets.split(","));
    }

    @Test
    void mappingComesBeforeNames() {
        Header header = plan("t,who,x,y,junk", Map.of("who", "agent_id", "junk", "", "x", "y", "y", "x"));

        assertThat(targets(header)).containsExactly("time_index", "agent_id", "y", "x", "");
        assertThat(header.ignored()).containsExactly("junk");
    }

    @Test
    void twoColumnsOfOneGroupAreRefusedNamingBoth() {
        assertThatThrownBy(() -> plan("frame,frame_id,id,x,y", Map.of()))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("'frame'")
                .hasMessageContaining("'frame_id'");
    }

    @Test
    void mappingOfAColumnThatIsNotThereNamesThoseSeen() {
        assertThatThrownBy(() -> plan("frame,id,x,y", Map.of("speed", "pace")))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("'speed'")
                .hasMessageContaining("frame, id, x, y");
    }

    @Test
    void boxesGivePositionsIfThereAreNoOthers() {
        assertThat(plan("frame,id,x1,y1,x2,y2", Map.of()).position()).isInstanceOf(PositionRule.BoxCentre.class);
        assertThat(plan("frame,id,x,y,x1,y1,x2,y2", Map.of()).position()).isInstanceOf(PositionRule.Given.class);
    }

    @Test
    void missingColumnsAreNamedTogether() {
        Header header = plan("mood,speed", Map.of());

        assertThat(header.missing(new Destination.Observations(null), false))
                .containsExactly("time_index", "agent_id", "x", "y");
    }

    private static Header plan(String header, Map<String, String> mapping) {
        Map<String, ColumnMapping.Target> targets = new LinkedHashMap<>();
        mapping.forEach((source, target) -> targets.put(source, ColumnMapping.Target.parse(target)));
        List<FileColumn> columns = Arrays.stream(header.split(",", -1))
                .map(name -> new FileColumn(name, FileColumn.Kind.UNDECLARED))
                .toList();
        return new HeaderPlanner(ALIASES, new ColumnMapping(targets), new Destination.Observations(null), Keypoints.ALL)
                .plan(columns);
    }

    private static List<String> targets(Header header) {
        return header.columns().stream()
                .map(column -> String.join("+", column.targets()))
                .toList();
    }
}
