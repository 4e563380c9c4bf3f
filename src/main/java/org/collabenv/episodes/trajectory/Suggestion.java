package org.collabenv.episodes.trajectory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters with which a client can send a refused file again. They replace those of the same name in its request.
 *
 * @param parameters the values of the parameters, by name
 */
public record Suggestion(Map<String, String> parameters) {

    public Suggestion {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static Suggestion of(String parameter, String value) {
        return new Suggestion(Map.of(parameter, value));
    }

    /** Returns this suggestion with the parameters of another one. */
    public Suggestion and(Suggestion other) {
        Map<String, String> both = new LinkedHashMap<>(parameters);
        both.putAll(other.parameters);
        return new Suggestion(both);
    }
}
