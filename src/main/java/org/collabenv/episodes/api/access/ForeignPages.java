package org.collabenv.episodes.api.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Recognises requests that a web page of somebody else makes its visitor's browser send. Such a page reaches whatever
 * its visitor reaches, such as a service on the visitor's own machine.
 *
 * <p>A browser says where a request comes from ({@code Sec-Fetch-Site}, {@code Origin}). It does not know that the name
 * of the page's host was made to point here, so a service that asks nobody for a token accepts only names that a
 * stranger cannot give it: addresses, {@code localhost}, names without a dot, and those in
 * {@code episodes.access.hosts}.
 */
@Singleton
class ForeignPages {

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");
    private static final Set<HttpMethod> CHANGES_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final List<String> hosts;
    private final boolean anyHost;

    /** A refusal of a request, with a sentence that says why. */
    record Refusal(Problem problem, String detail) {}

    ForeignPages(AccessConfig config, AccessMode mode) {
        this.hosts = config.hosts().orElse(List.of()).stream()
                .map(ForeignPages::lowerCase)
                .toList();
        // A page has no token.
        this.anyHost = mode.checked();
    }

    /** Returns why a request is refused; null if it is not. */
    @Nullable
    Refusal refusal(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaderNames.HOST);
        HostAndPort authority = request.authority();
        if (host != null && !anyHost && (authority == null || !isOurs(authority.host()))) {
            return new Refusal(
                    Problem.UNKNOWN_HOST,
                    "The service is not known as '%s'; if it is, name the host in episodes.access.hosts"
                            .formatted(shown(host)));
        }
        if (CHANGES_NOTHING.contains(request.method()) || isOwnPage(request, authority)) {
            return null;
        }
        return new Refusal(
                Problem.CROSS_SITE,
                "A web page of another site may not change anything here; if the page is the lab's own, name its host in episodes.access.hosts");
    }

    /** Returns whether a request comes from a page of this service or of a host that is allowed, or from no page. */
    private boolean isOwnPage(HttpServerRequest request, @Nullable HostAndPort authority) {
        String site = request.getHeader(FETCH_SITE);
        String origin = request.getHeader(HttpHeaderNames.ORIGIN);
        if (site == null && origin == null) {
            return true;
        }
        if (site != null && OWN_PAGES.contains(site)) {
            return true;
        }
        URI from = origin == null ? null : uri(origin);
        if (from == null || from.getHost() == null) {
            return false;
        }
        boolean sameOrigin =
                site == null && authority != null && from.getRawAuthority().equalsIgnoreCase(authority.toString());
        return sameOrigin || hosts.contains(lowerCase(from.getHost()));
    }

    private boolean isOurs(String host) {
        String name = lowerCase(host);
        boolean address = NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
        return address || !name.contains(".") || name.endsWith(".localhost") || hosts.contains(name);
    }

    private static @Nullable URI uri(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String lowerCase(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    private static String shown(String host) {
        return host.length() <= 100 ? host : host.substring(0, 100) + "…";
    }
}
