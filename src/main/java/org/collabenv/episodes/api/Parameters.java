package org.collabenv.episodes.api;

import java.util.regex.Pattern;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Checks what comes in paths and query strings, the same for every resource. */
final class Parameters {

    private static final Pattern PAGE_SIZE = Pattern.compile("[1-9][0-9]{0,2}|1000");
    private static final int LONGEST_ID = 200;

    private Parameters() {}

    /** Taken as text: RESTEasy answers 404 to a number that is none. */
    static int pageSize(String limit) {
        if (!PAGE_SIZE.matcher(limit).matches()) {
            throw new IngestException(Problem.INVALID_PARAMETER, "The parameter limit is wrong: 1 to 1000 is expected");
        }
        return Integer.parseInt(limit);
    }

    /** PostgreSQL has no text with a NUL. */
    static void requireText(String name, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER, "The parameter %s is wrong: no text holds a NUL".formatted(name));
        }
    }

    /** An id in a path; nothing has one that no database can hold. */
    static String reachable(String id, String what) {
        if (id.indexOf('\0') >= 0) {
            throw notFound(what, "with a NUL in its id");
        }
        return id;
    }

    /** An id in a path under which something is to be written. */
    static String writable(String id, String what) {
        boolean unusable = id.isBlank()
                || id.length() > LONGEST_ID
                || id.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        if (unusable) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The id of a %s has 1 to 200 characters, none of them a control character".formatted(what));
        }
        return id;
    }

    static IngestException notFound(String what, String id) {
        return new IngestException(Problem.NOT_FOUND, "There is no %s '%s'".formatted(what, id));
    }
}
