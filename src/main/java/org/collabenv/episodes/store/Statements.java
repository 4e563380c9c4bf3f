package org.collabenv.episodes.store;

import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/**
 * The SQL statements of one database, each in its own file {@code sql/<backend>/<name>.sql}, or
 * {@code sql/shared/<name>.sql} where both databases take the same words.
 */
public final class Statements {

    private static final String SHARED = "shared";

    private final ClasspathSqlLocator files = ClasspathSqlLocator.removingComments();
    private final String backend;

    /** @param backend the folder of the database's own statements */
    public Statements(String backend) {
        this.backend = backend;
    }

    /** A statement of this database. */
    public String get(String name) {
        return files.locate("sql." + backend + "." + name);
    }

    /**
     * A statement that both databases share.
     *
     * @throws IllegalArgumentException naming the file if it is missing
     */
    public String shared(String name) {
        return files.locate("sql." + SHARED + "." + name);
    }
}
