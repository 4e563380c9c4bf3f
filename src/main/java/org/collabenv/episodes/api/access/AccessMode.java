package org.collabenv.episodes.api.access;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Decides at start whether requests are checked, and stops the start if everybody would be let in by mistake. */
@Singleton
@Startup
class AccessMode {

    private static final Logger LOG = Logger.getLogger(AccessMode.class);
    private static final String NONE = "none";

    private final boolean checked;

    /** @throws IllegalStateException that says what to configure, if the configuration is wrong or lets anybody in */
    AccessMode(AccessConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        checked = config.oidc() || !config.tokens().isEmpty();
        String auth = config.auth().orElse("");
        if (!auth.isEmpty() && !auth.equals(NONE)) {
            throw new IllegalStateException("EPISODES_AUTH='%s' is wrong: only 'none' is allowed".formatted(auth));
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
