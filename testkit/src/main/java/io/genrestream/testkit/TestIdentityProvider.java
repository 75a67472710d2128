package io.genrestream.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An OpenID Connect provider, as much of it as a service needs that checks tokens: its description, its keys, and tokens. */
public final class TestIdentityProvider implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final HttpServer server;
    private volatile KeyPair key;
    private volatile int keys;

    private TestIdentityProvider(String issuer) throws IOException {
        this.issuer = issuer;
        int port = Integer.parseInt(issuer.substring(issuer.lastIndexOf(':') + 1));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, json(Map.of("issuer", issuer, "jwks_uri", issuer + "/keys"))));
        server.createContext("/keys", exchange -> answer(exchange, "{\"keys\":[" + publicKey() + "]}"));
        newKey();
        server.start();
    }

    /** The address of one that is not there yet. */
    public static String address() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestIdentityProvider start(String address) {
        try {
            return new TestIdentityProvider(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on tokens are signed by another key. */
    public void newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            key = generator.generateKeyPair();
            keys++;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA.", e);
        }
    }

    /** A token for this project's services that counts for five minutes. */
    public String token(String subject, String scope) {
        return token(Map.of("sub", subject, "scope", scope));
    }

    /** @param claims in the place of those that a token has otherwise */
    public String token(Map<String, Object> claims) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> all =
                new TreeMap<>(Map.of("iss", issuer, "aud", "genrestream", "iat", now, "exp", now + 300));
        all.putAll(claims);
        String signed =
                encoded(json(Map.of("alg", "RS256", "typ", "at+jwt", "kid", "key-" + keys))) + "." + encoded(json(all));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA.", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String publicKey() {
        RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
        return json(Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                "key-" + keys,
                "n",
                unsigned(rsa.getModulus()),
                "e",
                unsigned(rsa.getPublicExponent())));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }

    /** Of texts that need no escapes, and numbers. */
    private static String json(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"%s\":%s"
                        .formatted(
                                field.getKey(),
                                field.getValue() instanceof Number ? field.getValue() : "\"" + field.getValue() + "\""))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
