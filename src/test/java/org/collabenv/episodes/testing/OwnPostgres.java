package org.collabenv.episodes.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server that a test may kill and start again; from Maven's binaries, wherever the other tests' is. */
public final class OwnPostgres implements AutoCloseable {

    private final Path folder;
    private EmbeddedPostgres server;

    /** @param folder where it keeps its data */
    public OwnPostgres(Path folder) {
        this.folder = folder;
        this.server = start(0);
    }

    private EmbeddedPostgres start(int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    // The binaries' default loses the last commits of a server that is killed.
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(Duration.ofSeconds(60));
            if (port != 0) {
                builder.setPort(port);
            }
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestPostgres.Database database() {
        return new TestPostgres.Database("localhost", server.getPort(), "postgres", "postgres", "");
    }

    /** Kills the server and all of its processes at once, as a machine that loses its power does. */
    public void kill() throws IOException, InterruptedException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle killed : all) {
            killed.onExit().join();
        }
    }

    /** Stops all processes of the server where they are, or lets them go on; nothing is closed. */
    public void freeze(boolean stop) throws IOException, InterruptedException {
        for (ProcessHandle process : processes()) {
            // A worker may have ended by itself.
            if (process.isAlive()) {
                signal(stop ? "STOP" : "CONT", process.pid());
            }
        }
    }

    /** Sends a signal to a process, which must be there. */
    public static void signal(String name, long process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("The process %d got no signal %s".formatted(process, name));
        }
    }

    private List<ProcessHandle> processes() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        return Stream.concat(Stream.of(handle), handle.descendants()).toList();
    }

    /** Starts it again, on the same port and data. */
    public void startAgain() {
        int port = server.getPort();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = start(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
