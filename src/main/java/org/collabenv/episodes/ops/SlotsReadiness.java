package org.collabenv.episodes.ops;

import jakarta.inject.Singleton;
import org.collabenv.episodes.ingest.LoadingSlots;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while an upload would find a slot: where there are other replicas, the next one goes to them. */
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
