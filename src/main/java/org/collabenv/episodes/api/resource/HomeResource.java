package org.collabenv.episodes.api.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.IOUtils;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the home page, for somebody who knows only the address of the service. */
@Path("/")
@Tag(name = "Service")
public class HomeResource {

    private static final String PAGE = "pages/home.html";
    private static final Map<String, String> LINKS = new TreeMap<>(Map.of(
            "episodes", "/episodes",
            "sessions", "/sessions",
            "uploads", "/uploads",
            "property_definitions", "/property-definitions",
            "agent_types", "/agent-types",
            "openapi", "/q/openapi",
            "swagger_ui", "/q/swagger-ui",
            "health", "/q/health",
            "metrics", "/q/metrics"));

    private final String version;

    HomeResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /**
     * A description of the service.
     *
     * @param links the paths of the resources, by name
     */
    public record Home(String name, String version, String description, Map<String, String> links) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "home",
            summary = "Describe the service",
            description = "Returns links to the resources: a page for a browser, JSON for a program.")
    public Home json() {
        return new Home(
                "episode-ingest",
                version,
                "Loads trajectory episodes into the database that a lab's dashboards read.",
                LINKS);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String page() {
        try {
            return IOUtils.resourceToString(PAGE, StandardCharsets.UTF_8, HomeResource.class.getClassLoader())
                    .replace("{version}", version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
