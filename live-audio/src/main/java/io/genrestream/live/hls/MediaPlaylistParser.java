package io.genrestream.live.hls;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads playlists of segments. Tags that tell nothing about audio alone are passed over. */
final class MediaPlaylistParser {
    /** Where it is missing, which it must not be (s). */
    private static final long USUAL_TARGET = 6;

    private static final long LONGEST_TARGET = 60;

    private final List<HlsSegment> segments = new ArrayList<>();
    private long target = USUAL_TARGET;
    private long firstSequence;
    private boolean finished;
    private boolean ended;

    private Resource map;
    private SegmentKey mapKey;
    private SegmentKey key;

    /** Of the segment whose address comes next. */
    private String title;

    private boolean discontinuity;
    private boolean gap;
    private String range;

    /** Where the last range ended, for one that only says how long it is. */
    private long rangeEnd;

    private MediaPlaylistParser() {}

    static MediaPlaylist parse(URI from, String text) throws LiveException {
        var parser = new MediaPlaylistParser();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            parser.line(line.strip());
        }
        return new MediaPlaylist(
                from,
                Duration.ofSeconds(parser.target),
                parser.firstSequence,
                parser.finished,
                parser.ended,
                parser.segments);
    }

    private void line(String line) throws LiveException {
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        switch (line.startsWith("#") && colon > 0 ? line.substring(0, colon) : line) {
            case "" -> {}
            case "#EXT-X-TARGETDURATION" -> target = Math.clamp((long) Double.parseDouble(value), 1, LONGEST_TARGET);
            case "#EXT-X-MEDIA-SEQUENCE" -> firstSequence = segments.isEmpty() ? sequence(value) : firstSequence;
            case "#EXT-X-PLAYLIST-TYPE" -> finished = value.equals("VOD");
            case "#EXT-X-ENDLIST" -> ended = true;
            case "#EXTINF" -> title = title(value);
            case "#EXT-X-DISCONTINUITY" -> discontinuity = true;
            case "#EXT-X-GAP" -> gap = true;
            case "#EXT-X-BYTERANGE" -> range = value;
            case "#EXT-X-MAP" -> map(Attributes.of(value));
            case "#EXT-X-KEY" -> key = key(Attributes.of(value));
            default -> {
                if (!line.startsWith("#")) {
                    segment(line);
                }
            }
        }
    }

    /** @param text {@code seconds,title} */
    private static String title(String text) {
        int comma = text.indexOf(',');
        return comma < 0 ? null : SegmentTitle.of(text.substring(comma + 1).strip());
    }

    private void segment(String address) {
        Resource content = new Resource(address, range == null ? null : range(range, rangeEnd));
        rangeEnd = content.range() == null
                ? 0
                : content.range().offset() + content.range().length();
        segments.add(
                new HlsSegment(firstSequence + segments.size(), content, map, mapKey, key, title, discontinuity, gap));
        title = null;
        discontinuity = false;
        gap = false;
        range = null;
    }

    private void map(Attributes attributes) throws LiveException {
        String address = attributes.get("URI");
        if (address == null) {
            throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "a playlist of HLS has a map without an address");
        }
        String part = attributes.get("BYTERANGE");
        map = new Resource(address, part == null ? null : range(part, 0));
        mapKey = key;
    }

    private static SegmentKey key(Attributes attributes) throws LiveException {
        String method = attributes.get("METHOD");
        String address = attributes.get("URI");
        String format = attributes.get("KEYFORMAT");
        if ("NONE".equals(method)) {
            return null;
        }
        if (method != null && method.startsWith("SAMPLE-AES")) {
            throw new LiveException(LiveError.SOURCE_UNSUPPORTED, "it is protected by SAMPLE-AES");
        }
        if (!"AES-128".equals(method) || address == null || format != null && !format.equals("identity")) {
            throw new LiveException(LiveError.SOURCE_UNSUPPORTED, "it is encrypted otherwise than by AES-128");
        }
        String vector = attributes.get("IV");
        return new SegmentKey(address, vector == null ? null : vector.replaceFirst("^0[xX]", ""));
    }

    /** So far from the largest that adding to it does not overflow. */
    private static long sequence(String text) {
        long sequence = Long.parseLong(text);
        if (sequence < 0 || sequence > Long.MAX_VALUE / 2) {
            throw new NumberFormatException(text);
        }
        return sequence;
    }

    /** @param text {@code length[@offset]} */
    private static ByteRange range(String text, long next) {
        int at = text.indexOf('@');
        long length = Long.parseLong(at < 0 ? text : text.substring(0, at));
        long offset = at < 0 ? next : Long.parseLong(text.substring(at + 1));
        if (length <= 0 || offset < 0 || offset > Long.MAX_VALUE - length) {
            throw new NumberFormatException(text);
        }
        return new ByteRange(offset, length);
    }
}
