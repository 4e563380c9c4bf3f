package org.collabenv.episodes.ops;

import jakarta.inject.Singleton;
import java.util.List;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.trajectory.IngestException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Reports that the service is ready while the database answers and its schema has the version of this service. */
@Singleton
@Startup
@Readiness
class DatabaseReadiness implements HealthCheck {

    private final EpisodeStore store;

    DatabaseReadiness(EpisodeStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try {
            List<String> missing = store.missingChangesets();
            if (!missing.isEmpty()) {
                response.withData("schema lacks", String.join(", ", missing));
            }
            return response.status(missing.isEmpty()).build();
        } catch (IngestException away) {
            return response.withData("problem", away.problem().slug()).down().build();
        }
    }
}
