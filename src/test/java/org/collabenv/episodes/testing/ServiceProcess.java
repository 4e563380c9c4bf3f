package org.collabenv.episodes.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, as a lab runs it. */
public final class ServiceProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: .*https?://[^:]+:(\\d+)");
    /** Most tests load a few rows and measure nothing. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;

    private ServiceProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts the service; it chooses a free port itself.
     *
     * @param folder its working folder, log and folder of temporary files
     * @param environment variables such as {@code DB_BACKEND}
     * @param jvmOptions for example {@code -Xmx96m}; where there are none, those that make it start quickly
     */
    public static ServiceProcess start(Path folder, Map<String, String> environment, String... jvmOptions)
            throws IOException {
        return start(Path.of(System.getProperty("service.directory")), folder, environment, jvmOptions);
    }

    /**
     * Starts a packaged version of the service.
     *
     * @param application the folder of its {@code quarkus-run.jar}
     */
    public static ServiceProcess start(
            Path application, Path folder, Map<String, String> environment, String... jvmOptions) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions.length == 0 ? QUICK_START : List.of(jvmOptions));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-jar");
        command.add(application.resolve("quarkus-run.jar").toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start(), folder);
    }

    /** Waits until the service listens, and says where. */
    public int port() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Matcher listening = LISTENING.matcher(log());
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("The service does not listen:\n" + log());
    }

    /** Waits for the service to end by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The service still runs");
        }
        return process.exitValue();
    }

    public String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** The most memory that the process had at once so far, in bytes; Linux only. */
    public long peakMemory() throws IOException {
        return memory("VmHWM:");
    }

    private long memory(String line) throws IOException {
        for (String entry : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (entry.startsWith(line)) {
                return Long.parseLong(entry.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IllegalStateException("The kernel does not say how much memory the process had");
    }

    /** The bytes in the service's folder of temporary files. */
    public long temporaryBytes() throws IOException {
        try (var files = Files.walk(folder.resolve("tmp"))) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    /** The files that wait in the service's temporary folder to be read. */
    public List<Path> spooledFiles() throws IOException {
        try (var files = Files.walk(folder.resolve("tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload-"))
                    .toList();
        }
    }

    /** Kills it at once, as {@code kill -9} and a machine without memory do. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Asks it to stop, as Kubernetes does, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** The processor time that the process has had so far, of all its threads together. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Memory that the process has now, in bytes; Linux only. */
    public long memory() throws IOException {
        return memory("VmRSS:");
    }

    /** The number of its threads; Linux only. */
    public int threads() throws IOException {
        return entries("task");
    }

    /** The number of files and connections that it has open; Linux only. */
    public int openFiles() throws IOException {
        return entries("fd");
    }

    private int entries(String folder) throws IOException {
        try (var entries = Files.list(Path.of("/proc", String.valueOf(process.pid()), folder))) {
            return (int) entries.count();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
