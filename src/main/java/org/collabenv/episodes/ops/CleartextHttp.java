package org.collabenv.episodes.ops;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Restricts the service to HTTP/1.1 if it is used without TLS.
 *
 * <p>A client may ask to go on in HTTP/2 with its first request ({@code Upgrade: h2c}, which Java's own client does by
 * itself), and the server must then take that request's whole body before it can answer: an upload would be collected
 * in memory. RFC 9113 has dropped this upgrade. Over TLS, HTTP/2 is negotiated before the first request and stays
 * available.
 */
@Singleton
class CleartextHttp implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
