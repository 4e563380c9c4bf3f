package org.collabenv.episodes.source.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.testing.TestSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnAliasesTest {

    @TempDir
    private Path folder;

    @Test
    void namesOfALabComeBeforeOurs() throws IOException {
        Path ofTheLab = folder.resolve("aliases.properties");
        Files.writeString(ofTheLab, "agent_id = Fish Code\nbody_length = conf, len\nx = Längs*\n");

        ColumnAliases aliases = ColumnAliases.load(ofTheLab);

        assertThat(aliases.find("fishcode").orElseThrow().targets()).isEqualTo(List.of("agent_id"));
        assertThat(aliases.find("conf").orElseThrow().targets()).isEqualTo(List.of("body_length"));
        assertThat(aliases.find("längsachse").orElseThrow().targets()).isEqualTo(List.of("x"));
        assertThat(aliases.find("xpos").orElseThrow().targets()).isEqualTo(List.of("x"));
        assertThat(aliases.find("nobody's")).isEmpty();
    }

    @Test
    void nameThatIsGivenTwiceStopsTheStart() throws IOException {
        Path ofTheLab = folder.resolve("aliases.properties");
        Files.writeString(ofTheLab, "x = east\ny = EAST\n");

        assertThatThrownBy(() -> ColumnAliases.load(ofTheLab))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("aliases.properties gives the name")
                .hasMessageContaining("twice");
    }

    @Test
    void nameOfATimeStandsInTheSecondGroup() throws IOException {
        Path ofTheLab = folder.resolve("aliases.properties");
        Files.writeString(ofTheLab, "time_index = | Zeit\n");

        assertThat(ColumnAliases.load(ofTheLab).find("zeit").orElseThrow().group())
                .isEqualTo(1);
    }

    @Test
    void listThatWouldBePartedIntoCoordinatesStopsTheStart() throws IOException {
        Path ofTheLab = folder.resolve("aliases.properties");
        Files.writeString(ofTheLab, "v_x+v_y+v_z = velocity\n");

        assertThatThrownBy(() -> ColumnAliases.load(ofTheLab)).hasMessageContaining("only be properties");
    }

    @Test
    void fileThatIsNotThereStopsTheStart() {
        Map<String, String> settings = Map.of("episodes.source.column-aliases", "/no/such/file");

        assertThatThrownBy(() -> TestSources.configured(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/no/such/file cannot be read");
    }
}
