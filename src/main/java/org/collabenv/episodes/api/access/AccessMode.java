package org.collabenv.episodes.api.access;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Decides at start whether requests are checked, and stops the start if everybody would be let in by mistake. */
@Singleton
@Startup
class AccessMode {

    private static final Logger LOG = Logger.getLogger(AccessMode.class);
    private static final String NONE = "none";
    private static final String VARIABLES = "EPISODES_ACCESS_";
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]");

    private final boolean checked;

    /** @throws IllegalStateException that says what to configure, if the configuration is wrong or lets anybody in */
    AccessMode(
            AccessConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<List<String>> audience) {
        requireKnown(config, System.getenv().keySet());
        checked = config.oidc() || !config.tokens().isEmpty();
        String auth = config.auth().orElse("");
        if (!auth.isEmpty() && !auth.equals(NONE)) {
            throw new IllegalStateException("EPISODES_AUTH='%s' is wrong: only 'none' is allowed".formatted(auth));
        }
        if (config.oidc() && audience.isEmpty()) {
            throw new IllegalStateException(
                    "OpenID Connect needs quarkus.oidc.token.audience, the audience of tokens for this service: any token of the identity provider would be accepted without it");
        }
        if (checked && auth.equals(NONE)) {
            throw new IllegalStateException("EPISODES_AUTH=none contradicts the configured tokens or OpenID Connect");
        }
        if (!checked && auth.isEmpty() && !isLoopback(host)) {
            throw new IllegalStateException(
                    "Without authentication the service listens on this machine only, not on '%s': configure tokens (episodes.access.tokens) or OpenID Connect, or set EPISODES_AUTH=none"
                            .formatted(host));
        }
        LOG.info("Access: " + sentence(config, auth.equals(NONE)));
    }

    /**
     * Stops the start if a variable looks like a setting of access, but is none: a token that nobody knows of would let
     * everybody in.
     */
    private static void requireKnown(AccessConfig config, Set<String> variables) {
        Set<String> known = new HashSet<>();
        for (String setting : List.of("AUTH", "OIDC", "HOSTS")) {
            known.add(VARIABLES + setting);
        }
        for (String name : config.tokens().keySet()) {
            String word = NOT_ALPHANUMERIC.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
            for (String setting : List.of("SHA256", "ROLE")) {
                known.add(VARIABLES + "TOKENS_%s_%s".formatted(word, setting));
                known.add(VARIABLES + "TOKENS__%s__%s".formatted(word, setting));
            }
        }
        variables.stream()
                .filter(variable -> variable.startsWith(VARIABLES) && !known.contains(variable))
                .sorted()
                .findFirst()
                .ifPresent(variable -> {
                    throw new IllegalStateException(
                            "The variable %s is not a setting: those are EPISODES_ACCESS_HOSTS, and EPISODES_ACCESS_TOKENS_<NAME>_SHA256 and EPISODES_ACCESS_TOKENS_<NAME>_ROLE, where the name has no underscore unless it stands between two of them (EPISODES_ACCESS_TOKENS__MY_TOOL__SHA256)"
                                    .formatted(variable));
                });
    }

    private String sentence(AccessConfig config, boolean open) {
        if (checked) {
            return "%d tokens are known, OpenID Connect is %s"
                    .formatted(config.tokens().size(), config.oidc() ? "on" : "off");
        }
        return open
                ? "everybody who reaches the service may do everything (EPISODES_AUTH=none)"
                : "no authentication is configured, so the service listens on this machine only";
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "The host '%s' to listen on (quarkus.http.host) is unknown".formatted(host), e);
        }
    }

    /** Returns whether a request must identify its sender. */
    boolean checked() {
        return checked;
    }
}
