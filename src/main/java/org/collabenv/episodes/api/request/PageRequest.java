package org.collabenv.episodes.api.request;

import java.util.regex.Pattern;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The requested page of a list in the order of its ids.
 *
 * @param size the most rows of a page, 1 to 1000
 * @param after the last id of the previous page; null for the first page
 */
public record PageRequest(int size, @Nullable String after) {

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,2}|1000");

    /**
     * Parses the parameters of a list.
     *
     * @param limit a string, since the framework would answer 404 to a parameter that is not a number
     */
    public static PageRequest of(String limit, @Nullable String after) {
        return new PageRequest(size("limit", limit), ResourceIds.queried("after", after));
    }

    /** Parses a parameter that bounds an answer: a number from 1 to 1000. */
    public static int size(String name, String text) {
        if (!SIZE.matcher(text).matches()) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The parameter %s is wrong: a number from 1 to 1000 is expected".formatted(name));
        }
        return Integer.parseInt(text);
    }
}
