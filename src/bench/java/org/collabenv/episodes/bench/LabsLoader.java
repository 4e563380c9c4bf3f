package org.collabenv.episodes.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.collabenv.episodes.testing.TestPostgres;

/** The labs' own way: a Python script with the statements of their loader (pandas, SQLAlchemy, psycopg2). */
final class LabsLoader implements Contender {

    static final String NAME = "labs' loader";

    private static final String SCRIPT = "/bench/postgres/labs_loader.py";

    /** Debian's own Python first: its packages are for that one. */
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private final String python;
    private final TestPostgres.Database database;

    private LabsLoader(String python, TestPostgres.Database database) {
        this.python = python;
        this.database = database;
    }

    /** Returns the loader; empty if no Python has what the script imports. */
    static Optional<LabsLoader> find(TestPostgres.Database database) {
        return PYTHONS.stream()
                .filter(LabsLoader::hasPackages)
                .findFirst()
                .map(python -> new LabsLoader(python, database));
    }

    private static boolean hasPackages(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import pandas, sqlalchemy, psycopg2")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Two turns, since one takes minutes; each is a new process, so that there is nothing to warm up. */
    @Override
    public boolean takesPart(int turn) {
        return turn == 0 || turn == 1;
    }

    @Override
    public void load(Work work, List<Path> files) throws Exception {
        Path script = Files.createTempFile("labs_loader", ".py");
        try (InputStream text = Objects.requireNonNull(LabsLoader.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            Files.write(script, text.readAllBytes());
            for (Path file : files) {
                run(script, file);
            }
        } finally {
            Files.delete(script);
        }
    }

    private void run(Path script, Path file) throws IOException, InterruptedException {
        String address = "postgresql+psycopg2://%s@%s:%d/%s"
                .formatted(database.user(), database.host(), database.port(), database.name());
        ProcessBuilder command = new ProcessBuilder(
                        python, script.toString(), address, Work.episodeId(file), file.toString())
                .redirectErrorStream(true);
        command.environment().put("PGPASSWORD", database.password());
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The labs' loader failed: " + said);
        }
    }
}
