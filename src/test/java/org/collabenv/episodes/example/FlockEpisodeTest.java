package org.collabenv.episodes.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlockEpisodeTest {

    @Test
    void committedExampleIsWhatTheProgramWrites() throws IOException {
        StringWriter written = new StringWriter();

        new FlockEpisode(30, 1, 3).write(written, 100, true);

        assertThat(written).hasToString(Files.readString(Path.of("src/example/flock.csv")));
    }
}
