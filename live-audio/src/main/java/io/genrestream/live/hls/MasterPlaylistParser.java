package io.genrestream.live.hls;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads playlists that name other ones. */
final class MasterPlaylistParser {
    private final List<Variant> variants = new ArrayList<>();
    private final Map<String, String> renditions = new HashMap<>();
    private Attributes stream;

    private MasterPlaylistParser() {}

    static MasterPlaylist parse(URI from, String text) {
        var parser = new MasterPlaylistParser();
        text.lines().map(String::strip).forEach(parser::line);
        return new MasterPlaylist(from, parser.variants, parser.renditions);
    }

    private void line(String line) {
        if (line.startsWith("#EXT-X-STREAM-INF:")) {
            stream = Attributes.of(line);
        } else if (line.startsWith("#EXT-X-MEDIA:")) {
            rendition(Attributes.of(line));
        } else if (!line.isEmpty() && !line.startsWith("#") && stream != null) {
            String bandwidth = stream.get("BANDWIDTH");
            variants.add(new Variant(
                    line,
                    bandwidth == null ? 0 : Long.parseLong(bandwidth),
                    Variant.codecs(stream.get("CODECS")),
                    stream.get("AUDIO")));
            stream = null;
        }
    }

    /** One without an address is in the variant itself. */
    private void rendition(Attributes media) {
        String group = media.get("GROUP-ID");
        String address = media.get("URI");
        if ("AUDIO".equals(media.get("TYPE")) && group != null && address != null) {
            if ("YES".equals(media.get("DEFAULT"))) {
                renditions.put(group, address);
            } else {
                renditions.putIfAbsent(group, address);
            }
        }
    }
}
