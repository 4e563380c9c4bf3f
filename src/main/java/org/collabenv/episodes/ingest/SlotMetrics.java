package org.collabenv.episodes.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** The gauges of the loading slots. */
@Singleton
@Startup
class SlotMetrics {

    SlotMetrics(MeterRegistry registry, LoadingSlots slots) {
        Gauge.builder("episodes.slots.used", slots, LoadingSlots::used)
                .description("Uploads that are being received")
                .register(registry);
        Gauge.builder("episodes.slots.max", slots, LoadingSlots::all)
                .description("Uploads that may be received at the same time")
                .register(registry);
    }
}
