package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.*;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;

/**
 * How channels become one. Row 0 of the matrix is the mean: for named layouts front left and right weigh 1, centre
 * √2 (it is in both), surround channels √½, LFE 0; for channels without names all weigh 1; then divided by their sum.
 * Row 1 is the difference: the same weights, left channels positive, right ones negative, middle ones 0. Mean plus
 * difference is the left side alone, which is what remains to be heard where the mean cancels out.
 */
final class ChannelMix {
    private final double[] matrix;

    private ChannelMix(double[] weights, int[] sides) {
        int channels = weights.length;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        matrix = new double[2 * channels];
        for (int i = 0; i < channels; i++) {
            matrix[i] = sum > 0 ? weights[i] / sum : 1.0 / channels;
            matrix[channels + i] = matrix[i] * sides[i];
        }
    }

    static ChannelMix of(AVChannelLayout layout) {
        int channels = layout.nb_channels();
        double[] weights = new double[channels];
        int[] sides = new int[channels];
        boolean named = layout.order() == AV_CHANNEL_ORDER_NATIVE;
        for (int i = 0; i < channels; i++) {
            int channel = named ? av_channel_layout_channel_from_index(layout, i) : AV_CHAN_NONE;
            weights[i] = weight(channel);
            sides[i] = side(channel);
        }
        if (!named && channels == 2) {
            sides[0] = 1;
            sides[1] = -1;
        }
        return new ChannelMix(weights, sides);
    }

    /** Two rows of one weight a channel, as swresample takes them. */
    double[] matrix() {
        return matrix.clone();
    }

    private static double weight(int channel) {
        return switch (channel) {
            case AV_CHAN_FRONT_CENTER -> Math.sqrt(2);
            case AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2 -> 0;
            case AV_CHAN_BACK_LEFT, AV_CHAN_BACK_RIGHT, AV_CHAN_BACK_CENTER, AV_CHAN_SIDE_LEFT, AV_CHAN_SIDE_RIGHT ->
                Math.sqrt(0.5);
            default -> 1;
        };
    }

    private static int side(int channel) {
        return switch (channel) {
            case AV_CHAN_FRONT_LEFT, AV_CHAN_BACK_LEFT, AV_CHAN_SIDE_LEFT, AV_CHAN_FRONT_LEFT_OF_CENTER -> 1;
            case AV_CHAN_FRONT_RIGHT, AV_CHAN_BACK_RIGHT, AV_CHAN_SIDE_RIGHT, AV_CHAN_FRONT_RIGHT_OF_CENTER -> -1;
            default -> 0;
        };
    }
}
