package org.collabenv.episodes.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files beside the project, for tests that run where they are present. */
public final class SharedData {

    private static final Path FOLDER = Path.of("../shared/data");

    private SharedData() {}

    /** The file, or the end of the test where it is not there. */
    public static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.isReadable(file), () -> "The real file " + name + " is not beside this project");
        return file;
    }
}
