package org.collabenv.episodes.source.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.input.BrokenInputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    private Path parent;

    @Test
    void fileIsThereUntilItIsClosed() throws IOException {
        try (Spool spool = new Spool(parent, 100)) {
            try (Spool.SpooledFile file = spool.write(new ByteArrayInputStream(new byte[100]))) {
                assertThat(file.path()).hasSize(100);
            }
            assertThat(files()).singleElement().asString().endsWith("lock");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void fileOverTheLimitIsRefusedAndGone() throws IOException {
        try (Spool spool = new Spool(parent, 100)) {
            assertThatThrownBy(() -> spool.write(new ByteArrayInputStream(new byte[101])))
                    .isInstanceOfSatisfying(IngestException.class, e -> {
                        assertThat(e.problem()).isEqualTo(Problem.TOO_LARGE);
                        assertThat(e.detail()).contains("100 bytes").contains("spool-limit");
                    });
            assertThat(files()).singleElement().asString().endsWith("lock");
        }
    }

    @Test
    void streamThatBreaksLeavesNoFile() throws IOException {
        InputStream broken = new BrokenInputStream(() -> new IOException("the client went away"));
        try (Spool spool = new Spool(parent, 100)) {
            assertThatThrownBy(() -> spool.write(broken)).hasMessage("the client went away");
            assertThat(files()).singleElement().asString().endsWith("lock");
        }
    }

    @Test
    void whatAKilledServiceLeftIsSweptAndWhatALivingOneHasStays() throws IOException {
        Path left = Files.createDirectory(parent.resolve("episode-ingest-left"));
        Files.createFile(left.resolve("lock"));
        Files.createFile(left.resolve("upload-1.parquet"));
        try (Spool living = new Spool(parent, 100);
                Spool.SpooledFile file = living.write(new ByteArrayInputStream(new byte[1]))) {
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
            Files.setLastModifiedTime(left, old);
            Files.setLastModifiedTime(file.path().getParent(), old);

            new Spool(parent, 100).close();

            assertThat(left).doesNotExist();
            assertThat(file.path()).exists();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
