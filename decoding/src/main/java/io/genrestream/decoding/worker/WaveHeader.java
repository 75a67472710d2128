package io.genrestream.decoding.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The header of a wav, w64 or aiff file, up to its sound. FFmpeg reads it after this, and takes some headers in a wrong
 * way: lengths that a pipe's writer did not know, fewer valid bits than a sample has, the bytes of RIFX. Such a header
 * is given to it as it would be if it were written to a file, by an ordinary writer.
 */
final class WaveHeader {
    private static final int FAR = 1 << 20;
    private static final int CHANNELS_AT = 2;
    private static final int RATE_AT = 4;
    private static final int FRAME_AT = 12;
    private static final int BITS_AT = 14;
    private static final int VALID_BITS_AT = 18;
    private static final int SUBFORMAT_AT = 24;
    private static final int FORMAT_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 40;
    private static final int PROBED_SOUND = 1 << 16;
    private static final float COOL_EDIT_LEAST = 1e-18f;
    private static final float COOL_EDIT_MOST = 1 << 25;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    /** Of sound whose length is not known, for FFmpeg: far more than comes, and no number that overflows. */
    private static final long ENDLESS = 1L << 48;

    /**
     * Samples of 16 bits, their lowest byte first.
     *
     * @param rate in Hz
     */
    record Samples(int rate, int channels) {}

    private final ChunkFormat format;
    private final byte[] head;
    private final ByteBuffer fields;
    private int formatAt;
    private int formatBytes;
    private int sizesAt;
    private int soundAt;
    private long soundBytes;

    private WaveHeader(ChunkFormat format, byte[] head) {
        this.format = format;
        this.head = head;
        this.fields = format.fields(head);
    }

    /** @return empty when the file is of another kind, or its sound does not begin within the first MiB */
    static Optional<WaveHeader> of(PeekableInput input) throws IOException {
        var format = ChunkFormat.of(input.peek(40));
        if (format.isEmpty()) {
            return Optional.empty();
        }
        for (int reach = 4096; reach <= FAR; reach *= 4) {
            byte[] head = input.peek(reach);
            WaveHeader header = new WaveHeader(format.get(), head);
            if (header.findSound()) {
                return Optional.of(header);
            }
            if (head.length < reach) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean findSound() {
        long at = format.firstChunk();
        while (at + format.headerBytes() <= head.length) {
            int chunk = (int) at;
            long payload = format.payload(format.number(fields, chunk + format.chunkSizeAt()));
            switch (ChunkFormat.text(head, chunk)) {
                case "fmt " -> {
                    formatAt = chunk + format.headerBytes();
                    formatBytes = (int) Math.clamp(payload, 0, head.length - formatAt);
                }
                case "ds64" -> sizesAt = chunk + format.headerBytes();
                case "data", "SSND" -> {
                    soundAt = chunk + format.headerBytes();
                    soundBytes = is64() ? fields.getLong(sizesAt + 8) : payload;
                    return true;
                }
                default -> {}
            }
            if (payload < 0) {
                return false;
            }
            at += format.headerBytes() + payload + format.padding(payload);
        }
        return false;
    }

    ChunkFormat format() {
        return format;
    }

    /** The bytes before the sound, as they came. */
    byte[] bytesBeforeSound() {
        return Arrays.copyOf(head, soundAt);
    }

    /** Bytes of the sound and its padding; empty where the writer did not know. */
    OptionalLong soundBytes() {
        return endless() ? OptionalLong.empty() : OptionalLong.of(soundBytes + format.padding(soundBytes));
    }

    /** The file's length in bytes, at least: to the end of the sound. Empty where the writer did not know. */
    OptionalLong promisedBytes() {
        return endless() ? OptionalLong.empty() : OptionalLong.of(soundAt + soundBytes);
    }

    /** Whether samples of more than a byte begin with their highest one, although FFmpeg will be given a plain wav. */
    boolean bigEndianSamples() {
        return format == ChunkFormat.RIFX;
    }

    /** What follows the header for good; empty where the sound has an end, or is other than samples of 16 bits. */
    Optional<Samples> endlessSamples() {
        if (format != ChunkFormat.RIFF || formatBytes < FORMAT_BYTES || !endless()) {
            return Optional.empty();
        }
        int channels = Short.toUnsignedInt(fields.getShort(formatAt + CHANNELS_AT));
        int frame = Short.toUnsignedInt(fields.getShort(formatAt + FRAME_AT));
        boolean words = fields.getShort(formatAt) == PCM && frame == channels * Short.BYTES;
        return words ? Optional.of(new Samples(fields.getInt(formatAt + RATE_AT), channels)) : Optional.empty();
    }

    /** Changes what FFmpeg will read; nothing in an ordinary header. */
    void mend(PeekableInput input) throws IOException {
        byte[] mended = head.clone();
        if (format == ChunkFormat.RIFX) {
            turn(mended);
        }
        boolean aiff = format == ChunkFormat.FORM;
        ByteBuffer out = (format == ChunkFormat.RIFX ? ChunkFormat.RIFF : format).fields(mended);
        if (!aiff && formatBytes >= FORMAT_BYTES) {
            fillContainers(out, input);
        }
        if (endless()) {
            clearLengths(out);
        }
        if (!Arrays.equals(mended, head)) {
            input.patch(0, mended);
        }
    }

    private boolean is64() {
        return sizesAt > 0 && ChunkFormat.text(head, 0).endsWith("64");
    }

    /** A length of none is a placeholder too, unless the file's own length counts chunks behind. */
    private boolean endless() {
        long whole = format.number(fields, format.fileSizeAt());
        if (is64()) {
            return soundBytes <= 0 || soundBytes >= ENDLESS;
        }
        long length = format.number(fields, soundAt - format.headerBytes() + format.chunkSizeAt());
        boolean empty = format.payload(length) == 0;
        return empty ? format.unknown(whole) || format.whole(whole) <= soundAt : format.unknown(length);
    }

    /** Samples of fewer valid bits than their container are its upper bits: as many bits as the container are read. */
    private void fillContainers(ByteBuffer out, PeekableInput input) throws IOException {
        int tag = Short.toUnsignedInt(out.getShort(formatAt));
        boolean extensible = tag == EXTENSIBLE && formatBytes >= EXTENSIBLE_BYTES;
        int kind = extensible ? out.getInt(formatAt + SUBFORMAT_AT) : tag;
        int channels = Short.toUnsignedInt(out.getShort(formatAt + CHANNELS_AT));
        int frame = Short.toUnsignedInt(out.getShort(formatAt + FRAME_AT));
        boolean samples = kind == PCM || extensible && kind == FLOAT;
        if (!samples || channels == 0 || frame % channels != 0) {
            return;
        }
        short bits = (short) (8 * (frame / channels));
        if (extensible) {
            out.putShort(formatAt + BITS_AT, bits);
            out.putShort(formatAt + VALID_BITS_AT, bits);
        } else if (out.getShort(formatAt + BITS_AT) < bits && !isCoolEditFloat(out, bits, input)) {
            out.putShort(formatAt + BITS_AT, bits);
        }
    }

    /**
     * Cool Edit wrote floats of 24 bits before the point and said 24 bits, as others do who put 24 bits into 32. Of
     * whole numbers, some are no such floats.
     */
    private boolean isCoolEditFloat(ByteBuffer out, int bits, PeekableInput input) throws IOException {
        if (bits != Float.SIZE || out.getShort(formatAt + BITS_AT) != 24 || format == ChunkFormat.RIFX) {
            return false;
        }
        ByteBuffer sound =
                ChunkFormat.RIFF.fields(input.peek(soundAt + PROBED_SOUND)).position(soundAt);
        boolean any = false;
        while (sound.remaining() >= Float.BYTES) {
            float sample = Math.abs(sound.getFloat());
            if (sample != 0 && !(sample >= COOL_EDIT_LEAST && sample <= COOL_EDIT_MOST)) {
                return false;
            }
            any |= sample != 0;
        }
        return any;
    }

    private void clearLengths(ByteBuffer out) {
        int lengthAt = soundAt - format.headerBytes() + format.chunkSizeAt();
        switch (format) {
            case W64 -> {
                out.putLong(format.fileSizeAt(), ENDLESS);
                out.putLong(lengthAt, ENDLESS);
            }
            case FORM -> {
                out.putInt(format.fileSizeAt(), Integer.MAX_VALUE);
                out.putInt(lengthAt, Integer.MAX_VALUE - 1);
            }
            case RIFF, RIFX -> {
                if (is64()) {
                    out.putLong(sizesAt, ENDLESS);
                    out.putLong(sizesAt + 8, ENDLESS);
                } else {
                    out.putInt(format.fileSizeAt(), -1);
                    out.putInt(lengthAt, -1);
                }
            }
        }
    }

    /** Makes RIFX a RIFF, but for the samples. */
    private void turn(byte[] bytes) {
        bytes[3] = 'F';
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(4, fields.getInt(4));
        for (long at = format.firstChunk(); at < soundAt; ) {
            int sizeAt = (int) at + format.chunkSizeAt();
            long size = format.number(fields, sizeAt);
            out.putInt(sizeAt, (int) size);
            at += format.headerBytes() + size + format.padding(size);
        }
        turnFormat(out);
    }

    private void turnFormat(ByteBuffer out) {
        // Of two and four bytes, in the order of the structure WAVEFORMATEXTENSIBLE.
        int[] widths = {2, 2, 4, 4, 2, 2, 2, 2, 4};
        int at = formatAt;
        for (int width : widths) {
            if (at + width > formatAt + formatBytes) {
                return;
            }
            if (width == 2) {
                out.putShort(at, fields.getShort(at));
            } else {
                out.putInt(at, fields.getInt(at));
            }
            at += width;
        }
        if (formatBytes >= EXTENSIBLE_BYTES) {
            // Writers turn all, part or nothing of the subformat: its format number is what is not zero.
            int kind = head[at] | head[at + 1] | head[at + 2] | head[at + 3];
            out.putInt(at, kind).putInt(at + 4, 0x0010_0000);
        }
    }
}
