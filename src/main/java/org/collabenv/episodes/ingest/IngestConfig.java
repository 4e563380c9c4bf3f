package org.collabenv.episodes.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of what is received at once. */
@ConfigMapping(prefix = "episodes.ingest")
public interface IngestConfig {

    /** The most uploads that are received at the same time; each holds a connection and the memory of its batches. */
    @WithDefault("8")
    int slots();

    /** The largest body of a request. */
    @WithDefault("64G")
    MemorySize bodyLimit();

    /**
     * The time for which the ledger keeps uploads that left nothing stored, and for which rejected rows are kept. 0 keeps
     * them for ever.
     */
    @WithDefault("90D")
    Duration retention();

    /**
     * The bytes per second that a client has to send while the service waits for it, after half a minute: a slower one
     * would hold its slot for hours. 0 waits for any client.
     */
    @WithDefault("100")
    int slowestRate();
}
