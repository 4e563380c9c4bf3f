package org.collabenv.episodes.api.request;

import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Checks the ids in paths, headers and query strings. */
public final class ResourceIds {

    private static final int LONGEST_ID = 200;

    private ResourceIds() {}

    /** Returns a text of a query string; no database stores a NUL. */
    public static @Nullable String queried(String name, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER, "The parameter %s is wrong: no text holds a NUL".formatted(name));
        }
        return value;
    }

    /** Returns an id in a path; nothing has an id that no database can store. */
    public static String readable(String id, String what) {
        if (id.indexOf('\0') >= 0) {
            throw notFound(what, "with a NUL in its id");
        }
        return id;
    }

    /** Returns an id under which something is stored. */
    public static String writable(String id, String what) {
        if (id.isBlank() || id.length() > LONGEST_ID || !isPrintable(id)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The id of a %s has 1 to 200 characters, none of them a control character".formatted(what));
        }
        return id;
    }

    /** Returns whether a text has neither control characters nor halves of surrogate pairs. */
    static boolean isPrintable(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    public static IngestException notFound(String what, String id) {
        return new IngestException(Problem.NOT_FOUND, "There is no %s '%s'".formatted(what, id));
    }
}
