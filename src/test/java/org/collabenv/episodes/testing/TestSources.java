package org.collabenv.episodes.testing;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.collabenv.episodes.source.SourceConfig;
import org.collabenv.episodes.source.Sources;

/** Opens files as the service does, without the service. */
public final class TestSources {

    private TestSources() {}

    /** With the configuration's own defaults. */
    public static Sources usual() {
        return configured(Map.of());
    }

    /**
     * With settings of a test's own.
     *
     * @param settings keys such as {@code episodes.source.spool-limit}
     */
    public static Sources configured(Map<String, String> settings) {
        return new Sources(new SmallRyeConfigBuilder()
                .withMapping(SourceConfig.class)
                .withDefaultValues(settings)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(SourceConfig.class));
    }
}
