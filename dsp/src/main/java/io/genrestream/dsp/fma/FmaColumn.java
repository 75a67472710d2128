package io.genrestream.dsp.fma;

import io.genrestream.dsp.aggregate.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A column of FMA's {@code features.csv}: what its three header rows say, and where its value comes from. */
public record FmaColumn(FmaFeature family, Statistic kind, int index) {
    private static final List<FmaColumn> ALL = sorted();

    /** All 518, in FMA's order: by feature, then statistic, then number. */
    public static List<FmaColumn> all() {
        return ALL;
    }

    /** First header row, such as {@code chroma_cens}. */
    public String feature() {
        return family.label();
    }

    /** Second header row, such as {@code kurtosis}. */
    public String statistics() {
        return kind.label();
    }

    /** Third header row: {@code 01}, {@code 02}, … */
    public String number() {
        return "%02d".formatted(index + 1);
    }

    private static List<FmaColumn> sorted() {
        List<Statistic> kinds = Arrays.stream(Statistic.values())
                .sorted(Comparator.comparing(Statistic::label))
                .toList();
        List<FmaColumn> columns = new ArrayList<>();
        for (FmaFeature family : FmaFeature.values()) {
            for (Statistic kind : kinds) {
                for (int index = 0; index < family.size(); index++) {
                    columns.add(new FmaColumn(family, kind, index));
                }
            }
        }
        return List.copyOf(columns);
    }
}
