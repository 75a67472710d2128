package io.genrestream.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.testkit.SynthesizedAudio;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How bright pictures are in which there is nothing to see. */
class DarknessTest {
    private static final int RATE = Sound.SPEC.sampleRate();

    private static Stream<Arguments> nothingAndKinds() {
        return Stream.of(PlotKind.SPECTROGRAM, PlotKind.MFCC, PlotKind.CHROMA, PlotKind.TEMPOGRAM)
                .flatMap(kind -> Stream.of("silence", "dither", "not a number").map(what -> Arguments.of(kind, what)));
    }

    @ParameterizedTest
    @MethodSource("nothingAndKinds")
    void shouldDrawNothingDark(PlotKind kind, String what) throws Exception {
        Sound sound = switch (what) {
            case "silence" -> heard(new short[5 * RATE]);
            case "dither" -> heard(dither());
            default -> notANumber();
        };
        for (FrequencyAxis axis : FrequencyAxis.values()) {
            for (JFreeChart chart : charts(kind, sound, axis)) {
                assertThat(brightness(chart)).as(what + ", " + axis).isLessThan(0.2);
            }
        }
    }

    @Test
    void shouldGiveAConstantToneNoTempo() throws Exception {
        Sound sound = heard(SynthesizedAudio.tone(RATE, 1000, 0.5, 12).pcm16(0));
        // Its beginning is an onset, and half a window of 8.9 s reaches back to it.
        BufferedImage image =
                image(charts(PlotKind.TEMPOGRAM, sound, FrequencyAxis.MEL).getFirst());
        BufferedImage settled = image.getSubimage(image.getWidth() / 2, 0, image.getWidth() / 4, image.getHeight());
        assertThat(brightness(settled)).isLessThan(0.05);
    }

    @Test
    void shouldSayTheLevelsAsTheyAreWhereNothingIsLoud() throws Exception {
        assertThat(scale(heard(new short[5 * RATE]))).isEqualTo("Level (dB)");
        assertThat(scale(heard(SynthesizedAudio.tone(RATE, 1000, 0.5, 5).pcm16(0))))
                .isEqualTo("Level below the loudest (dB)");
    }

    @ParameterizedTest
    @EnumSource(names = {"SPECTROGRAM", "MFCC", "CHROMA"})
    void shouldDrawMusicBright(PlotKind kind) throws Exception {
        Sound sound = heard(SynthesizedAudio.music(RATE, 1, 5, 1).pcm16(0));

        charts(kind, sound, FrequencyAxis.MEL)
                .forEach(chart -> assertThat(brightness(chart)).isGreaterThan(0.2));
    }

    private static String scale(Sound sound) {
        return ((org.jfree.chart.title.PaintScaleLegend) charts(PlotKind.SPECTROGRAM, sound, FrequencyAxis.MEL)
                        .getFirst()
                        .getSubtitle(0))
                .getAxis()
                .getLabel();
    }

    private static List<JFreeChart> charts(PlotKind kind, Sound sound, FrequencyAxis axis) {
        return kind.page(new Drawing("", axis, sound, Optional.empty())).charts();
    }

    private static BufferedImage image(JFreeChart chart) {
        return (BufferedImage)
                ((XYDataImageAnnotation) chart.getXYPlot().getAnnotations().getFirst()).getImage();
    }

    private static double brightness(JFreeChart chart) {
        return brightness(image(chart));
    }

    /** Mean luminance, 0 to 1. */
    private static double brightness(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels)
                        .mapToDouble(
                                rgb -> 0.2126 * (rgb >> 16 & 0xFF) + 0.7152 * (rgb >> 8 & 0xFF) + 0.0722 * (rgb & 0xFF))
                        .average()
                        .orElseThrow()
                / 255;
    }

    private static Sound heard(short[] pcm) throws Exception {
        Sound sound = new Sound(0);
        SampleAnalyzer analyzer = new SampleAnalyzer(Sound.SPEC);
        analyzer.begin(sound);
        analyzer.process(pcm, 0, pcm.length);
        analyzer.end();
        return sound;
    }

    /** The last bit of a silent recording. */
    private static short[] dither() {
        Random random = new Random(1);
        short[] pcm = new short[5 * RATE];
        IntStream.range(0, pcm.length).forEach(i -> pcm[i] = (short) (random.nextInt(3) - 1));
        return pcm;
    }

    private static Sound notANumber() throws Exception {
        Sound sound = heard(new short[RATE]);
        float[] row = new float[Sound.SPEC.frameWidth()];
        Arrays.fill(row, Float.NaN);
        IntStream.range(0, 100).forEach(i -> sound.frame(i, row));
        return sound;
    }
}
