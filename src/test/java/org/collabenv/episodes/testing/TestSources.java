package org.collabenv.episodes.testing;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.SourceConfig;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.Vocabulary;

/** Opens files as the service does, without the service. */
public final class TestSources {

    private TestSources() {}

    /** A vocabulary with these definitions, as a database would have them. */
    public record Defined(Map<String, PropertyType> properties, Set<String> types) implements Vocabulary {

        @Override
        public Map<String, PropertyType> propertyTypes(Collection<String> propertyIds) {
            Map<String, PropertyType> found = new HashMap<>(properties);
            found.keySet().retainAll(propertyIds);
            return found;
        }

        @Override
        public Set<String> agentTypes(Collection<String> typeIds) {
            Set<String> found = new HashSet<>(types);
            found.retainAll(typeIds);
            return found;
        }
    }

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
