package org.collabenv.episodes.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.collabenv.episodes.testing.Programs;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is in k8s is what a cluster takes, and fits the service. */
class ManifestsIT {

    private static final Path K8S = Path.of("k8s");

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class));

    /** The models keep what they do not know for later; here it is an error. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    @TempDir
    Path folder;

    @Test
    void everyManifestIsOneOfItsType() throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(K8S)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .toList()) {
                all.addAll(typed(Files.readString(file)));
            }
        }

        assertThat(all)
                .extracting(HasMetadata::getKind)
                .contains("StatefulSet", "Deployment", "Job", "HorizontalPodAutoscaler", "PodDisruptionBudget")
                .contains("NetworkPolicy", "ServiceMonitor", "Ingress", "Service", "ServiceAccount");
    }

    @Test
    void fieldThatNoTypeHasIsAnError() {
        String misspelt = """
                apiVersion: v1
                kind: Service
                metadata: {name: one}
                spec: {ports: [{port: 1, tragetPort: http}]}
                """;

        assertThatThrownBy(() -> typed(misspelt)).hasMessageContaining("tragetPort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "postgres"})
    void overlayRendersToPodsThatFitTheService(String overlay) throws Exception {
        List<HasMetadata> rendered = typed(kustomized(overlay));
        PodTemplateSpec pod = servingPods(rendered).get(0);
        Container container = pod.getSpec().getContainers().get(0);
        int port = Integer.parseInt(properties().getProperty("quarkus.http.port"));

        assertThat(container.getPorts()).singleElement().satisfies(exposed -> {
            assertThat(exposed.getContainerPort()).isEqualTo(port);
            assertThat(exposed.getName()).isEqualTo("http");
        });
        List<Probe> probes =
                List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
        try (ServiceProcess service = ServiceProcess.start(folder, Map.of())) {
            for (Probe probe : probes) {
                assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
                given().port(service.port())
                        .get(probe.getHttpGet().getPath())
                        .then()
                        .statusCode(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "postgres"})
    void podsAreRestrictedAndHaveTimeToEndTheirLoads(String overlay) throws Exception {
        List<HasMetadata> rendered = typed(kustomized(overlay));
        Map<String, String> environment = configuration(rendered);
        Duration loads = Duration.parse("PT" + environment.get("QUARKUS_SHUTDOWN_DELAY"))
                .plus(Duration.parse("PT" + environment.get("QUARKUS_SHUTDOWN_TIMEOUT")));

        assertThat(pods(rendered)).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSpec().getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        });
        assertThat(servingPods(rendered)).isNotEmpty().allSatisfy(pod -> assertThat(
                        pod.getSpec().getTerminationGracePeriodSeconds())
                .isGreaterThan(loads.toSeconds()));
    }

    /** A misspelt variable would be ignored without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "postgres"})
    void everyVariableIsADocumentedSetting(String overlay) throws Exception {
        List<HasMetadata> rendered = typed(kustomized(overlay));
        List<String> variables = new ArrayList<>(configuration(rendered).keySet());
        pods(rendered).stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName)
                .filter(name -> !name.startsWith("EPISODES_ACCESS_TOKENS_"))
                .forEach(variables::add);

        String settings = Files.readString(Path.of("src/docs/settings.md"));

        assertThat(variables).isNotEmpty().allSatisfy(name -> assertThat(settings)
                .contains('`' + name + '`'));
    }

    /** The pods that serve, and those of jobs. */
    private static List<PodTemplateSpec> pods(List<HasMetadata> rendered) {
        Stream<PodTemplateSpec> ofJobs = rendered.stream()
                .filter(Job.class::isInstance)
                .map(job -> ((Job) job).getSpec().getTemplate());
        return Stream.concat(servingPods(rendered).stream(), ofJobs).toList();
    }

    private static List<PodTemplateSpec> servingPods(List<HasMetadata> rendered) {
        List<PodTemplateSpec> pods = new ArrayList<>();
        for (HasMetadata one : rendered) {
            if (one instanceof Deployment deployment) {
                pods.add(deployment.getSpec().getTemplate());
            } else if (one instanceof StatefulSet set) {
                pods.add(set.getSpec().getTemplate());
            }
        }
        return pods;
    }

    private static Map<String, String> configuration(List<HasMetadata> rendered) {
        return rendered.stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .filter(map -> !map.getMetadata().getName().contains("dashboards"))
                .map(ConfigMap::getData)
                .findFirst()
                .orElseThrow();
    }

    private static List<HasMetadata> typed(String documents) throws IOException {
        List<HasMetadata> typed = new ArrayList<>();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (Object document : yaml.loadAll(documents)) {
            JsonNode tree = STRICT.valueToTree(document);
            String type =
                    tree.path("apiVersion").asText() + "/" + tree.path("kind").asText();
            assertThat(TYPES).containsKey(type);
            typed.add(STRICT.treeToValue(tree, TYPES.get(type)));
        }
        return typed;
    }

    private String kustomized(String overlay) throws IOException, InterruptedException {
        assumeTrue(Programs.isThere("kubectl"), "kubectl is not on the PATH");
        Path errors = folder.resolve("kustomize-errors");
        Process process = new ProcessBuilder(
                        "kubectl",
                        "kustomize",
                        K8S.resolve("overlays").resolve(overlay).toString())
                .redirectError(errors.toFile())
                .start();
        String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return rendered;
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return properties;
    }
}
