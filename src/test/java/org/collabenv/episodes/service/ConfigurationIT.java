package org.collabenv.episodes.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.collabenv.episodes.ingest.IngestConfig;
import org.collabenv.episodes.source.SourceConfig;
import org.collabenv.episodes.store.StoreConfig;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of settings is that of the code, and a wrong value stops the start with its name. */
class ConfigurationIT {

    private static final List<Class<?>> MAPPINGS = List.of(StoreConfig.class, SourceConfig.class, IngestConfig.class);

    /** Set under the names that labs' deployments have. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "EPISODES_STORE_BACKEND", "DB_BACKEND",
            "EPISODES_STORE_DUCKDB_PATH", "DUCKDB_PATH",
            "EPISODES_STORE_POSTGRES_ADDRESS", "POSTGRES_HOST");

    private record Setting(String variable, String defaultValue) {}

    @TempDir
    Path folder;

    @Test
    void everySettingIsDocumentedWithItsDefault() throws Exception {
        List<Setting> settings = new ArrayList<>();
        for (Class<?> mapping : MAPPINGS) {
            collect(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), settings);
        }
        List<String> rows = Files.readAllLines(Path.of("src/docs/settings.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(settings).hasSizeGreaterThan(15).allSatisfy(setting -> assertThat(rows)
                .anySatisfy(row ->
                        assertThat(row).contains('`' + setting.variable() + '`').contains(setting.defaultValue())));
    }

    private static void collect(Class<?> mapping, String prefix, List<Setting> settings) {
        for (Method property : mapping.getMethods()) {
            String name = prefix + "." + kebab(property.getName());
            if (property.getReturnType().isInterface()
                    && property.getReturnType().getEnclosingClass() == mapping) {
                collect(property.getReturnType(), name, settings);
            } else {
                String variable =
                        name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
                WithDefault value = property.getAnnotation(WithDefault.class);
                settings.add(new Setting(
                        OTHER_NAMES.getOrDefault(variable, variable), value == null ? "" : '`' + value.value() + '`'));
            }
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "DB_BACKEND,                              oracle,     episodes.store.backend",
        "EPISODES_STORE_DUCKDB_MEMORY_LIMIT,      plenty,     memory_limit",
        "EPISODES_STORE_POSTGRES_SCHEMA,          perhaps,    episodes.store.postgres.schema",
        "EPISODES_INGEST_SLOTS,                   many,       episodes.ingest.slots",
        "EPISODES_INGEST_SLOTS,                   0,          at least 1 is needed",
        "EPISODES_INGEST_BODY_LIMIT,              huge,       episodes.ingest.body-limit",
        "EPISODES_SOURCE_COLUMN_ALIASES,          /not/there, /not/there",
        "EPISODES_SOURCE_SPOOL_FOLDER,            /dev/null/x, /dev/null/x",
        "EPISODES_SOURCE_LIMITS_COLUMNS,          -1,         episodes.source.limits.columns",
        "EPISODES_SOURCE_LIMITS_COMPRESSION_RATIO, x,         episodes.source.limits.compression-ratio",
        "EPISODES_SOURCE_CHECKS_REGULARITY,       2,          episodes.source.checks.regularity",
        "EPISODES_EXPORT_SLOTS,                   0,          episodes.export.slots",
        "EPISODES_AUTH,                           some,       EPISODES_AUTH",
        "QUARKUS_HTTP_HOST,                       0.0.0.0,    Without authentication"
    })
    void wrongValueStopsTheStartAndIsNamed(String variable, String value, String named) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of(variable, value))) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.log()).contains(named);
        }
    }
}
