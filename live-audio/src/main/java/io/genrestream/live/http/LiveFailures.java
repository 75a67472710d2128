package io.genrestream.live.http;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.guard.AddressRefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What went wrong with a request, by its code. The client's own messages are left out: they hold addresses. */
public final class LiveFailures {
    private LiveFailures() {}

    /** @param e what ended a request before its answer */
    static LiveException beforeAnswer(IOException e) {
        if (refused(e)) {
            return new LiveException(LiveError.ADDRESS_REFUSED, "");
        }
        return switch (e) {
            case LiveException live -> live;
            case UnknownHostException _ -> unreachable("its host's name is not known");
            case SocketTimeoutException _ -> unreachable("no answer in time");
            case ConnectException _, NoRouteToHostException _ -> unreachable("no connection");
            case SSLException tls -> TlsFailures.of(tls);
            case ProtocolException _ -> new LiveException(LiveError.SOURCE_NOT_AUDIO, "what answers speaks no HTTP");
            default -> unreachable("the connection broke before its answer");
        };
    }

    /** @param e what ended a body */
    public static LiveException whileReading(IOException e) {
        return switch (e) {
            case LiveException live -> live;
            case SocketTimeoutException _ -> new LiveException(LiveError.SOURCE_STALLED, "");
            default -> new LiveException(LiveError.SOURCE_ENDED, "the connection broke");
        };
    }

    static LiveException unreachable(String why) {
        return new LiveException(LiveError.SOURCE_UNREACHABLE, why);
    }

    /** Also where an address of the host that is refused was tried beside others. */
    private static boolean refused(Throwable e) {
        if (e instanceof AddressRefusedException) {
            return true;
        }
        for (Throwable other : e.getSuppressed()) {
            if (refused(other)) {
                return true;
            }
        }
        return e.getCause() != null && refused(e.getCause());
    }
}
