package io.genrestream.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.genrestream.e2e.Launcher;
import io.genrestream.e2e.Programs;
import io.genrestream.kit.settings.SettingNames;
import io.genrestream.topic.TopicCatalogue;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart and its examples, rendered by {@code helm} and held against what the services are. */
class ChartTest {
    private static final Set<String> OF_OTHERS = Set.of("ScaledObject", "PodMonitor");

    private interface Check {
        void of(JsonElement object) throws IOException;
    }

    private static final Map<String, Check> KINDS = Map.of(
            "ConfigMap", V1ConfigMap::validateJsonElement,
            "Deployment", V1Deployment::validateJsonElement,
            "HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
            "Ingress", V1Ingress::validateJsonElement,
            "Job", V1Job::validateJsonElement,
            "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "Service", V1Service::validateJsonElement,
            "StatefulSet", V1StatefulSet::validateJsonElement);

    @BeforeAll
    static void requireHelm() {
        assumeTrue(Programs.isOnPath("helm"), "helm is not installed here");
    }

    @ParameterizedTest
    @MethodSource("io.genrestream.e2e.deploy.Chart#examples")
    void shouldPassTheStrictLint(String example) throws Exception {
        Chart.Answer answer = Chart.lint(example);

        assertThat(answer.status()).as(answer.text()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.genrestream.e2e.deploy.Chart#examples")
    void shouldHaveNoFieldThatKubernetesDoesNotKnow(String example) throws Exception {
        for (JsonNode object : Chart.objects(example)) {
            String kind = object.path("kind").asText();
            if (!OF_OTHERS.contains(kind)) {
                assertThat(KINDS).containsKey(kind);
                assertThatCode(() -> KINDS.get(kind).of(JsonParser.parseString(object.toString())))
                        .as(object.toPrettyString())
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feature.replica=3",
                "ingest.autoscaling.by=lag",
                "kafka.secrt=name",
                "kafka.secrets.inges=name",
                "partitions=0",
                "schemaRegistry=registry:8081",
                "settings.genre=rock",
                "feature.resources.limits=null"
            })
    void shouldRefuseAWrongValueByItsName(String wrong) throws Exception {
        Chart.Answer answer = Chart.template("minimal", "--set", wrong);

        assertThat(answer.status()).isNotZero();
        assertThat(answer.text()).contains(wrong.substring(wrong.lastIndexOf('.') + 1, wrong.indexOf('=')));
    }

    @Test
    void shouldAskForKafkaAndRegistry() throws Exception {
        Chart.Answer answer = Chart.template("minimal", "--set", "kafka.bootstrapServers=,schemaRegistry=");

        assertThat(answer.text()).contains("/kafka/bootstrapServers", "/schemaRegistry");
    }

    @ParameterizedTest
    @MethodSource("io.genrestream.e2e.deploy.Chart#examples")
    void shouldSelectThePodsOfOneService(String example) throws Exception {
        List<JsonNode> pods = Chart.pods(example);
        for (JsonNode object : Chart.objects(example)) {
            JsonNode selector = object.path("spec").path("selector").path("matchLabels");
            if (object.path("kind").asText().equals("Service")) {
                selector = object.path("spec").path("selector");
            }
            JsonNode wanted = selector;
            if (wanted.isObject() && !object.path("kind").asText().equals("PodMonitor")) {
                assertThat(pods.stream().filter(pod -> has(pod, wanted)))
                        .as(object.path("kind").asText() + " "
                                + object.at("/metadata/name").asText())
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ingest, Deployment", "feature, StatefulSet", "inference, StatefulSet"})
    void shouldReachTheServiceAtThePortThatItListensOn(String service, String kind) throws Exception {
        int port = port(service, "quarkus.http.port");
        int management = port(service, "quarkus.management.port");

        JsonNode container = named(Chart.objects("minimal", kind), service).at("/spec/template/spec/containers/0");
        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(port);
        assertThat(container.at("/ports/1/containerPort").asInt()).isEqualTo(management);
        assertThat(named(Chart.objects("minimal", "Service"), service)
                        .at("/spec/ports/0/port")
                        .asInt())
                .isEqualTo(port);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText())
                    .isEqualTo(container.at("/ports/1/name").asText());
        }
    }

    @Test
    void shouldLetNobodyButMonitorsAndTheConsoleReachHealthAndMetrics() throws Exception {
        for (String service : List.of("ingest", "feature", "inference")) {
            int management = port(service, "quarkus.management.port");
            List<JsonNode> monitors = peers("strimzi", service, management);
            assertThat(monitors).anyMatch(peer -> peer.has("namespaceSelector"));
            assertThat(peers("minimal", service, management)).hasSize(monitors.size() - 1);
        }
        assertThat(Chart.objects("strimzi", "PodMonitor")
                        .getFirst()
                        .at("/spec/podMetricsEndpoints/0/port")
                        .asText())
                .isEqualTo("management");
        Chart.Answer closed = Chart.template("minimal", "--set", "podMonitor.enabled=true");
        assertThat(closed.status()).isNotZero();
        assertThat(closed.text()).contains("networkPolicy.monitors");
    }

    private static int port(String service, String setting) throws IOException {
        Properties own = new Properties();
        own.load(new StringReader(Files.readString(
                Launcher.HOME.resolve(service + "-service/src/main/resources/application.properties"))));
        return Integer.parseInt(own.getProperty(setting));
    }

    private static List<JsonNode> peers(String example, String service, int port) throws Exception {
        List<JsonNode> peers = new ArrayList<>();
        for (JsonNode rule :
                named(Chart.objects(example, "NetworkPolicy"), service).at("/spec/ingress")) {
            if (rule.at("/ports/0/port").asInt() == port) {
                assertThat(rule.path("from")).isNotEmpty();
                rule.path("from").forEach(peers::add);
            }
        }
        return peers;
    }

    @ParameterizedTest
    @MethodSource("io.genrestream.e2e.deploy.Chart#examples")
    void shouldGiveOnlySettingsThatServicesHave(String example) throws Exception {
        Properties given = new Properties();
        given.load(new StringReader(Chart.objects(example, "ConfigMap")
                .getFirst()
                .at("/data/genrestream.properties")
                .asText()));
        Set<String> known = SettingNames.ofAllServices().all();

        assertThat(given.stringPropertyNames())
                .filteredOn(name -> name.startsWith(SettingNames.PREFIX))
                .isNotEmpty()
                .isSubsetOf(known);
        Set<String> variables = new HashSet<>();
        Chart.pods(example)
                .forEach(pod -> pod.at("/spec/containers/0/env")
                        .forEach(variable -> variables.add(variable.path("name").asText())));
        assertThat(variables)
                .filteredOn(name -> name.startsWith("GENRESTREAM_"))
                .allMatch(name -> known.contains(name.toLowerCase().replace('_', '.')));
    }

    @Test
    void shouldScaleByTheGroupsAndTopicsOfTheCatalogue() throws Exception {
        TopicCatalogue catalogue = new TopicCatalogue("music.", 12);

        assertThat(Chart.objects("strimzi", "ScaledObject"))
                .extracting(
                        scaled -> scaled.at("/spec/triggers/0/metadata/consumerGroup")
                                .asText(),
                        scaled -> scaled.at("/spec/triggers/0/metadata/topic").asText())
                .containsExactlyInAnyOrder(
                        tuple(catalogue.featureGroup(), catalogue.audioChunks().name()),
                        tuple(
                                catalogue.inferenceGroup(),
                                catalogue.audioFeatures().name()));
    }

    @ParameterizedTest
    @CsvSource({"cpu, averageUtilization: 70", "lag, 'lagThreshold: \"500\"'"})
    void shouldHaveATargetForEachWayOfScaling(String by, String target) throws Exception {
        Chart.Answer answer = Chart.template("minimal", "--set", "feature.autoscaling.by=" + by);

        assertThat(answer.text()).contains(target);
    }

    @Test
    void shouldNeverScaleBeyondThePartitions() throws Exception {
        Chart.Answer answer = Chart.template("strimzi", "--set", "partitions=4");

        assertThat(answer.text()).contains("maxReplicaCount: 4").doesNotContain("maxReplicaCount: 12");
    }

    @ParameterizedTest
    @MethodSource("io.genrestream.e2e.deploy.Chart#examples")
    void shouldRunWithoutRootAndWithoutRights(String example) throws Exception {
        assertThat(Chart.pods(example)).hasSize(4).allSatisfy(pod -> {
            JsonNode container = pod.at("/spec/containers/0");
            assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
        });
    }

    @Test
    void shouldRunTheImagesThatComposeBuilds() throws Exception {
        Set<String> composed = StreamSupport.stream(
                        Chart.yaml(Launcher.HOME.resolve("docker-compose.yml"))
                                .path("services")
                                .spliterator(),
                        false)
                .map(service -> service.path("image").asText())
                .collect(Collectors.toSet());

        assertThat(Chart.pods("minimal"))
                .extracting(pod -> pod.at("/spec/containers/0/image").asText().replaceFirst(":[^:/]*$", ""))
                .isSubsetOf(composed);
    }

    @Test
    void shouldAskWhoMayBeforeItOpensTheServices() throws Exception {
        assertThat(Chart.template("minimal", "--set", "access.open=false").text())
                .contains("access.secret");
        assertThat(Chart.template("minimal", "--set", "access.secret=some").status())
                .isNotZero();
        assertThat(Chart.template("strimzi").text())
                .contains("genrestream.access.keys=/etc/genrestream/access/keys")
                .doesNotContain("genrestream.access.open");
        assertThat(Chart.pods("strimzi").stream()
                        .filter(pod -> pod.at("/spec/volumes").toString().contains("genrestream-keys")))
                .hasSize(2);
    }

    @Test
    void shouldLetAnIdentityProviderDecideWhoMay() throws Exception {
        String address = "settings.quarkus\\.oidc\\.auth-server-url=https://login.example:8443/realms/music";
        assertThat(Chart.template("minimal", "--set", address).status()).isNotZero();
        assertThat(Chart.template("minimal", "--set", "access.open=false", "--set", address)
                        .text())
                .contains("quarkus.oidc.auth-server-url=https://login.example:8443/realms/music")
                .contains("{port: 8443, protocol: TCP}")
                .doesNotContain("genrestream.access.");
        assertThat(Chart.template("strimzi", "--set", address).text())
                .contains("quarkus.oidc.auth-server-url=", "genrestream.access.keys=");
    }

    private static boolean has(JsonNode pod, JsonNode labels) {
        return labels.properties().stream()
                .allMatch(label ->
                        label.getValue().equals(pod.at("/metadata/labels").path(label.getKey())));
    }

    private static JsonNode named(List<JsonNode> objects, String service) {
        return objects.stream()
                .filter(object -> object.at("/metadata/name").asText().equals(Chart.RELEASE + "-" + service))
                .findFirst()
                .orElseThrow();
    }
}
