package org.collabenv.episodes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.collabenv.episodes.store.sql.Statements;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Every statement's file is loaded by its name and prepared on its database. */
public abstract class StatementsContract {

    private static final Path FOLDER = Path.of("src/main/resources/sql");
    private static final Pattern NAMED_PARAMETER = Pattern.compile("(?<![:\\w]):(\\w+)");

    /** Statements that stand for themselves: COPY and session commands cannot be prepared. */
    private static final Pattern UTILITY = Pattern.compile("(?s)\\s*(COPY|ATTACH|DETACH|CREATE).*");

    /** The folder of the database's statements. */
    protected abstract String backend();

    /** The database with the schema in it. */
    protected abstract Jdbi migrated();

    @Test
    void eachFileIsPreparedOnItsDatabase() throws IOException, SQLException {
        Statements statements = new Statements(backend());
        List<String> own = names(backend());
        List<String> shared = names("shared");
        assertThat(own).isNotEmpty();
        List<String> stagingTables = own.stream()
                .filter(name -> name.matches("create_((.+_)?staging|staged_.+)"))
                .toList();
        assertThat(shared).isNotEmpty();

        try (Handle handle = migrated().open()) {
            for (String name : own) {
                // Joins and copies refer to the staging tables of the connection.
                createStaging(handle, statements, stagingTables);
                prepare(handle, name, filled(statements.get(name)));
            }
            for (String name : shared) {
                prepare(handle, name, filled(statements.get(name)));
            }
        }
    }

    @Test
    void eachFileSaysItsPurposeOnTop() throws IOException {
        for (String folder : List.of(backend(), "shared")) {
            for (String name : names(folder)) {
                assertThat(FOLDER.resolve(folder).resolve(name + ".sql"))
                        .content()
                        .as(name)
                        .startsWith("-- ");
            }
        }
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> new Statements(backend()).get("no_such_statement"))
                .hasMessageContaining("sql/" + backend() + "/no_such_statement.sql");
    }

    /** Tables first: a view refers to them. What exists already stays. */
    private static void createStaging(Handle handle, Statements statements, List<String> names) {
        for (String name : names) {
            String sql = filled(statements.get(name));
            if (!sql.contains("VIEW")) {
                handle.execute(sql);
            }
        }
        for (String name : names) {
            String sql = filled(statements.get(name));
            if (sql.contains("VIEW")) {
                handle.execute(sql.replace("TEMPORARY VIEW", "OR REPLACE TEMPORARY VIEW"));
            }
        }
    }

    /** What a load makes of the file's columns, for a file with one. */
    private static String filled(String sql) {
        return sql.replace("<property_columns>", ", property_1 DOUBLE")
                .replace("<selects>", "SELECT 1, 'a', 1.0, NULL")
                .replace("<place>", "1")
                .replace("<columns>", "o.observation_id")
                .replace("<selected>", "o.time_index > 0")
                .replace("<of_selected>", "p.observation_id > 0")
                .replace("<order>", "o.observation_id")
                .replace("SELECT p.observation_id, <values>", "SELECT p.observation_id, max(p.value_float) AS number_1")
                .replace("<values>", "")
                .replace("<snapshot>", "':memory:'");
    }

    private static void prepare(Handle handle, String name, String sql) throws SQLException {
        if (UTILITY.matcher(sql).matches()) {
            if (!sql.strip().startsWith("COPY") && !sql.contains("VIEW")) {
                handle.execute(sql);
            }
            return;
        }
        String positional = NAMED_PARAMETER.matcher(sql).replaceAll("?");
        try (PreparedStatement statement = handle.getConnection().prepareStatement(positional)) {
            assertThat(statement.getParameterMetaData().getParameterCount())
                    .as(name)
                    .isEqualTo((int) NAMED_PARAMETER.matcher(sql).results().count());
        }
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .sorted()
                    .toList();
        }
    }
}
