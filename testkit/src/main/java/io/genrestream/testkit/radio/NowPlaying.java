package io.genrestream.testkit.radio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;

/** What a station plays now, changed by the test while listeners are connected; they are told as Icecast tells them. */
public final class NowPlaying {
    private volatile String title = "";

    /** Is sent to every listener in UTF-8 with the next metadata block of its connection. */
    public void play(String title) {
        this.title = title;
    }

    /** The metadata of one connection: a block for each title that it was not told yet. */
    Iterator<byte[]> blocks() {
        return new Iterator<>() {
            private String told = "";

            @Override
            public boolean hasNext() {
                return !title.equals(told);
            }

            @Override
            public byte[] next() {
                told = title;
                return IcyBlock.ofTitle(told, UTF_8);
            }
        };
    }
}
