package org.collabenv.episodes.ops;

import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import org.collabenv.episodes.ingest.LoadingSlots;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports whether a slot is free, for a load balancer that sends uploads elsewhere than other requests. It is not a part
 * of readiness: a service whose slots are all in use still answers reads, shows progress and cancels.
 */
@Singleton
@HealthGroup("uploads")
class FreeSlots implements HealthCheck {

    private final LoadingSlots slots;

    FreeSlots(LoadingSlots slots) {
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
