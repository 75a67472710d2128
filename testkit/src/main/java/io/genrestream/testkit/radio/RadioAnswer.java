package io.genrestream.testkit.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How a connection is answered. Made by one of the static methods, then changed by the others, which return it. It may
 * answer any number of connections; each begins anew.
 */
public final class RadioAnswer {
    /** How a body ends or falters. */
    enum Fault {
        NONE,
        STALL,
        TRICKLE,
        DROP
    }

    private final byte[] body;
    private final boolean stream;
    private final int bytesPerSecond;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String statusLine;
    private String lineEnd = "\r\n";
    private boolean endless;
    private int burst = 64 * 1024;
    private boolean chunked;
    private int metaint;
    private Supplier<Iterator<byte[]>> metadata = Collections::emptyIterator;
    private Fault fault = Fault.NONE;
    private long faultAfter = Long.MAX_VALUE;

    private RadioAnswer(int status, byte[] body, boolean stream, int bytesPerSecond) {
        statusLine = "HTTP/1.1 " + status + " Status";
        this.body = body;
        this.stream = stream;
        this.bytesPerSecond = bytesPerSecond;
        endless = stream;
    }

    /**
     * Audio over and over, until the listener goes.
     *
     * @param bytesPerSecond after a burst of 64 KiB; 16,000 is real time at 128 kbit/s
     */
    public static RadioAnswer audio(String contentType, byte[] bytes, int bytesPerSecond) {
        return new RadioAnswer(200, bytes, true, bytesPerSecond).header("Content-Type", contentType);
    }

    /** A whole document, as fast as it is taken; the connection stays open for more requests. */
    public static RadioAnswer document(String contentType, byte[] bytes) {
        return new RadioAnswer(200, bytes, false, Integer.MAX_VALUE)
                .header("Content-Type", contentType)
                .header("Content-Length", String.valueOf(bytes.length));
    }

    /** A whole document in UTF-8, such as a playlist or a page. */
    public static RadioAnswer document(String contentType, String text) {
        return document(contentType, text.getBytes(UTF_8));
    }

    /** A status without a body. */
    public static RadioAnswer status(int status) {
        return new RadioAnswer(status, new byte[0], false, Integer.MAX_VALUE).header("Content-Length", "0");
    }

    /** @param location absolute or relative */
    public static RadioAnswer redirect(Object location) {
        return status(302).header("Location", location.toString());
    }

    /** The first line of the answer, such as {@code ICY 200 OK}. */
    public RadioAnswer statusLine(String line) {
        statusLine = line;
        return this;
    }

    /** Sent in ISO 8859-1. A null value takes the header away. */
    public RadioAnswer header(String name, String value) {
        headers.remove(name);
        if (value != null) {
            headers.put(name, value);
        }
        return this;
    }

    /** Ends the lines of the header with a line feed alone. */
    public RadioAnswer bareLineFeeds() {
        lineEnd = "\n";
        return this;
    }

    /** The audio once, and then an orderly end. */
    public RadioAnswer once() {
        endless = false;
        return this;
    }

    /** How many bytes of audio are sent at once at the beginning; 65,536 unless set, as Icecast does. */
    public RadioAnswer burst(int bytes) {
        burst = bytes;
        return this;
    }

    /** Each kilobyte of audio a chunk of its own, as HTTP/1.1 frames a body whose length nobody knows. */
    public RadioAnswer chunked() {
        chunked = true;
        return header("Transfer-Encoding", "chunked");
    }

    /** Bytes of audio between two blocks of metadata, for listeners that ask for titles. */
    public RadioAnswer metaint(int bytes) {
        metaint = bytes;
        return this;
    }

    /** One title with each block of metadata; empty blocks after the last. */
    public RadioAnswer titles(Charset charset, String... titles) {
        return blocks(Arrays.stream(titles).map(title -> IcyBlock.ofTitle(title, charset)));
    }

    /** Metadata as it is, such as {@code StreamTitle='...';}: a block for each text, empty ones after the last. */
    public RadioAnswer metadata(Charset charset, String... texts) {
        return blocks(Arrays.stream(texts).map(text -> IcyBlock.of(text.getBytes(charset))));
    }

    private RadioAnswer blocks(Stream<byte[]> inTurn) {
        List<byte[]> blocks = inTurn.toList();
        metadata = blocks::iterator;
        return this;
    }

    /** Titles that the test changes as it runs. */
    public RadioAnswer nowPlaying(NowPlaying playing) {
        metadata = playing::blocks;
        return this;
    }

    /** Sends nothing more after so many bytes of audio, and keeps the connection. */
    public RadioAnswer stallAfter(long bytes) {
        return fault(Fault.STALL, bytes);
    }

    /** Sends one byte a second after so many bytes of audio. */
    public RadioAnswer trickleAfter(long bytes) {
        return fault(Fault.TRICKLE, bytes);
    }

    /** Resets the connection after so many bytes of audio. */
    public RadioAnswer dropAfter(long bytes) {
        return fault(Fault.DROP, bytes);
    }

    private RadioAnswer fault(Fault kind, long after) {
        fault = kind;
        faultAfter = after;
        return this;
    }

    byte[] head(boolean titles) {
        var head = new StringBuilder(statusLine).append(lineEnd);
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append(lineEnd));
        if (titles && metaint > 0) {
            head.append("icy-metaint: ").append(metaint).append(lineEnd);
        }
        return head.append(lineEnd).toString().getBytes(ISO_8859_1);
    }

    byte[] body() {
        return body;
    }

    boolean isStream() {
        return stream;
    }

    boolean isEndless() {
        return endless;
    }

    int bytesPerSecond() {
        return bytesPerSecond;
    }

    int burst() {
        return burst;
    }

    boolean isChunked() {
        return chunked;
    }

    int metaint() {
        return metaint;
    }

    Iterator<byte[]> blocks() {
        return metadata.get();
    }

    Fault fault() {
        return fault;
    }

    long faultAfter() {
        return faultAfter;
    }
}
