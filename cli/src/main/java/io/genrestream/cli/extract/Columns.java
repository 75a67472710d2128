package io.genrestream.cli.extract;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.FrontEndSpec.LogScale;
import io.genrestream.dsp.aggregate.Statistic;
import io.genrestream.dsp.fma.FmaColumn;
import io.genrestream.dsp.rhythm.RhythmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All columns that there can be, in the order in which a row of a level is computed. */
final class Columns {
    static final String FMA = "fma";
    static final String LOG_MEL = "log_mel";

    private Columns() {}

    static List<Column> of(Level level, FrontEndSpec spec) {
        List<Column> columns = new ArrayList<>();
        switch (level) {
            case TRACK -> {
                statistics(spec, columns);
                if (RhythmModule.find().isPresent()) {
                    columns.addAll(RhythmColumns.all());
                }
            }
            case WINDOW -> {
                statistics(spec, columns);
                columns.add(plain("loudness_db", "dB", "root mean square of the window, of full scale"));
                columns.add(plain("silent_fraction", "ratio", "frames below -60 dB among the window's"));
                for (int frame = 0; frame < spec.frames(); frame++) {
                    for (int band = 0; band < spec.bands(); band++) {
                        columns.add(logMel(spec, "log_mel_" + frame + "_" + band, band, "frame " + frame + ", "));
                    }
                }
            }
            case FRAME -> {
                for (int band = 0; band < spec.bands(); band++) {
                    columns.add(logMel(spec, "log_mel_" + band, band, ""));
                }
                columns.addAll(features(spec));
            }
        }
        return columns;
    }

    /** The 518 of a track, in FMA's order. */
    static List<Column> fma() {
        return FmaColumn.all().stream()
                .map(column -> new Column(
                        FMA,
                        column.feature() + "." + column.statistics() + "." + column.number(),
                        "",
                        true,
                        "",
                        "FMA's %s, %s over the clip, number %s"
                                .formatted(column.feature(), column.statistics(), column.number())))
                .toList();
    }

    private static void statistics(FrontEndSpec spec, List<Column> columns) {
        for (Column feature : features(spec)) {
            for (Statistic statistic : Statistic.values()) {
                boolean shape = statistic == Statistic.SKEW || statistic == Statistic.KURTOSIS;
                columns.add(new Column(
                        feature.group(),
                        feature.feature(),
                        statistic.label(),
                        false,
                        shape ? "" : feature.unit(),
                        word(statistic) + " of: " + feature.meaning()));
            }
        }
    }

    private static List<Column> features(FrontEndSpec spec) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < spec.mfccCount(); i++) {
            columns.add(
                    new Column("mfcc", "mfcc_" + i, "", false, unit(spec), "mel-frequency cepstral coefficient " + i));
        }
        for (Descriptor descriptor : Descriptor.values()) {
            String group = descriptor.label().replaceFirst("_\\d+$", "");
            columns.add(
                    new Column(group, descriptor.label(), "", false, descriptor.unit(), meaning(descriptor, group)));
        }
        return columns;
    }

    private static Column plain(String name, String unit, String meaning) {
        return new Column(name, name, "", false, unit, meaning);
    }

    private static Column logMel(FrontEndSpec spec, String name, int band, String where) {
        return new Column(LOG_MEL, name, "", true, unit(spec), where + "log energy of mel band " + band);
    }

    private static String unit(FrontEndSpec spec) {
        return spec.log() == LogScale.DB ? "dB" : "ln";
    }

    private static String word(Statistic statistic) {
        return switch (statistic) {
            case STANDARD_DEVIATION -> "standard deviation";
            case MINIMUM, MAXIMUM, MEAN, MEDIAN, SKEW, KURTOSIS ->
                statistic.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String meaning(Descriptor descriptor, String group) {
        String number = descriptor.label().substring(group.length()).replace("_", "");
        return switch (descriptor) {
            case RMS -> "root mean square of the samples";
            case ZERO_CROSSING_RATE -> "changes of sign";
            case CENTROID -> "mean frequency, weighted by magnitude";
            case BANDWIDTH -> "spread of the magnitudes about the centroid";
            case ROLLOFF -> "frequency with 85 % of the magnitudes below";
            case FLATNESS -> "geometric by arithmetic mean of the power: 1 for noise";
            default ->
                group.equals("chroma")
                        ? "energy of pitch class " + number + " (0 is C), strongest 1"
                        : "peaks above valleys in band " + number + ", each an octave wide";
        };
    }
}
