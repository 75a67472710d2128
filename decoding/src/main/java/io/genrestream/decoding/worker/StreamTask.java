package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.wire.AudioRecord;
import io.genrestream.decoding.wire.FailureRecord;
import io.genrestream.decoding.wire.FrameType;
import io.genrestream.decoding.wire.FrameWriter;
import io.genrestream.decoding.wire.OpenRecord;
import java.io.IOException;

/** One stream of a worker: decodes on a thread of its own and ends with one DONE or FAILED. */
final class StreamTask implements Runnable {
    private final FrameWriter frames;
    private final int stream;
    private final InputPipe input;
    private final PcmOutput output;
    private final AudioDecoder decoder;
    private final Runnable whenDone;

    StreamTask(FrameWriter frames, int stream, OpenRecord order, long spoolBytes, Runnable whenDone) {
        this.frames = frames;
        this.stream = stream;
        this.whenDone = whenDone;
        input = new InputPipe(order.window(), bytes -> frames.writeCredit(stream, bytes));
        output = new PcmOutput(frames, stream, order);
        decoder = order.live().isPresent()
                ? new LiveDecoder(
                        input, output, order.sampleRate(), order.live().get(), this::describe)
                : new TrackDecoder(input, output, order.sampleRate(), spoolBytes);
    }

    InputPipe input() {
        return input;
    }

    PcmOutput output() {
        return output;
    }

    void cancel() {
        input.cancel();
        output.cancel();
    }

    @Override
    public void run() {
        FrameType last;
        byte[] payload;
        try {
            payload = AudioRecord.encode(decoder.decode());
            last = FrameType.DONE;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            payload = failure(e);
            last = FrameType.FAILED;
        }
        whenDone.run();
        try {
            frames.write(last, stream, payload, 0, payload.length);
        } catch (IOException e) {
            // Nobody is there to be told.
            Runtime.getRuntime().halt(DecoderWorker.ORPHANED);
        }
    }

    private void describe(DecodedAudio soFar) throws IOException {
        byte[] payload = AudioRecord.encode(soFar);
        frames.write(FrameType.DESCRIPTION, stream, payload, 0, payload.length);
    }

    private static byte[] failure(Throwable e) {
        DecodingException known = switch (e) {
            case DecodingException d -> d;
            case OutOfMemoryError tooMuch -> new DecodingException(DecodingError.MEMORY_LIMIT);
            default -> {
                e.printStackTrace();
                yield new DecodingException(DecodingError.DECODER_CRASHED, e.toString());
            }
        };
        try {
            return FailureRecord.encode(known);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
