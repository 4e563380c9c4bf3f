package org.collabenv.episodes.api.request;

import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Checks ids and other strings in paths, headers, query strings and bodies. */
public final class ResourceIds {

    private static final int LONGEST_ID = 200;

    private ResourceIds() {}

    /** Returns a value of the query string, unless it has a NUL, which no database stores. */
    public static @Nullable String queried(String name, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER, "The parameter %s is wrong: it must not contain a NUL".formatted(name));
        }
        return value;
    }

    /** Returns an id in a path, unless it has a NUL, since nothing can be stored under such an id. */
    public static String readable(String id, String what) {
        if (id.indexOf('\0') >= 0) {
            throw new IngestException(Problem.NOT_FOUND, "There is no %s with a NUL in its id".formatted(what));
        }
        return id;
    }

    /** Returns an id under which something is stored. */
    public static String writable(String id, String what) {
        if (id.isBlank() || id.length() > LONGEST_ID || !isPrintable(id)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The id of a %s must have 1 to 200 characters, none of them a control character".formatted(what));
        }
        if (!isReachable(id)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "A %s cannot be called '%s', which every HTTP client removes from a path".formatted(what, id));
        }
        return id;
    }

    /** Returns whether a path can name an id: clients remove the names for a folder itself and its parent. */
    static boolean isReachable(String id) {
        return !id.equals(".") && !id.equals("..");
    }

    /** Returns whether a string has neither control characters nor surrogates. */
    static boolean isPrintable(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    public static IngestException notFound(String what, String id) {
        return new IngestException(Problem.NOT_FOUND, "There is no %s '%s'".formatted(what, id));
    }
}
