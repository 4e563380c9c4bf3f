package org.collabenv.episodes.api.access;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of access control. */
@ConfigMapping(prefix = "episodes.access")
public interface AccessConfig {

    /** The word {@code none}, which lets everybody in on whatever address the service listens; otherwise empty. */
    Optional<String> auth();

    /** Returns whether tokens of an identity provider are accepted too; follows {@code quarkus.oidc.tenant-enabled}. */
    boolean oidc();

    /**
     * Further names of hosts by which the service is reached without a token, or whose pages may change something here;
     * separated by commas.
     */
    Optional<List<String>> hosts();

    /** The bearer tokens by the names of their holders, which appear in the audit log. */
    Map<String, Token> tokens();

    /** A bearer token. */
    interface Token {

        /** The SHA-256 digest of the token in hexadecimal; a reader of the configuration cannot use it as a token. */
        String sha256();

        /** The role of the token's holder. */
        Role role();
    }
}
