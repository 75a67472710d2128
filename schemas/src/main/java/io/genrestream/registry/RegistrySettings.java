package io.genrestream.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where the registry is and how to talk to it. The property names are those of Confluent's clients, so that one set of
 * properties serves both.
 *
 * @param urls base addresses of the Confluent protocol, tried in turn
 * @param authorization value of the Authorization header; null for none
 * @param tls null for the JVM's own trust
 * @param readTimeout for one request
 * @param timeout for a call in all, every address and repetition included; below the 10 s after which a broker aborts a
 *     Kafka Streams transaction
 * @param backOff before the first repetition; doubled each time up to a second
 */
public record RegistrySettings(
        List<URI> urls,
        String authorization,
        SSLContext tls,
        Duration readTimeout,
        Duration timeout,
        Duration backOff) {
    public static final String URLS = "schema.registry.url";
    public static final String BASIC_AUTH = "basic.auth.user.info";
    public static final String BEARER_TOKEN = "bearer.auth.token";
    public static final String READ_TIMEOUT = "http.read.timeout.ms";
    public static final String BACK_OFF = "retries.wait.ms";
    /** The one that Confluent's clients do not know. */
    public static final String TIMEOUT = "schema.registry.timeout.ms";

    /** Before the names of Kafka's own ssl properties, such as {@code schema.registry.ssl.truststore.location}. */
    public static final String TLS_PREFIX = "schema.registry.";

    /**
     * Reads the settings from the properties of a client or a service.
     *
     * @throws ConfigException if the address is missing or wrong, or a number is none
     */
    public static RegistrySettings from(Map<String, ?> config) {
        List<URI> urls = Arrays.stream(text(config, URLS, "").split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(RegistrySettings::url)
                .toList();
        if (urls.isEmpty()) {
            throw new ConfigException(URLS, null, "Name the registry's base address, or several with commas.");
        }
        return new RegistrySettings(
                urls,
                authorization(config),
                RegistryTls.context(config),
                duration(config, READ_TIMEOUT, 3_000),
                duration(config, TIMEOUT, 8_000),
                duration(config, BACK_OFF, 100));
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (url.getHost() != null
                    && url.getUserInfo() == null
                    && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Reported below, like the others.
        }
        throw new ConfigException(
                URLS,
                "(hidden)",
                "Each address must be http:// or https:// with a host, and credentials go into " + BASIC_AUTH + ".");
    }

    private static String authorization(Map<String, ?> config) {
        String token = text(config, BEARER_TOKEN, "");
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = text(config, BASIC_AUTH, "");
        return user.isEmpty()
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration duration(Map<String, ?> config, String key, long otherwise) {
        String text = text(config, key, Long.toString(otherwise));
        try {
            return Duration.ofMillis(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new ConfigException(key, text, "It must be a number of milliseconds.");
        }
    }

    private static String text(Map<String, ?> config, String key, String otherwise) {
        Object value = config.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).collect(Collectors.joining(","));
        }
        return value == null ? otherwise : value.toString();
    }

    /** Without the credentials, since settings are logged. */
    @Override
    public String toString() {
        return "RegistrySettings" + urls + (authorization == null ? "" : " with credentials");
    }
}
