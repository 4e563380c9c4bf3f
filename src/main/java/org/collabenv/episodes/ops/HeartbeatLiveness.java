package org.collabenv.episodes.ops;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.collabenv.episodes.ingest.ledger.Heartbeat;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Reports that the service is alive while its uploads are reported as alive: without that, none could commit. */
@Singleton
@Liveness
class HeartbeatLiveness implements HealthCheck {

    /** The oldest beat of a service that is alive: a beat that waits for its database in vain takes less. */
    private static final Duration OLDEST = Duration.ofMinutes(2);

    private final Heartbeat heartbeat;

    HeartbeatLiveness(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    @Override
    public HealthCheckResponse call() {
        Duration age = heartbeat.age();
        return HealthCheckResponse.named("heartbeat of the uploads")
                .status(age.compareTo(OLDEST) < 0)
                .withData("seconds since the last beat", age.toSeconds())
                .build();
    }
}
