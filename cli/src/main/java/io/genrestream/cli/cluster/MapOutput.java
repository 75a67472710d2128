package io.genrestream.cli.cluster;

import io.genrestream.cli.picture.DotChart;
import io.genrestream.cli.picture.PictureFile;
import io.genrestream.cli.picture.PicturePage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A file that a map is drawn to.
 *
 * @param picture its format; empty for a page of HTML
 */
record MapOutput(Path file, Optional<PictureFile> picture) {

    /** @throws ParameterException when its ending is none that can be drawn */
    static MapOutput of(Path file, CommandLine command) {
        Optional<PictureFile> picture = PictureFile.of(file);
        if (picture.isEmpty() && !file.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
            throw new ParameterException(command, "-o '" + file + "': the name must end in .png, .svg or .html");
        }
        return new MapOutput(file, picture);
    }

    void write(ClusterReport map) {
        picture.ifPresentOrElse(format -> format.write(page(map), file), () -> MapPage.write(map, file));
    }

    /** The groups, and beside them what they are to be compared with. */
    private static PicturePage page(ClusterReport map) {
        DotChart groups = chart("Groups by " + map.by(), map, track -> "group " + track.group());
        DotChart compared = map.nmi() == null
                ? chart("Genre, by the model", map, PlacedTrack::genreOrUnknown)
                : chart("Labels, by " + map.labels(), map, PlacedTrack::label);
        return DotChart.beside(List.of(groups, compared));
    }

    private static DotChart chart(String title, ClusterReport map, Function<PlacedTrack, String> name) {
        List<DotChart.Dot> dots = map.tracks().stream()
                .map(track -> new DotChart.Dot(track.x(), track.y(), name.apply(track)))
                .toList();
        return new DotChart(title, "Principal component", dots);
    }
}
