package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_SKIP_REPEATED;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_flags;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import io.genrestream.decoding.wire.FrameReader;
import io.genrestream.decoding.wire.FrameType;
import io.genrestream.decoding.wire.FrameWriter;
import io.genrestream.decoding.wire.OpenRecord;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swresample;

/**
 * The child process: frames come in at standard input and go out at standard output, words go to standard error. It
 * ends when its input does, so it does not outlive its parent.
 */
public final class DecoderWorker {
    static final int ORPHANED = 4;
    /** What the JVM itself ends with when its heap is full; it does not do so for a thread or native memory. */
    private static final int OUT_OF_MEMORY = 3;

    private final FrameWriter out;
    private final long spoolBytes;
    private final Map<Integer, StreamTask> streams = new ConcurrentHashMap<>();

    private DecoderWorker(FrameWriter out, long spoolBytes) {
        this.out = out;
        this.spoolBytes = spoolBytes;
    }

    /** @param args most bytes of a spooled file; most bytes of one native allocation */
    public static void main(String[] args) throws IOException {
        System.setOut(System.err);
        var worker =
                new DecoderWorker(new FrameWriter(new FileOutputStream(FileDescriptor.out)), Long.parseLong(args[0]));
        loadLibraries(Long.parseLong(args[1]));
        try {
            worker.serve(new FrameReader(new FileInputStream(FileDescriptor.in)));
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
        // Streams may be in native code: the parent has gone, nothing is worth waiting for.
        Runtime.getRuntime().halt(0);
    }

    private static void loadLibraries(long largestAllocation) {
        avformat.avformat_version();
        swresample.swresample_version();
        av_max_alloc(largestAllocation);
        av_log_set_level(AV_LOG_ERROR);
        av_log_set_flags(AV_LOG_SKIP_REPEATED);
    }

    private void serve(FrameReader in) throws IOException {
        out.write(FrameType.READY, 0);
        while (in.next()) {
            if (in.type() == FrameType.OPEN) {
                open(in.stream(), OpenRecord.decode(in.payload()));
                continue;
            }
            StreamTask task = streams.get(in.stream());
            if (task != null) {
                pass(task, in);
            }
        }
    }

    private void open(int stream, OpenRecord order) {
        var task = new StreamTask(out, stream, order, spoolBytes, () -> streams.remove(stream));
        streams.put(stream, task);
        Thread.ofPlatform().daemon().name("stream-" + stream).start(task);
    }

    private static void pass(StreamTask task, FrameReader in) {
        switch (in.type()) {
            case DATA -> task.input().put(in.payload(), in.length());
            case END -> task.input().end();
            case CREDIT -> task.output().grant(in.intPayload());
            case CANCEL -> task.cancel();
            default -> throw new IllegalStateException("Not for a worker: " + in.type());
        }
    }
}
