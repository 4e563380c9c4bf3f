package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.testing.Programs;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients of src/docs/clients do what they say, each where its tool is there. */
class ClientsIT {

    private static final Path CLIENTS = Path.of("src/docs/clients").toAbsolutePath();
    private static final Path EXAMPLE = Path.of("src/example/flock.csv");
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    @TempDir
    Path folder;

    private record Ended(int code, String output) {}

    @Test
    void shellLoadsAFolderOnceHoweverOftenItRuns() throws Exception {
        requires("sh", "-c", "curl --fail-with-body --version");
        Path episodes = episodes("one", "two");
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            String script = CLIENTS.resolve("upload_folder.sh").toString();
            assertThat(run("sh", script, episodes.toString(), host(service)).code())
                    .isZero();
            assertThat(run("sh", script, episodes.toString(), host(service)).code())
                    .isZero();
            assertStored(service, "one", "two");
            assertThat(Files.readString(episodes.resolve("one.csv.receipt.json")))
                    .contains("\"duplicate\":true");

            Files.writeString(episodes.resolve("wrong.csv"), "time,id,x,y\n0,1,north,2\n");
            Ended wrong = run("sh", script, episodes.toString(), host(service));
            assertThat(wrong.code()).isNotZero();
            assertThat(wrong.output()).contains("north");
        }
    }

    @Test
    void pythonWithRequestsShowsProgressAndErrors() throws Exception {
        String python = python("requests");
        Path episodes = episodes("one");
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            String script = CLIENTS.resolve("upload.py").toString();
            Ended loaded = run(python, script, episodes.resolve("one.csv").toString(), host(service));

            assertThat(loaded.output()).contains("100 %").contains("one 3100 27000");
            assertStored(service, "one");

            Path wrong = Files.writeString(folder.resolve("wrong.csv"), "time,id,x,y\n0,1,north,2\n");
            Ended refused = run(python, script, wrong.toString(), host(service));
            assertThat(refused.code()).isNotZero();
            assertThat(refused.output()).contains("Rows are invalid").contains("north");
        }
    }

    @Test
    void pythonWithHttpx() throws Exception {
        String python = python("httpx");
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            Ended loaded =
                    run(python, CLIENTS.resolve("upload_httpx.py").toString(), EXAMPLE.toString(), host(service));

            assertThat(loaded.output()).contains("3100 27000");
        }
    }

    @Test
    void rWithHttr2() throws Exception {
        requires("Rscript", "-e", "library(httr2); library(jsonlite)");
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            Ended loaded = run("Rscript", CLIENTS.resolve("upload.R").toString(), EXAMPLE.toString(), host(service));

            assertThat(loaded.output()).contains("3100 27000");
        }
    }

    @Test
    void snakemakeLoadsWhatHasNoReceiptYet() throws Exception {
        requires("snakemake", "--version");
        Path episodes = episodes("one", "two");
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            Ended loaded = run(
                    "snakemake",
                    "--cores",
                    "2",
                    "--snakefile",
                    CLIENTS.resolve("Snakefile").toString(),
                    "--directory",
                    episodes.getParent().toString(),
                    "--config",
                    "host=" + host(service));

            assertThat(loaded.code()).as(loaded.output()).isZero();
            assertStored(service, "one", "two");
        }
    }

    private Path episodes(String... names) throws IOException {
        Path episodes = Files.createDirectories(folder.resolve("work/episodes"));
        for (String name : names) {
            Files.copy(EXAMPLE, episodes.resolve(name + ".csv"));
            // Other bytes in each: the same ones would be recognised as loaded already.
            Files.writeString(
                    episodes.resolve(name + ".csv"),
                    "# " + name + "\n" + Files.readString(episodes.resolve(name + ".csv")));
        }
        return episodes;
    }

    private static String host(ServiceProcess service) throws IOException, InterruptedException {
        return "http://127.0.0.1:" + service.port();
    }

    private static void assertStored(ServiceProcess service, String... ids) throws Exception {
        for (String id : ids) {
            given().port(service.port())
                    .get("/episodes/{id}/status", id)
                    .then()
                    .body("verified", equalTo(true))
                    .body("observations.stored", equalTo(3100));
        }
    }

    private String python(String module) throws Exception {
        for (String python : PYTHONS) {
            if (Programs.isThere(python)
                    && run(python, "-c", "import " + module).code() == 0) {
                return python;
            }
        }
        assumeTrue(false, "no Python here has " + module);
        throw new IllegalStateException();
    }

    private void requires(String... command) throws Exception {
        assumeTrue(
                Programs.isThere(command[0]) && run(command).code() == 0,
                String.join(" ", command) + " does not work here");
    }

    private Ended run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", "");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + " does not end:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
