package io.genrestream.live.http;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why a server cannot be trusted. */
final class TlsFailures {
    private TlsFailures() {}

    static LiveException of(SSLException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return untrusted("it is for another host");
        }
        if (has(e, CertificateExpiredException.class)) {
            return untrusted("it has expired");
        }
        if (has(e, CertificateNotYetValidException.class)) {
            return untrusted("it is not valid yet");
        }
        if (has(e, CertificateException.class)) {
            return untrusted("no trusted authority has issued it");
        }
        return LiveFailures.unreachable("TLS could not be agreed on");
    }

    private static LiveException untrusted(String why) {
        return new LiveException(LiveError.TLS_UNTRUSTED, why);
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
