package org.collabenv.episodes.store.sql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/**
 * The SQL statements of one database, each in its own file: {@code sql/<backend>/<name>.sql}, or
 * {@code sql/shared/<name>.sql} if the databases share it.
 */
public final class Statements {

    private static final String SHARED = "shared";

    private final ClasspathSqlLocator files = ClasspathSqlLocator.removingComments();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final String backend;

    /** @param backend the folder of the database's own statements */
    public Statements(String backend) {
        this.backend = backend;
    }

    /**
     * Returns the database's own statement of that name, or the shared one.
     *
     * @throws IllegalArgumentException naming the file if there is neither
     */
    public String get(String name) {
        return texts.computeIfAbsent(name, this::read);
    }

    private String read(String name) {
        for (String folder : List.of(backend, SHARED)) {
            if (Statements.class.getResource("/sql/" + folder + "/" + name + ".sql") != null) {
                return files.locate("sql." + folder + "." + name);
            }
        }
        throw new IllegalArgumentException(
                "There is neither sql/%s/%s.sql nor sql/%s/%s.sql".formatted(backend, name, SHARED, name));
    }
}
