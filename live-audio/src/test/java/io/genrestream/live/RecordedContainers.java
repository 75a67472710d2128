package io.genrestream.live;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a listener is given, by container. */
public final class RecordedContainers implements LiveListener {
    private final List<Container> containers = new ArrayList<>();

    public record Container(AudioFormat format, boolean gapless, ByteArrayOutputStream bytes, List<String> titles) {}

    @Override
    public void begin(AudioFormat format, boolean gapless) {
        containers.add(new Container(format, gapless, new ByteArrayOutputStream(), new ArrayList<>()));
    }

    @Override
    public void audio(byte[] bytes, int offset, int length) {
        containers.getLast().bytes().write(bytes, offset, length);
    }

    @Override
    public void title(String title) {
        containers.getLast().titles().add(title);
    }

    public List<Container> containers() {
        return containers;
    }

    public List<Boolean> gapless() {
        return containers.stream().map(Container::gapless).toList();
    }

    public List<List<String>> titles() {
        return containers.stream().map(Container::titles).toList();
    }

    public List<byte[]> files() {
        return containers.stream().map(c -> c.bytes().toByteArray()).toList();
    }

    /** All of their bytes. */
    public byte[] joined() {
        var all = new ByteArrayOutputStream();
        files().forEach(all::writeBytes);
        return all.toByteArray();
    }
}
