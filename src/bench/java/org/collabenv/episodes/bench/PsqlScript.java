package org.collabenv.episodes.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.collabenv.episodes.testing.Programs;
import org.collabenv.episodes.testing.TestPostgres;
import org.postgresql.PGConnection;

/**
 * A script for {@code psql} that reads the file from its standard input. Where there is no {@code psql} the same
 * statements go over JDBC, the {@code \copy} through the driver's CopyManager.
 */
final class PsqlScript implements Contender {

    private static final String COPY = "\\copy ";
    private static final boolean HAS_PSQL = Programs.isThere("psql");

    private final String name;
    private final String resource;
    private final TestPostgres.Database database;

    /** @param resource the script's name beside the others in {@code bench/postgres} */
    PsqlScript(String name, String resource, TestPostgres.Database database) {
        this.name = name;
        this.resource = "/bench/postgres/" + resource;
        this.database = database;
    }

    @Override
    public String name() {
        return name;
    }

    /** How scripts are run here. */
    static String way() {
        return HAS_PSQL ? "psql" : "CopyManager, since there is no psql";
    }

    /** Writes the result of a query to a file. */
    static void write(TestPostgres.Database database, String query, Path file)
            throws IOException, InterruptedException {
        Process psql = new ProcessBuilder(
                        "psql",
                        "--no-psqlrc",
                        "--quiet",
                        "--set=ON_ERROR_STOP=1",
                        "--host=" + database.host(),
                        "--port=" + database.port(),
                        "--username=" + database.user(),
                        "--dbname=" + database.name(),
                        "--command=\\copy (%s) to '%s' csv header".formatted(query, file))
                .inheritIO()
                .start();
        if (psql.waitFor() != 0) {
            throw new IllegalStateException("psql ended with " + psql.exitValue());
        }
    }

    static boolean isThere() {
        return HAS_PSQL;
    }

    @Override
    public void load(Work work, List<Path> files) throws Exception {
        Clients.load(files, () -> HAS_PSQL ? this::runPsql : this::runHere);
    }

    private void runPsql(Path file) throws IOException, InterruptedException {
        Path script = Files.createTempFile("bench", ".sql");
        try {
            Files.writeString(script, text());
            ProcessBuilder psql = new ProcessBuilder(
                            "psql",
                            "--no-psqlrc",
                            "--quiet",
                            "--output=/dev/null",
                            "--set=ON_ERROR_STOP=1",
                            "--set=episode_id=" + Work.episodeId(file),
                            "--host=" + database.host(),
                            "--port=" + database.port(),
                            "--username=" + database.user(),
                            "--dbname=" + database.name(),
                            "--file=" + script)
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true);
            psql.environment().put("PGPASSWORD", database.password());
            Process process = psql.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("psql failed: " + said);
            }
        } finally {
            Files.delete(script);
        }
    }

    private void runHere(Path file) throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String command : commands()) {
                if (command.startsWith(COPY)) {
                    try (InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(
                                        "COPY "
                                                + command.substring(COPY.length())
                                                        .replace("pstdin", "STDIN"),
                                        content);
                    }
                } else {
                    statement.execute(command.replace(":'episode_id'", "'" + Work.episodeId(file) + "'"));
                }
            }
        }
    }

    /** Statements end with a semicolon at the end of a line; a {@code \copy} is a line. */
    private List<String> commands() {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : text().split("\n", -1)) {
            command.append(line).append('\n');
            if (line.startsWith(COPY) || line.endsWith(";")) {
                commands.add(command.toString().strip());
                command.setLength(0);
            }
        }
        return commands;
    }

    private String text() {
        try (InputStream script = PsqlScript.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(script, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
