package io.genrestream.registry;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Kafka's own reading of its ssl properties (JKS, PKCS12, PEM), for the registry. */
final class RegistryTls {
    private RegistryTls() {}

    /** Returns null where no ssl property is set. */
    static SSLContext context(Map<String, ?> config) {
        Map<String, Object> ssl = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(RegistrySettings.TLS_PREFIX + "ssl.")) {
                ssl.put(key.substring(RegistrySettings.TLS_PREFIX.length()), value);
            }
        });
        if (ssl.isEmpty()) {
            return null;
        }
        ConfigDef definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(definition.parse(ssl));
            return factory.sslContext();
        }
    }
}
