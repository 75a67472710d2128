package io.genrestream.decoding.wire;

import io.genrestream.decoding.DecodedAudio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link DecodedAudio} as the payload of DONE. */
public final class AudioRecord {
    private AudioRecord() {}

    public static byte[] encode(DecodedAudio audio) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeUTF(audio.container());
        out.writeUTF(audio.codec());
        out.writeInt(audio.sourceRate());
        out.writeInt(audio.channels());
        out.writeDouble(audio.seconds());
        out.writeBoolean(audio.truncated());
        out.writeBoolean(audio.durationLimited());
        out.writeInt(audio.tags().size());
        for (var tag : audio.tags().entrySet()) {
            out.writeUTF(tag.getKey());
            out.writeUTF(tag.getValue());
        }
        out.writeInt(audio.warnings().size());
        for (String warning : audio.warnings()) {
            out.writeUTF(warning);
        }
        return bytes.toByteArray();
    }

    public static DecodedAudio decode(byte[] payload, int length) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(payload, 0, length));
        String container = in.readUTF();
        String codec = in.readUTF();
        int rate = in.readInt();
        int channels = in.readInt();
        double seconds = in.readDouble();
        boolean truncated = in.readBoolean();
        boolean durationLimited = in.readBoolean();
        Map<String, String> tags = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            tags.put(in.readUTF(), in.readUTF());
        }
        List<String> warnings = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            warnings.add(in.readUTF());
        }
        return new DecodedAudio(container, codec, rate, channels, seconds, truncated, durationLimited, tags, warnings);
    }
}
