package io.genrestream.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A picture made small, a pixel for each square of 8: what a person sees from afar. Letters become grey, so that how a font is
 * smoothed does not matter, while a word more, a line that wraps or another colour do.
 *
 * @param pixels the mean of each square
 */
record Look(BufferedImage pixels) {
    /** Part of the pixels that may be another colour. */
    static final double TOLERATED = 0.01;

    private static final int SQUARE = 8;
    /** Of 255, in any of the three colours. */
    private static final int OTHER_COLOUR = 24;

    static Look of(byte[] png) {
        try {
            BufferedImage large = ImageIO.read(new ByteArrayInputStream(png));
            BufferedImage small = new BufferedImage(
                    large.getWidth() / SQUARE, large.getHeight() / SQUARE, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < small.getHeight(); y++) {
                for (int x = 0; x < small.getWidth(); x++) {
                    small.setRGB(x, y, mean(large.getRGB(x * SQUARE, y * SQUARE, SQUARE, SQUARE, null, 0, SQUARE)));
                }
            }
            return new Look(small);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Look read(Path file) {
        try {
            return new Look(ImageIO.read(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(pixels, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Part of the pixels that are of another colour (0 to 1); 1 where the pictures are not equally large. */
    double differenceFrom(Look other) {
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        if (other.pixels.getWidth() != width || other.pixels.getHeight() != height) {
            return 1;
        }
        long different = IntStream.range(0, width * height)
                .filter(i -> areOther(pixels.getRGB(i % width, i / width), other.pixels.getRGB(i % width, i / width)))
                .count();
        return (double) different / (width * height);
    }

    private static boolean areOther(int a, int b) {
        return IntStream.of(16, 8, 0)
                .anyMatch(shift -> Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)) > OTHER_COLOUR);
    }

    private static int mean(int[] colours) {
        return IntStream.of(16, 8, 0)
                .map(shift -> (int) IntStream.of(colours)
                                .map(colour -> colour >> shift & 0xff)
                                .average()
                                .orElseThrow()
                        << shift)
                .reduce(0, (a, b) -> a | b);
    }
}
