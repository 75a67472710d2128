package io.genrestream.cli.bench;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.StreamLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The beginnings of some tracks, decoded before anything is measured, one after the other for ever. */
final class LiveMusic {
    /** What the model that ships with the system hears at (Hz). */
    static final int SAMPLE_RATE = 22_050;

    private static final int MOST_TRACKS = 16;
    private static final Duration OF_EACH = Duration.ofSeconds(30);
    private static final int BLOCK = 64 << 10;

    private final short[] samples;

    LiveMusic(short[] samples) {
        this.samples = samples;
    }

    /** @throws CommandFailure WRONG_FIGURES when one of the first {@value #MOST_TRACKS} files cannot be decoded */
    static LiveMusic of(List<Path> files) throws DecodingException, InterruptedException {
        List<short[]> tracks = new ArrayList<>();
        try (DecoderPool decoders = new DecoderPool(DecoderSettings.defaults())) {
            for (Path file : files.subList(0, Math.min(MOST_TRACKS, files.size()))) {
                tracks.add(decode(decoders, file));
            }
        }
        short[] all = new short[tracks.stream().mapToInt(track -> track.length).sum()];
        int filled = 0;
        for (short[] track : tracks) {
            System.arraycopy(track, 0, all, filled, track.length);
            filled += track.length;
        }
        return new LiveMusic(all);
    }

    /** Samples before the music begins anew (count). */
    int length() {
        return samples.length;
    }

    /** @param from any number of samples after the beginning */
    ByteBuffer littleEndian(long from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putShort(samples[(int) ((from + i) % samples.length)]);
        }
        return bytes.flip();
    }

    private static short[] decode(DecoderPool decoders, Path file) throws InterruptedException {
        StreamLimits limits = new StreamLimits(Long.MAX_VALUE, OF_EACH, StreamLimits.DEFAULT.stall());
        short[] track = new short[Math.toIntExact(OF_EACH.toSeconds() * SAMPLE_RATE)];
        int filled = 0;
        try (Decoding decoding = decoders.open(limits, SAMPLE_RATE)) {
            Thread feeder = Thread.ofPlatform().daemon().name("feed").start(() -> feed(file, decoding));
            short[] block = new short[BLOCK];
            for (int count = decoding.read(block); count >= 0; count = decoding.read(block)) {
                int taken = Math.min(count, track.length - filled);
                System.arraycopy(block, 0, track, filled, taken);
                filled += taken;
            }
            feeder.join();
        } catch (DecodingException e) {
            throw new CommandFailure(CliError.WRONG_FIGURES, file + ": " + e.getMessage(), e);
        }
        return Arrays.copyOf(track, filled);
    }

    private static void feed(Path file, Decoding decoding) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                decoding.write(block, 0, count);
            }
            decoding.finish();
        } catch (IOException e) {
            // The reader is told.
            decoding.close();
        }
    }
}
