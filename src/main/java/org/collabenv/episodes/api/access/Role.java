package org.collabenv.episodes.api.access;

import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles of senders; each role may do what those before it may. */
public enum Role {
    /** Reads everything that is stored. */
    READ,
    /** Loads, replaces and describes data, and cancels running uploads. */
    INGEST,
    /** Deletes data. */
    ADMIN;

    /** The paths for probes and for documentation, which reveal nothing of what is stored. */
    private static final Set<String> OPEN = Set.of("/q/health", "/q/openapi", "/q/swagger-ui");

    /**
     * Returns the role that a request needs; null if anybody may send it.
     *
     * @param path the normalized path
     */
    static @Nullable Role neededFor(HttpMethod method, String path) {
        if (path.equals("/") || OPEN.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"))) {
            return null;
        }
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS)) {
            return READ;
        }
        boolean deletesData = method.equals(HttpMethod.DELETE) && !path.startsWith("/uploads/");
        return deletesData ? ADMIN : INGEST;
    }

    /** Returns whether a sender with the named roles may do what this role may. */
    boolean isWithin(Set<String> roles) {
        for (Role role : values()) {
            if (role.compareTo(this) >= 0 && roles.contains(role.word())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the name of the role in configurations and tokens. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
