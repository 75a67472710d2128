package io.genrestream.testkit.radio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.testkit.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that nobody knows and its certificates for servers, made by the JDK's keytool. */
public final class TestAuthority implements AutoCloseable {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final String AUTHORITY = "authority";

    private final Path directory = Files.createTempDirectory("authority");
    private int certificates;

    public TestAuthority() throws IOException, InterruptedException {
        keytool("authority.p12", "-alias", AUTHORITY, "-ext", "bc:c", "-startdate", "-1000d", "-validity", "2000");
    }

    /**
     * What a server shows itself with.
     *
     * @param name such as {@code ip:127.0.0.1} or {@code dns:radio.test}
     */
    public SSLContext server(String name) throws IOException, InterruptedException, GeneralSecurityException {
        return server(name, "-1d");
    }

    /** One whose certificate was valid until a month ago. */
    public SSLContext expiredServer(String name) throws IOException, InterruptedException, GeneralSecurityException {
        return server(name, "-60d");
    }

    private SSLContext server(String name, String from)
            throws IOException, InterruptedException, GeneralSecurityException {
        String file = "server-" + certificates++ + ".p12";
        Files.copy(directory.resolve("authority.p12"), directory.resolve(file));
        String san = "san=" + name;
        keytool(file, "-alias", "server", "-signer", AUTHORITY, "-ext", san, "-startdate", from, "-validity", "30");
        KeyStore keys = store(file);
        keys.deleteEntry(AUTHORITY);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /** Its own certificate, as a trust store in PEM holds it. */
    public String pem() throws IOException, GeneralSecurityException {
        byte[] certificate = store("authority.p12").getCertificate(AUTHORITY).getEncoded();
        String text = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
    }

    private KeyStore store(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private void keytool(String file, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=Test"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", directory.resolve(file).toString(), "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    @Override
    public void close() {
        Directories.delete(directory);
    }
}
