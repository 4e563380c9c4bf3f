package org.collabenv.episodes.api.access;

import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody may do; each role may do what those before it may. */
public enum Role {
    /** Look at everything that is stored. */
    READ,
    /** Load, replace, describe, and cancel what is being loaded. */
    INGEST,
    /** Delete. */
    ADMIN;

    /** What tells probes and people how to use the service, and nothing of what is stored. */
    private static final Set<String> OPEN = Set.of("/q/health", "/q/openapi", "/q/swagger-ui");

    /**
     * The role that a request needs; null if anybody may send it.
     *
     * @param path normalized
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

    /** Whether somebody with those roles, by name, may do what this one may. */
    boolean isWithin(Set<String> roles) {
        for (Role role : values()) {
            if (role.compareTo(this) >= 0 && roles.contains(role.word())) {
                return true;
            }
        }
        return false;
    }

    /** Its name in configurations and tokens. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
