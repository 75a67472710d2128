package io.genrestream.decoding.worker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;
import org.jaudiotagger.tag.TagException;
import org.jaudiotagger.tag.TagField;
import org.jaudiotagger.tag.id3.AbstractID3v2Frame;
import org.jaudiotagger.tag.id3.AbstractID3v2Tag;
import org.jaudiotagger.tag.id3.ID3v11Tag;
import org.jaudiotagger.tag.id3.ID3v1Tag;
import org.jaudiotagger.tag.id3.ID3v22Tag;
import org.jaudiotagger.tag.id3.ID3v23Tag;
import org.jaudiotagger.tag.id3.ID3v24Tag;
import org.jaudiotagger.tag.id3.framebody.AbstractFrameBodyTextInfo;

/** ID3 tags of every version, as jaudiotagger reads them: values by our keys. A damaged tag has those before the damage. */
final class Id3Tags {
    private static final Logger LIBRARY = Logger.getLogger("org.jaudiotagger");
    /** Our keys by the ids of frames, of all versions: in each version others exist. */
    private static final Map<String, List<String>> FRAMES = Map.of(
            "title", List.of("TIT2", "TT2"),
            "artist", List.of("TPE1", "TP1"),
            "album", List.of("TALB", "TAL"),
            "genre", List.of("TCON", "TCO"),
            "date", List.of("TDRC", "TYER", "TYE"));

    private static final Map<String, FieldKey> VERSION_1 = Map.of(
            "title", FieldKey.TITLE,
            "artist", FieldKey.ARTIST,
            "album", FieldKey.ALBUM,
            "genre", FieldKey.GENRE,
            "date", FieldKey.YEAR);

    static {
        // It writes what files hold to standard error, which ends in logs.
        LIBRARY.setLevel(Level.OFF);
    }

    private Id3Tags() {}

    /** Whether a frame has one of the values. */
    static boolean reads(String id) {
        return FRAMES.values().stream().anyMatch(ids -> ids.contains(id));
    }

    /** @param tag from its header on */
    static Map<String, List<String>> of(byte[] tag) {
        if (!Id3Header.at(tag) || Id3Header.of(tag).size() == 0) {
            return Map.of();
        }
        ByteBuffer bytes = ByteBuffer.wrap(tag);
        try {
            return frames(
                    switch (Id3Header.of(tag).version()) {
                        case 2 -> new ID3v22Tag(bytes);
                        case 3 -> new ID3v23Tag(bytes);
                        default -> new ID3v24Tag(bytes);
                    });
        } catch (TagException | RuntimeException e) {
            // What is no tag to the library has no values.
            return Map.of();
        }
    }

    /** @param tag the 128 bytes of an ID3v1 tag */
    static Map<String, List<String>> ofVersion1(byte[] tag) {
        ByteBuffer bytes = ByteBuffer.wrap(tag);
        try {
            ID3v11Tag withTrack = new ID3v11Tag();
            if (withTrack.seek(bytes)) {
                bytes.rewind();
                withTrack.read(bytes);
                return fields(withTrack);
            }
            ID3v1Tag plain = new ID3v1Tag();
            bytes.rewind();
            plain.read(bytes);
            return fields(plain);
        } catch (TagException | RuntimeException e) {
            return Map.of();
        }
    }

    private static Map<String, List<String>> frames(AbstractID3v2Tag tag) {
        Map<String, List<String>> values = new HashMap<>();
        FRAMES.forEach((key, ids) -> ids.stream()
                .filter(tag::hasFrame)
                .flatMap(id -> tag.getFrame(id).stream())
                .flatMap(frame -> texts(frame).stream())
                .flatMap(text -> key.equals("genre") ? GenreText.genres(text).stream() : Stream.of(text))
                .forEach(text ->
                        values.computeIfAbsent(key, _ -> new ArrayList<>()).add(text)));
        return values;
    }

    private static List<String> texts(TagField field) {
        List<String> texts = new ArrayList<>();
        if (field instanceof AbstractID3v2Frame frame && frame.getBody() instanceof AbstractFrameBodyTextInfo body) {
            for (int i = 0; i < body.getNumberOfValues(); i++) {
                texts.add(body.getValueAtIndex(i));
            }
        }
        return texts;
    }

    private static Map<String, List<String>> fields(Tag tag) {
        Map<String, List<String>> values = new HashMap<>();
        VERSION_1.forEach((key, field) -> values.put(key, tag.getAll(field)));
        return values;
    }
}
