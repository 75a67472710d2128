package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryClientFaultTest {
    private static final Schema STRING = Schema.create(Schema.Type.STRING);

    private FaultyRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FaultyRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 408})
    void shouldAskAgainAfterATransientError(int status) {
        registry.answer(status, "").answer(status, "{\"error_code\":50001}");
        try (SchemaRegistryClient client = client(Map.of())) {
            assertThat(client.byId(1)).isEqualTo(STRING);
        }
        assertThat(registry.requests()).isEqualTo(3);
    }

    @Test
    void shouldAskOnceForWhatItKnows() {
        registry.answer(200, FaultyRegistry.SCHEMA).answer(200, "{\"id\":7}");
        try (SchemaRegistryClient client = client(Map.of())) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.byId(7)).isEqualTo(STRING);
                assertThat(client.lookUp("a-value", STRING)).isEqualTo(7);
            }
        }
        assertThat(registry.requests()).isEqualTo(2);
    }

    @Test
    void shouldTurnToTheNextAddressAndStayThere() throws IOException {
        try (FaultyRegistry broken = new FaultyRegistry();
                SchemaRegistryClient client =
                        client(Map.of("schema.registry.url", broken.url() + "/, " + registry.url()))) {
            broken.answer(500, "");
            for (int id = 0; id < 5; id++) {
                client.byId(id);
            }
            assertThat(broken.requests()).isEqualTo(1);
            assertThat(registry.requests()).isEqualTo(5);
        }
    }

    @Test
    void shouldTurnToTheNextAddressWhenNobodyListens() throws IOException {
        FaultyRegistry gone = new FaultyRegistry();
        gone.close();
        try (SchemaRegistryClient client = client(Map.of("schema.registry.url", gone.url() + "," + registry.url()))) {
            assertThat(client.byId(1)).isEqualTo(STRING);
        }
    }

    @Test
    void shouldTurnToTheNextAddressWhenOneIsSilent() throws IOException {
        try (FaultyRegistry silent = new FaultyRegistry().answerNothing();
                SchemaRegistryClient client = client(Map.of(
                        "schema.registry.url", silent.url() + "," + registry.url(), "http.read.timeout.ms", "200"))) {
            assertThat(client.byId(1)).isEqualTo(STRING);
        }
    }

    @Test
    void shouldNotWaitForTheRestOfABody() {
        registry.stopInTheMiddleOfTheBody();
        try (SchemaRegistryClient client = client(Map.of("http.read.timeout.ms", "200"))) {
            assertThat(client.byId(1)).isEqualTo(STRING);
        }
    }

    @Test
    void shouldGiveUpWhenNobodyAnswers() {
        registry.close();
        try (SchemaRegistryClient client = client(Map.of("schema.registry.timeout.ms", "300"))) {
            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> client.byId(1))
                    .returns("REGISTRY_UNAVAILABLE", RegistryUnavailableException::code)
                    .withMessageContaining(registry.url())
                    .withMessageContaining("schema.registry.url");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldReportRefusedCredentialsAtOnce(int status) {
        registry.answer(status, "");
        try (SchemaRegistryClient client = client(Map.of())) {
            assertThatExceptionOfType(RegistryRefusedException.class)
                    .isThrownBy(() -> client.byId(1))
                    .returns("REGISTRY_ACCESS_DENIED", RegistryRefusedException::code);
        }
        assertThat(registry.requests()).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAProxysPageForAnAnswerAboutTheRecord() {
        registry.answer(404, "<html>not here</html>").answer(200, "<html>log in</html>");
        try (SchemaRegistryClient client = client(Map.of())) {
            for (String page : List.of("not here", "log in")) {
                assertThatExceptionOfType(RegistryRefusedException.class)
                        .isThrownBy(() -> client.byId(1))
                        .returns("REGISTRY_REFUSED", RegistryRefusedException::code)
                        .withMessageContaining(page);
            }
        }
    }

    @Test
    void shouldBlameTheRecordForAnIdThatIsNoAvroSchema() {
        registry.answer(200, "{\"schema\":\"syntax = \\\"proto3\\\";\",\"schemaType\":\"PROTOBUF\"}");
        try (SchemaRegistryClient client = client(Map.of())) {
            assertThatExceptionOfType(MalformedEventException.class)
                    .isThrownBy(() -> client.byId(1))
                    .returns("INCOMPATIBLE_SCHEMA", MalformedEventException::code);
        }
    }

    @Test
    void shouldSendTheCredentials() {
        try (SchemaRegistryClient client = client(Map.of("basic.auth.user.info", "anna:geheim"))) {
            client.byId(1);
        }
        try (SchemaRegistryClient client = client(Map.of("bearer.auth.token", "abc"))) {
            client.byId(1);
        }
        try (SchemaRegistryClient client = client(Map.of())) {
            client.byId(1);
        }
        assertThat(registry.authorizations()).containsExactly("Basic YW5uYTpnZWhlaW0=", "Bearer abc", "none");
    }

    @Test
    void shouldHideTheCredentials() {
        RegistrySettings settings =
                RegistrySettings.from(Map.of("schema.registry.url", "http://a", "bearer.auth.token", "geheim"));

        assertThat(settings).hasToString("RegistrySettings[http://a] with credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "127.0.0.1:8081", "ftp://a", "http://anna:geheim@a", "http://a b"})
    void shouldRefuseAddressesThatAreNone(String urls) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RegistrySettings.from(Map.of("schema.registry.url", urls)))
                .withMessageContaining("schema.registry.url")
                .withMessageNotContaining("geheim");
    }

    @Test
    void shouldSpeakTlsWithATrustStoreOfItsOwn(@TempDir Path folder) throws Exception {
        Path store = keyStore(folder);
        Map<String, Object> keys = Map.of(
                "schema.registry.ssl.keystore.location", store.toString(),
                "schema.registry.ssl.keystore.password", "geheim1",
                "schema.registry.ssl.keystore.type", "PKCS12");
        Map<String, Object> trust = Map.of(
                "schema.registry.ssl.truststore.location", store.toString(),
                "schema.registry.ssl.truststore.password", "geheim1",
                "schema.registry.ssl.truststore.type", "PKCS12");
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(RegistryTls.context(keys)));
        try (FaultyRegistry secured = new FaultyRegistry(https)) {
            Map<String, Object> address = Map.of(
                    "schema.registry.url", "https://127.0.0.1:" + secured.port(), "schema.registry.timeout.ms", "300");
            Map<String, Object> trusting = new HashMap<>(trust);
            trusting.putAll(address);
            trusting.put("schema.registry.timeout.ms", "8000");
            try (SchemaRegistryClient client = client(trusting);
                    SchemaRegistryClient distrusting = client(address)) {
                assertThat(client.byId(1)).isEqualTo(STRING);
                assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> distrusting.byId(1));
            }
        }
    }

    private static Path keyStore(Path folder) throws Exception {
        Path store = folder.resolve("registry.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=registry",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "geheim1",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private SchemaRegistryClient client(Map<String, Object> settings) {
        Map<String, Object> config =
                new HashMap<>(Map.of("schema.registry.url", registry.url(), "retries.wait.ms", "5"));
        config.putAll(settings);
        return new SchemaRegistryClient(RegistrySettings.from(config));
    }
}
