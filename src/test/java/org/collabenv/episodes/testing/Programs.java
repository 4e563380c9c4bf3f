package org.collabenv.episodes.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The programs of this machine, some of which a test can only be run with. */
public final class Programs {

    private Programs() {}

    /** Whether a program is there, by its name on the PATH or its whole path. */
    public static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }
}
