package io.genrestream.testkit.radio;

import io.genrestream.testkit.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of its own authority, made by the JDK's keytool. */
public final class TestCertificate {
    private static final char[] PASSWORD = "password".toCharArray();

    private final SSLContext server;
    private final String pem;

    private TestCertificate(SSLContext server, String pem) {
        this.server = server;
        this.pem = pem;
    }

    /** @param name such as {@code ip:127.0.0.1} or {@code dns:radio.test} */
    public static TestCertificate valid(String name) throws Exception {
        return make(name, "-1d");
    }

    /** One that was valid until last month. */
    public static TestCertificate expired(String name) throws Exception {
        return make(name, "-60d");
    }

    private static TestCertificate make(String name, String from) throws Exception {
        Path directory = Files.createTempDirectory("certificate");
        try {
            Path store = directory.resolve("store.p12");
            Path pem = directory.resolve("certificate.pem");
            keytool(
                    store,
                    "-genkeypair",
                    "-alias",
                    "radio",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=Radio",
                    "-ext",
                    "san=" + name,
                    "-startdate",
                    from,
                    "-validity",
                    "30");
            keytool(store, "-exportcert", "-alias", "radio", "-rfc", "-file", pem.toString());
            return new TestCertificate(context(store), Files.readString(pem));
        } finally {
            Directories.delete(directory);
        }
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** What a server shows it with. */
    public SSLContext server() {
        return server;
    }

    /** As a trust store holds it. */
    public String pem() {
        return pem;
    }
}
