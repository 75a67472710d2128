package io.genrestream.live.http;

import io.genrestream.live.Credential;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveSettings;
import io.genrestream.live.guard.AddressGuard;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks servers for what live sources consist of. Every connection, those after redirects too, is guarded. Safe for many
 * threads; a thread that waits in it should be a virtual one, which an interrupt wakes.
 */
public final class SourceClient implements AutoCloseable {
    static final int MAX_REDIRECTS = 5;
    static final int MAX_HEADER_BYTES = 64 * 1024;

    private static final int IDLE_CONNECTIONS = 64;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final OkHttpClient http;
    private final LiveSettings settings;
    private final Deadlines deadlines;
    private final Authorization authorization;

    /** @throws IllegalArgumentException when an allowed network is none, or the trust store cannot be read */
    public SourceClient(LiveSettings settings) {
        this(settings, Dns.SYSTEM);
    }

    SourceClient(LiveSettings settings, Dns names) {
        this(client(settings, names), settings, new Deadlines(), null);
    }

    private SourceClient(OkHttpClient http, LiveSettings settings, Deadlines deadlines, Authorization authorization) {
        this.http = http;
        this.settings = settings;
        this.deadlines = deadlines;
        this.authorization = authorization;
    }

    private static OkHttpClient client(LiveSettings settings, Dns names) {
        var authorities = new TrustedAuthorities(settings.trustStore());
        return new OkHttpClient.Builder()
                .socketFactory(new AddressGuard(settings.allowedNetworks()))
                // One would connect to addresses for us that the guard never sees.
                .proxy(Proxy.NO_PROXY)
                .dns(names)
                .fastFallback(true)
                .sslSocketFactory(authorities.sockets(), authorities.manager())
                // A stream that never ends holds its connection anyway.
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE.toSeconds(), TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(settings.connect())
                .readTimeout(settings.read())
                .writeTimeout(settings.connect())
                .build();
    }

    /**
     * This client with a credential that is sent to the address' own host alone; they share connections.
     *
     * @param credential null for none
     * @throws LiveException {@link LiveError#ADDRESS_INVALID}
     */
    public SourceClient authorized(URI address, Credential credential) throws LiveException {
        return credential == null
                ? this
                : new SourceClient(http, settings, deadlines, new Authorization(url(address), credential));
    }

    /**
     * Asks for one address, through at most {@value #MAX_REDIRECTS} redirects.
     *
     * @param headers to send besides the client's own
     * @return an answer of 2xx, to be closed
     * @throws LiveException with the answer's status when it is any other
     */
    public SourceResponse get(URI uri, Map<String, String> headers) throws LiveException {
        HttpUrl url = url(uri);
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Call call = http.newCall(request(url, headers));
            Response response = answer(call);
            if (response.isSuccessful()) {
                return new SourceResponse(call, response, deadlines);
            }
            try (response) {
                call.cancel();
                String location = response.header("Location");
                if (!response.isRedirect() || location == null) {
                    throw Statuses.failure(response.code());
                }
                url = target(url, location);
            }
        }
        throw new LiveException(LiveError.TOO_MANY_REDIRECTS, "");
    }

    private Response answer(Call call) throws LiveException {
        try (Deadline deadline = deadlines.after(settings.connect(), call::cancel)) {
            Response response;
            try {
                response = call.execute();
            } catch (IOException e) {
                throw deadline.passed()
                        ? LiveFailures.unreachable(
                                "no answer within " + settings.connect().toSeconds() + " s")
                        : LiveFailures.beforeAnswer(e);
            } catch (Exception e) {
                // An interrupt while it connects, which it throws without declaring it.
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                    throw LiveFailures.unreachable("it was closed here");
                }
                throw e;
            }
            if (response.headers().byteCount() > MAX_HEADER_BYTES) {
                call.cancel();
                response.close();
                throw new LiveException(LiveError.TOO_LARGE, "headers of more than " + MAX_HEADER_BYTES + " bytes");
            }
            return response;
        }
    }

    private Request request(HttpUrl url, Map<String, String> headers) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("User-Agent", settings.userAgent())
                .header("Accept", "*/*")
                // Packed answers would grow beyond any bound of what was received.
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (authorization != null && authorization.isFor(url)) {
            request.header("Authorization", authorization.credential().authorization());
        }
        return request.build();
    }

    private static HttpUrl url(URI uri) throws LiveException {
        HttpUrl url = uri.getRawUserInfo() == null ? HttpUrl.get(uri) : null;
        if (url == null) {
            throw new LiveException(LiveError.ADDRESS_INVALID, "");
        }
        return url;
    }

    private static HttpUrl target(HttpUrl from, String location) throws LiveException {
        HttpUrl url = from.resolve(location);
        if (url == null) {
            throw new LiveException(LiveError.ADDRESS_INVALID, "a redirect leads to something else");
        }
        return url;
    }

    /** Ends requests that wait for their answer; a body that is being read is for its reader to close. */
    @Override
    public void close() {
        deadlines.close();
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }
}
