package io.genrestream.cli.cluster;

import io.genrestream.cli.offline.TableCell;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The groups for people. */
final class GroupText {
    private GroupText() {}

    static String of(ClusterReport map) {
        StringBuilder text = new StringBuilder();
        for (int group = 1; group <= map.groups(); group++) {
            int number = group;
            List<PlacedTrack> tracks = map.tracks().stream()
                    .filter(track -> track.group() == number)
                    .toList();
            text.append("group ")
                    .append(group)
                    .append(": ")
                    .append(counts(tracks))
                    .append('\n');
            tracks.forEach(track ->
                    text.append("  ").append(TableCell.visible(track.file())).append('\n'));
        }
        return text.append(map.summary()).toString();
    }

    /** Labels where there are some, else genres, the most frequent first. */
    private static String counts(List<PlacedTrack> tracks) {
        Map<String, Long> counts = tracks.stream()
                .map(track -> track.label() == null ? track.genreOrUnknown() : track.label())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(count -> count.getValue() + " " + TableCell.visible(count.getKey()))
                .collect(Collectors.joining(", "));
    }
}
