package org.collabenv.episodes.store.tables;

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
        String own = "sql/" + backend + "/" + name + ".sql";
        boolean isOwn = Statements.class.getClassLoader().getResource(own) != null;
        return files.locate("sql." + (isOwn ? backend : SHARED) + "." + name);
    }
}
