package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A whole file on disk, for a container that must be read from its end. The file loses its name at once, so nothing can be left. */
final class SpooledFile implements ByteSource {
    private final FileChannel file;
    private long position;

    private SpooledFile(FileChannel file) {
        this.file = file;
    }

    /** Reads the input to its end. */
    static SpooledFile of(ByteSource input, long limit) throws IOException {
        Path path = Files.createTempFile("genrestream-", ".spool");
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Files.delete(path);
            fill(file, input, limit);
            return new SpooledFile(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void fill(FileChannel file, ByteSource input, long limit) throws IOException {
        byte[] block = new byte[64 * 1024];
        long total = 0;
        for (int got = input.read(block, 0, block.length); got > 0; got = input.read(block, 0, block.length)) {
            total += got;
            if (total > limit) {
                throw new DecodingException(DecodingError.INDEX_AT_END, "more than " + limit + " bytes");
            }
            for (ByteBuffer rest = ByteBuffer.wrap(block, 0, got); rest.hasRemaining(); ) {
                file.write(rest);
            }
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(into, offset, length);
        while (rest.hasRemaining()) {
            int got = file.read(rest, position);
            if (got < 0) {
                break;
            }
            position += got;
        }
        return rest.position() - offset;
    }

    @Override
    public int readSome(byte[] into, int offset, int length) throws IOException {
        return read(into, offset, length);
    }

    @Override
    public long size() {
        try {
            return file.size();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void seek(long to) {
        position = to;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
