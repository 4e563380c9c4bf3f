package org.collabenv.episodes.api.access;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** Who is let in. */
@ConfigMapping(prefix = "episodes.access")
public interface AccessConfig {

    /** {@code none} lets everybody in, wherever the service listens. */
    Optional<String> auth();

    /** Whether tokens of an identity provider are taken too; follows {@code quarkus.oidc.tenant-enabled}. */
    boolean oidc();

    /** Bearer tokens by the name of whoever has them, which is what the audit calls them. */
    Map<String, Token> tokens();

    /** A bearer token. */
    interface Token {

        /** SHA-256 of the token in hexadecimal: whoever reads the configuration cannot use it. */
        String sha256();

        /** What its owner may do. */
        Role role();
    }
}
