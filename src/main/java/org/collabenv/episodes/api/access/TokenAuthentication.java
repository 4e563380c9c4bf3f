package org.collabenv.episodes.api.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.Startup;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Authenticates the senders of configured bearer tokens; any other request is left to the other mechanisms. */
@Singleton
@Startup
public class TokenAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "bearer ";
    private static final int SHA256_BYTES = 32;

    private record Known(byte[] sha256, SecurityIdentity identity) {}

    private final List<Known> tokens = new ArrayList<>();

    /** @throws IllegalStateException that names the token whose digest is malformed, or known by another name */
    TokenAuthentication(AccessConfig config) {
        config.tokens().forEach((name, token) -> {
            byte[] sha256 = digest(name, token.sha256());
            if (tokens.stream().anyMatch(known -> MessageDigest.isEqual(known.sha256(), sha256))) {
                throw new IllegalStateException(
                        "episodes.access.tokens.%s is the token of another name too: each holder needs a token"
                                .formatted(name));
            }
            tokens.add(new Known(sha256, identity(name, token)));
        });
    }

    private static SecurityIdentity identity(String name, AccessConfig.Token token) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRole(token.role().word())
                .build();
    }

    private static byte[] digest(String name, String hexadecimal) {
        try {
            byte[] digest = HexFormat.of().parseHex(hexadecimal.strip());
            if (digest.length == SHA256_BYTES && !MessageDigest.isEqual(digest, DigestUtils.sha256(""))) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like a digest of another length.
        }
        throw new IllegalStateException(
                "episodes.access.tokens.%s.sha256 is wrong: the SHA-256 of a token that is not empty is expected, 64 hexadecimal digits"
                        .formatted(name));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        String header = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer
                ? Uni.createFrom().item(find(header.substring(SCHEME.length()).strip()))
                : Uni.createFrom().nullItem();
    }

    /** Compares a token with every known one, each in constant time, so that the duration reveals nothing. */
    private @Nullable SecurityIdentity find(String token) {
        byte[] sha256 = DigestUtils.sha256(token);
        SecurityIdentity found = null;
        for (Known known : tokens) {
            if (MessageDigest.isEqual(sha256, known.sha256())) {
                found = known.identity();
            }
        }
        return found;
    }

    /** Returns a priority above that of OpenID Connect, which refuses every bearer token that it does not know. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1000;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom()
                .item(new ChallengeData(
                        HttpResponseStatus.UNAUTHORIZED.code(),
                        HttpHeaderNames.WWW_AUTHENTICATE,
                        AccessFilter.CHALLENGE));
    }
}
