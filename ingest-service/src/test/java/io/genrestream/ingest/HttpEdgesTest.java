package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Requests that mean something else than they seem to. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class HttpEdgesTest extends ServiceTest {
    @Test
    void shouldNeverTakeOneIdForAnother() throws IOException {
        byte[] file = wav(1, 1);
        for (String id :
                List.of("a;b", "a;b=c", "a%62", "a%3Bb", "%61", "x/../a", "./a", "a%2Fb", "..", "für", "a#b")) {
            for (String verb : List.of("PUT", "GET", "DELETE", "HEAD", "PATCH")) {
                String answer = exchange(verb, "/v1/streams/" + id, file, "");
                assertThat(answer).as(verb + " " + id).startsWith("HTTP/1.1 400 ");
                if (!verb.equals("HEAD")) {
                    assertThat(answer).as(verb + " " + id).contains("\"INVALID_ID\"");
                }
            }
        }
        assertThat(log.states("a")).isEmpty();
    }

    @Test
    void shouldAnswerAClientThatIsStillSendingToAWrongPath() throws IOException {
        byte[] file = longWav(2);
        assertThat(exchange("PUT", "/v1/streams/big;x", file, "")).contains("\"INVALID_ID\"");
    }

    @Test
    void shouldRefuseAPartOfAFile() {
        for (String range : List.of("bytes 0-999/5000", "bytes */5000", "nonsense")) {
            given().header("Content-Range", range)
                    .body(wav(1, 3))
                    .put("/v1/streams/partial")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("PARTIAL_BODY"));
        }
        assertThat(log.states("partial")).isEmpty();
    }

    @Test
    void shouldRefuseAnEncodedBody() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(wav(1, 4));
        }
        for (String coding : List.of("gzip", "br", "identity, gzip", "x")) {
            assertThat(exchange(
                            "PUT", "/v1/streams/encoded", zipped.toByteArray(), "Content-Encoding: " + coding + "\r\n"))
                    .startsWith("HTTP/1.1 415 ")
                    .contains("\"ENCODED_BODY\"");
        }
        assertThat(send("PUT /v1/streams/encoded HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
                        + "1\r\nx\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 415 ");
        assertThat(log.states("encoded")).isEmpty();

        assertThat(exchange("PUT", "/v1/streams/as-it-is", wav(1, 4), "Content-Encoding: identity\r\n"))
                .startsWith("HTTP/1.1 202 ");
    }

    @Test
    void shouldRefuseLengthsThatAreNone() throws IOException {
        for (String length : List.of("-1", "x", "1e3", "0x10", "99999999999999999999", "5, 6", "")) {
            String answer = send("PUT /v1/streams/length HTTP/1.1\r\nHost: t\r\nContent-Length: " + length
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(length).startsWith("HTTP/1.1 4");
        }
        assertThat(
                        send(
                                "PUT /v1/streams/length HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"))
                .startsWith("HTTP/1.1 400 ");
        // The connection may be closed without a word.
        assertThat(send("PUT /v1/streams/length HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n"))
                .doesNotStartWith("HTTP/1.1 2");
        assertThat(log.states("length")).isEmpty();
    }

    @Test
    void shouldTakeAChunkedBody() throws IOException {
        byte[] file = wav(1, 5);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write("PUT /v1/streams/chunked HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(ISO_8859_1));
        for (byte one : file) {
            request.write(new byte[] {'1', '\r', '\n', one, '\r', '\n'});
        }
        request.write("0\r\n\r\n".getBytes(ISO_8859_1));
        assertThat(send(request.toByteArray())).startsWith("HTTP/1.1 202 ");
        assertThat(log.chunks("chunked")).hasSize(1);
    }

    @Test
    void shouldAnswerHeadAndOptions() {
        given().body(wav(1, 6)).put("/v1/streams/looked-at").then().statusCode(202);
        given().head("/v1/streams/looked-at").then().statusCode(200);
        given().head("/v1/streams/absent").then().statusCode(404);
        given().head("/v1/streams").then().statusCode(200);
        given().options("/v1/streams/looked-at").then().statusCode(200).header("Allow", containsString("PUT"));
    }

    @Test
    void shouldRefuseASecondFileOfAForm() {
        given().multiPart("file", "one.wav", wav(1, 7))
                .multiPart("file", "two.wav", wav(1, 8))
                .put("/v1/streams/two-files")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_MULTIPART"))
                .body("detail", containsString("two.wav"));
        assertThat(log.states("two-files")).isEmpty();
    }

    private static String exchange(String verb, String target, byte[] body, String headers) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write((verb + " " + target + " HTTP/1.1\r\nHost: t\r\n" + headers + "Content-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        request.write(body);
        return send(request.toByteArray());
    }

    private static String send(String request) throws IOException {
        return send(request.getBytes(ISO_8859_1));
    }

    /** The answer's head and the beginning of its body. */
    private static String send(byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            byte[] answer = new byte[4_096];
            int count = 0;
            // Head and body are written at once or shortly after each other.
            do {
                int more = socket.getInputStream().read(answer, count, answer.length - count);
                if (more < 0) {
                    break;
                }
                count += more;
                socket.setSoTimeout(200);
            } while (!isWhole(new String(answer, 0, count, ISO_8859_1)));
            return new String(answer, 0, count, ISO_8859_1);
        }
    }

    private static boolean isWhole(String answer) {
        return answer.contains("\r\n\r\n") && (answer.endsWith("}") || answer.endsWith("\r\n\r\n"));
    }
}
