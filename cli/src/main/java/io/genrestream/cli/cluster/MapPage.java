package io.genrestream.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genrestream.cli.CliError;
import io.genrestream.cli.JsonText;
import io.genrestream.cli.offline.WholeFile;
import io.genrestream.cli.picture.ChartStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The map as a page for a browser that needs nothing but itself: pointing at a track tells what it is. */
final class MapPage {
    private static final String PLACE = "\"DATA\"";

    private MapPage() {}

    static void write(ClusterReport map, Path file) {
        WholeFile.write(
                file, CliError.PICTURE_UNWRITABLE, out -> out.write(page(map).getBytes(UTF_8)));
    }

    private static String page(ClusterReport map) {
        ObjectNode data = JsonText.tree(map);
        data.put("summary", map.summary());
        ArrayNode colours = data.putArray("colours");
        for (int n = 0; n < ChartStyle.COLOURS; n++) {
            colours.add("#%06x".formatted(ChartStyle.colour(n).getRGB() & 0xFFFFFF));
        }
        // A name must not end the script that it stands in.
        return template().replace(PLACE, JsonText.of(data).replace("<", "\\u003c"));
    }

    private static String template() {
        try (InputStream in = MapPage.class.getResourceAsStream("map.html")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The page's template lies in this jar.", e);
        }
    }
}
