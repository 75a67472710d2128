import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pushes raw samples from standard input to Genrestream while they are made, with the JDK alone:
 * {@code arecord -f S16_LE -r 44100 -c 2 -t raw | java Push.java ws://127.0.0.1:19080/v1/streams/live kitchen}
 */
class Push implements WebSocket.Listener {
    private static final Pattern CREDIT = Pattern.compile("\"(?:credit|bytes)\":(\\d+)");

    private final Semaphore credit = new Semaphore(0);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    public static void main(String[] arguments) throws Exception {
        Push push = new Push();
        WebSocket server = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(arguments[0]), push)
                .join();
        server.sendText(
                        "{\"type\":\"hello\",\"streamId\":\"" + arguments[1]
                                + "\",\"format\":\"s16le\",\"rate\":44100,\"channels\":2}",
                        true)
                .join();
        byte[] audio = new byte[16_384];
        for (int length = System.in.read(audio); length >= 0; length = System.in.read(audio)) {
            push.credit.acquire(length);
            server.sendBinary(ByteBuffer.wrap(audio, 0, length), true).join();
        }
        server.sendText("{\"type\":\"end\"}", true).join();
        push.closed.join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket server, CharSequence message, boolean last) {
        Matcher allowed = CREDIT.matcher(message);
        if (allowed.find()) {
            credit.release(Integer.parseInt(allowed.group(1)));
        } else {
            System.out.println(message);
        }
        server.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket server, int status, String reason) {
        if (status != WebSocket.NORMAL_CLOSURE) {
            System.exit(1); // what the service said of it is printed
        }
        closed.complete(null);
        return null;
    }
}
