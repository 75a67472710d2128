package io.genrestream.inference.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events as a browser does. */
final class EventStream implements AutoCloseable {

    record Event(String name, String id, String data) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Event END = new Event("end of stream", "", "");

    // Without TLS a browser speaks HTTP/1.1, where to leave is to close the connection.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> response;

    EventStream(URI address, Optional<String> lastEventId) throws IOException, InterruptedException {
        this(address, lastEventId, Map.of());
    }

    EventStream(URI address, Optional<String> lastEventId, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread.ofVirtual().start(this::read);
    }

    int status() {
        return response.statusCode();
    }

    /** All events until the server closes the connection; comments are events named "comment". */
    List<Event> untilEnd() throws InterruptedException {
        List<Event> all = new ArrayList<>();
        for (Event event = next(); event != END; event = next()) {
            all.add(event);
        }
        return all;
    }

    /** The next that is no comment. */
    Event nextEvent() throws InterruptedException {
        Event event = next();
        while (event.name().equals("comment")) {
            event = next();
        }
        return event;
    }

    Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("No event within " + PATIENCE);
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
        client.shutdownNow();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String id = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    events.add(new Event("comment", "", line.substring(1)));
                } else if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring("id:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length()));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(name, id, data.toString()));
                    data.setLength(0);
                }
            }
        } catch (IOException closed) {
            // The test closed it.
        }
        events.add(END);
    }
}
