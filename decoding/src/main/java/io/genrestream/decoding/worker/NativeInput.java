package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg's view of a {@link ByteSource}: the only way in which a demuxer gets bytes. */
final class NativeInput implements AutoCloseable {
    private static final int BUFFER = 32 * 1024;
    /** Bytes a read of a live source, and of a file once it is known what it is: it may come slowly. */
    private static final int SHORT_BLOCK = 8 * 1024;

    private static final Map<Long, NativeInput> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong KEYS = new AtomicLong();
    // Native code can hold few callbacks, so all inputs share one of each and are told apart by the opaque pointer.
    private static final Reading READING = new Reading();
    private static final Seeking SEEKING = new Seeking();

    private final ByteSource source;
    private final boolean live;
    private final byte[] block;
    private final long key = KEYS.incrementAndGet();
    private final AVIOContext context;
    private long position;
    private int blockBytes;
    private IOException failure;

    private NativeInput(ByteSource source, boolean live) {
        this.source = source;
        this.live = live;
        blockBytes = live ? SHORT_BLOCK : BUFFER;
        block = new byte[blockBytes];
        context = avio_alloc_context(
                new BytePointer(av_malloc(blockBytes)),
                blockBytes,
                0,
                new Key(key),
                READING,
                null,
                source.size() >= 0 ? SEEKING : null);
        OPEN.put(key, this);
    }

    static NativeInput ofFile(ByteSource source) {
        return new NativeInput(source, false);
    }

    /** Waits for no more than the next byte. */
    static NativeInput ofLive(ByteSource source) {
        return new NativeInput(source, true);
    }

    AVIOContext context() {
        return context;
    }

    /** What the file is has been found out: from now on reads are short. */
    void probed() {
        blockBytes = SHORT_BLOCK;
    }

    /** Throws what went wrong in a read, which FFmpeg knows as a number only. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private int read(BytePointer into, int size) {
        try {
            int most = Math.min(size, blockBytes);
            int got = live ? source.readSome(block, 0, most) : source.read(block, 0, most);
            if (got == 0) {
                return AVERROR_EOF;
            }
            into.put(block, 0, got);
            position += got;
            return got;
        } catch (IOException e) {
            failure = e;
            return AVERROR_EIO();
        } catch (RuntimeException e) {
            // Native code must not be unwound by an exception.
            failure = new IOException("Reading the input failed", e);
            return AVERROR_EIO();
        }
    }

    private long seek(long offset, int whence) {
        if (whence == AVSEEK_SIZE) {
            return source.size();
        }
        long to = offset + (whence == 1 ? position : whence == 2 ? source.size() : 0);
        if (to < 0) {
            return AVERROR_EIO();
        }
        source.seek(to);
        position = to;
        return to;
    }

    @Override
    public void close() {
        OPEN.remove(key);
        av_free(context.buffer());
        avio_context_free(context);
    }

    /** A number in the place of an address. */
    private static final class Key extends Pointer {
        Key(long number) {
            address = number;
        }
    }

    private static final class Reading extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer into, int size) {
            return OPEN.get(opaque.address()).read(into, size);
        }
    }

    private static final class Seeking extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            return OPEN.get(opaque.address()).seek(offset, whence);
        }
    }
}
