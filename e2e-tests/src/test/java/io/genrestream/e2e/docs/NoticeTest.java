package io.genrestream.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.e2e.Launcher;
import java.nio.file.Files;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Whoever ships LGPL parts must say which sources they are of. */
class NoticeTest {
    @Test
    void shouldNameTheSourcesOfWhatTheBuildTakes() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Launcher.HOME.resolve("pom.xml").toFile());

        assertThat(Files.readString(Launcher.HOME.resolve("NOTICE")))
                .containsIgnoringWhitespaces("release " + version(pom, "ffmpeg").split("-")[0] + " of ffmpeg.org")
                .containsIgnoringWhitespaces("tag " + version(pom, "javacpp") + " of github.com/bytedeco")
                .containsIgnoringWhitespaces("version " + version(pom, "jaudiotagger") + " of bitbucket.org/ijabz")
                .containsIgnoringWhitespaces("tag v" + version(pom, "jfreechart") + " of github.com/jfree");
    }

    private static String version(Document pom, String of) {
        return pom.getElementsByTagName(of + ".version").item(0).getTextContent();
    }
}
