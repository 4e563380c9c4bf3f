package org.collabenv.episodes.ops;

import jakarta.inject.Singleton;
import org.collabenv.episodes.ingest.LoadingSlots;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports that the service is ready while a slot is free; otherwise the next upload goes to another replica. */
@Singleton
@Readiness
class SlotsReadiness implements HealthCheck {

    private final LoadingSlots slots;

    SlotsReadiness(LoadingSlots slots) {
        this.slots = slots;
    }

    @Override
    public HealthCheckResponse call() {
        int used = slots.used();
        return HealthCheckResponse.named("loading slots")
                .status(used < slots.all())
                .withData("used", used)
                .withData("max", slots.all())
                .build();
    }
}
