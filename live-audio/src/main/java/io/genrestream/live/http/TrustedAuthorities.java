package io.genrestream.live.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Which authorities' certificates are trusted: the JDK's, and those of a file. */
final class TrustedAuthorities {
    private final X509TrustManager manager;

    /**
     * @param pem certificates of further authorities; null for none
     * @throws IllegalArgumentException when the file cannot be read or holds none
     */
    TrustedAuthorities(Path pem) {
        try {
            X509TrustManager jdk = manager(null);
            manager = pem == null ? jdk : manager(both(jdk, read(pem)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no certificates of authorities can be read from " + pem, e);
        }
    }

    X509TrustManager manager() {
        return manager;
    }

    SSLSocketFactory sockets() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private static KeyStore both(X509TrustManager jdk, List<? extends Certificate> further)
            throws GeneralSecurityException, IOException {
        List<Certificate> all = new ArrayList<>(List.of(jdk.getAcceptedIssuers()));
        all.addAll(further);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("authority-" + i, all.get(i));
        }
        return store;
    }

    private static List<? extends Certificate> read(Path pem) throws GeneralSecurityException, IOException {
        try (InputStream file = Files.newInputStream(pem)) {
            List<? extends Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(file));
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("the file is empty");
            }
            return certificates;
        }
    }
}
