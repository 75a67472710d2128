package io.genrestream.decoding.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tags in chunks of a wav, w64 or aiff file, before its sound and behind it: ID3v2, RIFF INFO, and aiff's own. */
final class ChunkTags implements ByteListener {
    private static final int MOST_BYTES = 2 << 20;
    private static final Map<String, String> INFO =
            Map.of("INAM", "title", "IART", "artist", "IPRD", "album", "IGNR", "genre", "ICRD", "date");

    private final ChunkFormat format;
    private final byte[] header;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private final Map<String, List<String>> id3 = new HashMap<>();
    private final Map<String, List<String>> own = new HashMap<>();
    private String id = "";
    private int inHeader;
    private long toSkip;
    private long toKeep;

    ChunkTags(WaveHeader wave) {
        format = wave.format();
        header = new byte[format.headerBytes()];
        byte[] before = wave.bytesBeforeSound();
        toSkip = format.firstChunk();
        parse(before, 0, before.length - format.headerBytes());
        inHeader = 0;
        // They come again as they are read; without a length the sound never ends.
        toSkip = wave.soundBytes().orElse(Long.MAX_VALUE / 2) + before.length;
    }

    /** From ID3v2 chunks. */
    Map<String, List<String>> id3() {
        return id3;
    }

    /** From RIFF's and aiff's own chunks. */
    Map<String, List<String>> own() {
        return own;
    }

    @Override
    public void see(byte[] bytes, int offset, int length) {
        parse(bytes, offset, length);
    }

    private void parse(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; ) {
            int part = offset + length - at;
            if (toKeep > 0) {
                part = (int) Math.min(toKeep, part);
                chunk.write(bytes, at, part);
                toKeep -= part;
                if (toKeep == 0) {
                    endChunk();
                }
            } else if (toSkip > 0) {
                part = (int) Math.min(toSkip, part);
                toSkip -= part;
            } else {
                part = Math.min(header.length - inHeader, part);
                System.arraycopy(bytes, at, header, inHeader, part);
                inHeader += part;
                if (inHeader == header.length) {
                    beginChunk();
                }
            }
            at += part;
        }
    }

    private void beginChunk() {
        inHeader = 0;
        id = ChunkFormat.text(header, 0);
        long payload = Math.max(0, format.payload(format.number(format.fields(header), format.chunkSizeAt())));
        boolean kept = switch (id) {
            case "LIST", "list", "id3 ", "ID3 ", "NAME", "AUTH" -> payload <= MOST_BYTES;
            default -> false;
        };
        toKeep = kept ? payload : 0;
        toSkip = (kept ? 0 : payload) + format.padding(payload);
    }

    private void endChunk() {
        byte[] bytes = chunk.toByteArray();
        chunk.reset();
        switch (id) {
            case "id3 ", "ID3 " -> readId3(bytes);
            case "NAME" -> own.putIfAbsent("title", List.of(text(bytes, 0, bytes.length)));
            case "AUTH" -> own.putIfAbsent("artist", List.of(text(bytes, 0, bytes.length)));
            default -> readInfo(bytes);
        }
    }

    private void readId3(byte[] tag) {
        if (Id3Header.at(tag)) {
            try {
                Id3Tags.of(new Id3Skip(PeekableInput.of(tag)).take()).forEach(id3::putIfAbsent);
            } catch (IOException e) {
                // A tag beyond its chunk is passed over; the sound needs none.
            }
        }
    }

    /** RIFF INFO: chunks within a chunk. */
    private void readInfo(byte[] list) {
        if (!ChunkFormat.text(list, 0).equals("INFO")) {
            return;
        }
        ByteBuffer fields = (format == ChunkFormat.W64 ? ChunkFormat.RIFF : format).fields(list);
        for (int at = 4; at + 8 <= list.length; ) {
            int size = fields.getInt(at + 4);
            if (size < 0 || size > list.length - at - 8) {
                return;
            }
            String key = INFO.get(ChunkFormat.text(list, at));
            if (key != null) {
                own.computeIfAbsent(key, _ -> new ArrayList<>()).add(text(list, at + 8, size));
            }
            at += 8 + size + (size & 1);
        }
    }

    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return TagText.decoded(bytes, at, end - at);
    }
}
