package org.collabenv.episodes.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that is soon full. Only root on Linux can make one: elsewhere the test is skipped. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    /** @param megabytes its size */
    public SmallDisk(Path folder, int megabytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()) == 0,
                "a file system cannot be mounted here");
    }

    public Path folder() {
        return folder;
    }

    /** Makes room, while whatever is on it goes on. */
    public void grow(int megabytes) throws IOException {
        if (run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString()) != 0) {
            throw new IOException(folder + " cannot be made larger");
        }
    }

    @Override
    public void close() throws IOException {
        // Lazily: a database that is just closing may still have a file open.
        run("umount", "--lazy", folder.toString());
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }
}
