package io.genrestream.live.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlaylistTest {
    @Test
    void shouldReadPls() {
        assertThat(Playlist.entries("""
                        [playlist]
                        NumberOfEntries=2
                        File1=http://a.test/one
                        Title1=One=First
                        Length1=-1
                        file2 = http://b.test/two?x=1
                        File3=
                        """, "audio/mpeg")).containsExactly("http://a.test/one", "http://b.test/two?x=1");
    }

    @Test
    void shouldReadM3u() {
        String lines = "#EXTM3U\r\n#EXTINF:-1,Radio\r\nhttp://a.test/one\r\n\r\ntwo.mp3\r\n";

        assertThat(Playlist.entries("\uFEFF" + lines, "")).containsExactly("http://a.test/one", "two.mp3");
        assertThat(Playlist.entries("http://a.test/one\nhttp://a.test/two", "text/html"))
                .containsExactly("http://a.test/one", "http://a.test/two");
        assertThat(Playlist.entries("# comment\none.mp3", "audio/x-mpegurl")).containsExactly("one.mp3");
    }

    @Test
    void shouldReadAsxThatIsNoXml() {
        assertThat(Playlist.entries("""
                        <ASX version="3.0"><Title>Rock & Roll</title>
                        <Entry><Ref HREF = "http://a.test/one?a=1&amp;b=2" /></Entry>
                        <entry><ref href='http://b.test/two'></entry>
                        """, "video/x-ms-asf"))
                .containsExactly("http://a.test/one?a=1&b=2", "http://b.test/two");
    }

    @Test
    void shouldReadXspf() {
        assertThat(Playlist.entries("""
                        <?xml version="1.0"?><playlist xmlns="http://xspf.org/ns/0/"><trackList>
                        <track><location> http://a.test/one </location></track></trackList></playlist>
                        """, "application/xspf+xml")).containsExactly("http://a.test/one");
    }

    @Test
    void shouldTellHlsFromM3u() {
        assertThat(Playlist.isHls("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\na.ts\n"))
                .isTrue();
        assertThat(Playlist.isHls("#EXTM3U\n#EXTINF:-1,Radio #EXT-X-\nhttp://a.test/\n"))
                .isFalse();
    }

    @Test
    void shouldNotTakePagesForPlaylists() {
        for (String page :
                new String[] {"<html><a href='http://a.test/'>", "Server full", "{}", "<?xml version='1.0'?><rss/>"}) {
            assertThat(Playlist.entries(page, "text/html")).as(page).isNull();
        }
        assertThat(Playlist.entries("<html>", "audio/x-mpegurl")).isNull();
    }

    @Test
    @Timeout(20)
    void shouldReadHostileTextOnceAndNotAgainFromEachPlaceInIt() {
        assertThat(Playlist.entries("<asx " + "<ref ".repeat(200_000), "")).isEmpty();
        assertThat(Playlist.entries("<asx <ref " + "href ".repeat(200_000), "")).isEmpty();
        assertThat(Playlist.entries("[playlist]" + "\n".repeat(1_000_000), "")).isEmpty();
        assertThat(Playlist.entries("[playlist]" + "\nfile".repeat(200_000), ""))
                .isEmpty();
        assertThat(Playlist.entries("<playlist>" + "<location>".repeat(100_000), ""))
                .isEmpty();
        assertThat(Playlist.isHls("\n".repeat(1_000_000))).isFalse();
    }
}
