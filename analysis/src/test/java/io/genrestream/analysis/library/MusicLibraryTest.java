package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.analysis.AnalysisError;
import io.genrestream.decoding.AudioFileExtensions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MusicLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheMusicBelowAFolderInOrder() throws IOException {
        Path second = touch("b/song.FLAC");
        Path first = touch("a/it's \"odd\" $(name) ünï.mp3");
        touch("a/cover.jpg");

        assertFound(MusicLibrary.of(List.of(folder)), first, second);
    }

    @Test
    void shouldTakeANamedFileWhateverItsEnding() throws IOException {
        Path named = touch("recording.bin");

        assertFound(MusicLibrary.of(List.of(named)), named);
    }

    @Test
    void shouldTakeAFileOnceHoweverOftenItIsNamed() throws IOException {
        Path song = touch("song.mp3");

        assertFound(MusicLibrary.of(List.of(song, folder, folder.resolve("./song.mp3"))), song);
    }

    @Test
    void shouldTakeTheStandardInputForAHyphen() {
        assumeTrue(Files.exists(Path.of("/dev/stdin")), "needs a standard input that can be opened");

        assertFound(MusicLibrary.of(List.of(Path.of("-"), Path.of("/dev/stdin"))), Path.of("/dev/stdin"));
    }

    @Test
    void shouldGoOnAfterWhatIsNotThere() throws IOException {
        Path song = touch("song.mp3");
        Path missing = folder.resolve("missing.mp3");

        MusicLibrary library = MusicLibrary.of(List.of(missing, song));

        assertThat(library.files()).containsExactly(song);
        assertProblems(library, AnalysisError.FILE_MISSING);
        assertThat(library.problems().getFirst().sentence()).startsWith(missing + ": ");
    }

    @Test
    void shouldTellThatAFolderIsEmpty() throws IOException {
        touch("notes.txt");

        assertProblems(MusicLibrary.of(List.of(folder)), AnalysisError.NO_MUSIC);
    }

    @Test
    void shouldTakeEveryEndingThatDecodes() throws IOException {
        List<Path> songs = new ArrayList<>();
        for (String ending : AudioFileExtensions.all()) {
            songs.add(touch("lower/song." + ending));
            songs.add(touch("UPPER/SONG." + ending.toUpperCase(Locale.ROOT)));
        }

        MusicLibrary library = MusicLibrary.of(List.of(folder));

        assertThat(library.files()).containsExactlyInAnyOrderElementsOf(songs);
        assertThat(library.files()).extracting(Path::toString).anyMatch(name -> name.endsWith(".m4b"));
        assertThat(library.leftOut()).isEqualTo(LeftOut.NOTHING);
    }

    @Test
    void shouldCountWhatIsLeftOutByItsEnding() throws IOException {
        touch("song.mp3");
        touch("a/cover.jpg");
        touch("b/COVER.JPG");
        touch("README");
        touch("notes.of a long evening");
        touch("half.mp3.part");
        touch("score.mid");
        touch("Thumbs.db");

        LeftOut leftOut = MusicLibrary.of(List.of(folder)).leftOut();

        assertThat(leftOut.other()).containsOnly(Map.entry("jpg", 2), Map.entry("", 2), Map.entry("part", 1));
        assertThat(leftOut.undecoded()).containsOnly(Map.entry("mid", 1));
        assertThat(leftOut.hidden()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "._song.mp3",
                ".song.mp3",
                ".AppleDouble/song.mp3",
                "__MACOSX/album/song.mp3",
                ".Trashes/501/song.mp3",
                ".Trash-1000/files/song.mp3",
                "$RECYCLE.BIN/S-1-5-21/$R1.mp3",
                "System Volume Information/song.mp3",
                "album/@eaDir/song.mp3",
                ".stversions/album/song.mp3"
            })
    void shouldLeaveHiddenAndSystemFilesOut(String name) throws IOException {
        Path song = touch("album/song.mp3");
        Path hidden = touch(name);

        MusicLibrary library = MusicLibrary.of(List.of(folder));

        assertFound(library, song);
        assertThat(library.leftOut().hidden()).isEqualTo(1);
        assertThat(MusicLibrary.of(List.of(folder), true).files()).containsExactlyInAnyOrder(song, hidden);
        assertFound(MusicLibrary.of(List.of(hidden)), hidden);
    }

    @Test
    void shouldTakeAHiddenFolderThatIsNamed() throws IOException {
        Path song = touch(".music/song.mp3");

        assertFound(MusicLibrary.of(List.of(folder.resolve(".music"))), song);
    }

    @ParameterizedTest
    @ValueSource(strings = {"._song.mp3", ".AppleDouble/song.mp3", "__MACOSX/._song.mp3"})
    void shouldNeverTakeAnAppleDouble(String name) throws IOException {
        Path companion = touch(name);
        Files.write(companion, new byte[] {0, 5, 0x16, 7, 0, 2, 0, 0});
        Path song = touch("song.mp3");

        assertFound(MusicLibrary.of(List.of(folder), true), song);
        assertProblems(MusicLibrary.of(List.of(companion)), AnalysisError.COMPANION_FILE);
    }

    @Test
    void shouldNotReportASystemsFolderThatIsClosed() throws IOException {
        Path song = touch("song.mp3");
        Path closed = Files.createDirectory(
                folder.resolve("lost+found"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeFalse(Files.isReadable(closed), "this user may read everything");

        assertFound(MusicLibrary.of(List.of(folder)), song);
    }

    @Test
    void shouldEndInAFolderThatLinksToItself() throws IOException {
        Path song = touch("a/song.mp3");
        Files.createSymbolicLink(folder.resolve("a/again"), folder);

        assertFound(MusicLibrary.of(List.of(folder)), song);
    }

    @Test
    void shouldReportALinkToNothing() throws IOException {
        Path song = touch("song.mp3");
        Files.createSymbolicLink(folder.resolve("gone.mp3"), folder.resolve("nothing"));

        MusicLibrary library = MusicLibrary.of(List.of(folder));

        assertThat(library.files()).containsExactly(song);
        assertProblems(library, AnalysisError.FILE_UNREADABLE);
    }

    @Test
    void shouldReportAFolderThatCannotBeOpened() throws IOException {
        Path song = touch("a/song.mp3");
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeFalse(Files.isReadable(closed), "this user may read everything");

        MusicLibrary library = MusicLibrary.of(List.of(folder));

        assertThat(library.files()).containsExactly(song);
        assertProblems(library, AnalysisError.FILE_UNREADABLE);
    }

    @Test
    void shouldReadAListWithPathsBesideIt() throws IOException {
        Path first = touch("Müsik/eins.mp3");
        Path second = touch("zwei drei.mp3");
        Path absolute = touch("else where/vier.mp3");
        Path list = folder.resolve("list.m3u8");
        Files.writeString(
                list,
                "\uFEFF#EXTM3U\r\n#EXTINF:123,One\r\nMüsik/eins.mp3\r\n\r\nzwei drei.mp3\r\n" + absolute + "\r\n");

        assertFound(MusicLibrary.of(List.of(list)), first, second, absolute);
    }

    @Test
    void shouldReadAListInLatin1AndWithBackslashes() throws IOException {
        Path song = touch("Müsik/eins.mp3");
        Path list = Files.write(folder.resolve("list.m3u"), "Müsik\\eins.mp3\n".getBytes(ISO_8859_1));

        assertFound(MusicLibrary.of(List.of(list)), song);
    }

    @Test
    void shouldFindEntriesWithPercentSigns() throws IOException {
        Path song = touch("My Song.mp3");
        Path below = touch("sub dir/Für Elise.mp3");
        Path literal = touch("100%25.mp3");
        touch("100%.mp3");
        Path latin = touch(raw("caf\u00E9.mp3"));
        Path control = touch("a\nb.mp3");

        assertFound(
                listed("list.m3u8", """
                        My%20Song.mp3
                        sub%20dir/F%C3%BCr%20Elise.mp3
                        100%25.mp3
                        caf%E9.mp3
                        file://FOLDER/a%0Ab.mp3
                        """.replace("FOLDER", folder.toString())), song, below, literal, latin, control);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void shouldHonourTheMarkOfAnEncoding(String charset) throws IOException {
        Path song = touch("Für 曲.mp3");

        for (String mark : List.of("\uFEFF", "")) {
            String text = mark + "#EXTM3U\r\n#EXTINF:4,Für\r\nFür 曲.mp3\r\n";
            assertFound(listed("list.m3u", text.getBytes(Charset.forName(charset))), song);
            assertFound(listed("bare.m3u", (mark + "F%C3%BCr 曲.mp3").getBytes(Charset.forName(charset))), song);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE"})
    void shouldHonourTheMarkOfUtf32(String charset) throws IOException {
        Path song = touch("Für 曲.mp3");

        assertFound(listed("list.m3u", "\uFEFF#EXTM3U\r\nFür 曲.mp3\r\n".getBytes(Charset.forName(charset))), song);
    }

    @Test
    void shouldFindNamesInAnotherUnicodeForm() throws IOException {
        Path decomposed = touch("Bjo\u0308rk/A\u030Arhus.mp3");
        Path mixed = touch("Bj\u00F6rk (live)/A\u030Arhus.mp3");
        Path one = touch("\u00E9.mp3");
        Path other = touch("e\u0301.mp3");

        assertFound(listed("list.m3u8", """
                        Bj\u00F6rk/\u00C5rhus.mp3
                        Bjo\u0308rk (live)/\u00C5rhus.mp3
                        e\u0301.mp3
                        \u00E9.mp3
                        """), decomposed, mixed, other, one);
    }

    @Test
    void shouldFindNamesThatAreUtf8InTheListOrOnTheDiskAlone() throws IOException {
        Path latin = touch(raw("dir\u00E9/caf\u00E9.mp3"));
        Path modern = touch("Müsik/don\u2019t.mp3");

        assertFound(listed("list.m3u8", "diré/café.mp3\n"), latin);
        assertFound(listed("old.m3u", "M\u00FCsik/don\u0092t.mp3".getBytes(ISO_8859_1)), modern);
        assertFound(listed("raw.m3u", "dir\u00E9/caf\u00E9.mp3".getBytes(ISO_8859_1)), latin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Music\\Die Toten\\01.mp3",
                ".\\Music\\Die Toten\\01.mp3",
                "C:\\Users\\me\\Music\\Die Toten\\01.mp3",
                "D:Music\\Die Toten\\01.mp3",
                "\\Music\\Die Toten\\01.mp3",
                "\\\\server\\share\\Music\\Die Toten\\01.mp3",
                "file:///C:/Users/me/Music/Die%20Toten/01.mp3",
                "FILE://localhost/C:/Music/Die Toten/01.mp3",
                "  Music/Die%20Toten/01.mp3  "
            })
    void shouldFindWhatOtherSystemsWrite(String entry) throws IOException {
        Path song = touch("Music/Die Toten/01.mp3");
        touch("01.mp3");

        MusicLibrary library = listed("list.m3u8", "#EXTM3U\n" + entry + "\n");

        assertThat(library.files().stream().map(Path::normalize)).containsExactly(song);
        assertThat(library.problems()).isEmpty();
    }

    @Test
    void shouldTakeNoOtherFileForOneThatIsGone() throws IOException {
        touch("song.mp3");
        touch("SONG 2.mp3");

        MusicLibrary library = listed("list.m3u8", "/elsewhere/song.mp3\ngone/song.mp3\nsong 2.mp3\nC:\\\n");

        assertThat(library.files()).isEmpty();
        assertThat(library.problems()).hasSize(4).allMatch(problem -> problem.error() == AnalysisError.FILE_MISSING);
        assertThat(library.problems().getFirst().name()).isEqualTo("/elsewhere/song.mp3");
    }

    @Test
    void shouldSayNothingThatMovesACursor() throws IOException {
        MusicLibrary library = listed("list.m3u8", "a\0b.mp3\n\u001B[2J.mp3\nhttp://x/\u0007\n");

        assertThat(library.problems()).hasSize(3);
        assertThat(library.problems().stream().map(FileProblem::sentence))
                .noneMatch(sentence -> sentence.matches("(?s).*\\p{Cc}.*"))
                .anyMatch(sentence -> sentence.startsWith("a%00b.mp3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pls", "xspf", "ASX", "wpl", "cue"})
    void shouldSayWhichListsAreNotRead(String ending) throws IOException {
        touch("song.mp3");

        assertProblems(listed("list." + ending, "song.mp3"), AnalysisError.LIST_UNREADABLE);
    }

    private MusicLibrary listed(String list, String text) throws IOException {
        return listed(list, text.getBytes(UTF_8));
    }

    private MusicLibrary listed(String list, byte[] content) throws IOException {
        return MusicLibrary.of(List.of(Files.write(folder.resolve(list), content)));
    }

    @Test
    void shouldReportWhatAListNamesAndIsNotThere() throws IOException {
        Path song = touch("song.mp3");
        Path list = Files.writeString(
                folder.resolve("list.m3u"), "gone.mp3\nhttp://radio.example/live\nsong.mp3\nno\0name.mp3\n");

        MusicLibrary library = MusicLibrary.of(List.of(list));

        assertThat(library.files()).containsExactly(song);
        assertProblems(library, AnalysisError.FILE_MISSING, AnalysisError.NOT_A_FILE, AnalysisError.NOT_A_FILE);
        assertThat(library.problems())
                .extracting(FileProblem::name)
                .containsExactly(folder.resolve("gone.mp3").toString(), "http://radio.example/live", "no%00name.mp3");
    }

    @Test
    void shouldEndInAListThatNamesItself() throws IOException {
        Path song = touch("song.mp3");
        Path list = Files.writeString(folder.resolve("list.m3u"), "list.m3u\nsong.mp3\n");

        assertFound(MusicLibrary.of(List.of(list)), song);
    }

    @Test
    void shouldReadALibraryOfItunes() throws IOException {
        Path odd = touch("It's 100% [ünï] & more.mp3");
        Path plain = touch("plain.m4a");
        Path library = itunes("""
                <key>Music Folder</key><string>file://localhost%1$s/</string>
                <key>Tracks</key><dict>
                  <key>1</key><dict><key>Name</key><string>Odd</string>
                    <key>Location</key><string>file://localhost%1$s/It's%%20100%%25%%20[%%C3%%BCn%%C3%%AF]%%20&amp;%%20more.mp3</string></dict>
                  <key>2</key><dict><key>Location</key><string>file://%1$s/plain.m4a</string></dict>
                  <key>3</key><dict><key>Location</key><string>https://radio.example/live</string></dict>
                </dict>
                """.formatted(folder));

        MusicLibrary found = MusicLibrary.of(List.of(library));

        assertThat(found.files()).containsExactly(odd, plain);
        assertProblems(found, AnalysisError.NOT_A_FILE);
    }

    @Test
    void shouldFindTheTracksOfALibraryWhateverTheDiskMakesOfTheirNames() throws IOException {
        Path decomposed = touch("iTunes Media/Bjo\u0308rk/Jo\u0301ga.m4a");
        Path latin = touch(raw("iTunes Media/caf\u00E9.mp3"));
        Path windows = touch("iTunes Media/Music/one.mp3");
        Path library = itunes("""
                <key>Tracks</key><dict>
                  <key>1</key><dict><key>Location</key><string>file://%1$s/iTunes%%20Media/Bj%%C3%%B6rk/J%%C3%%B3ga.m4a</string></dict>
                  <key>2</key><dict><key>Location</key><string>file://%1$s/iTunes%%20Media/caf%%E9.mp3</string></dict>
                  <key>3</key><dict><key>Location</key><string>file://localhost/C:/Users/me/iTunes/iTunes%%20Media/Music/one.mp3</string></dict>
                </dict>
                """.formatted(folder));

        assertFound(MusicLibrary.of(List.of(library)), decomposed, latin, windows);
    }

    @Test
    void shouldReadNothingThatALibraryRefersTo() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret.mp3");
        Path library = Files.writeString(folder.resolve("Library.xml"), """
                <?xml version="1.0"?><!DOCTYPE plist [<!ENTITY secret SYSTEM "%s">]>
                <plist><dict><key>Location</key><string>&secret;</string></dict></plist>
                """.formatted(secret.toUri()));

        MusicLibrary found = MusicLibrary.of(List.of(library));

        assertThat(found.files()).isEmpty();
        assertThat(found.problems()).noneMatch(problem -> problem.name().contains("secret"));
    }

    @Test
    void shouldTellThatAnXmlIsNoLibrary() throws IOException {
        Path other = Files.writeString(folder.resolve("a.xml"), "<html><body/></html>");
        Path broken = Files.writeString(folder.resolve("b.xml"), "<plist><dict><key>Location</key><string>file:");
        Path binary = Files.write(folder.resolve("c.xml"), "bplist00\0\1".getBytes(UTF_8));

        assertProblems(
                MusicLibrary.of(List.of(other, broken, binary)),
                AnalysisError.LIST_UNREADABLE,
                AnalysisError.LIST_UNREADABLE,
                AnalysisError.LIST_UNREADABLE);
    }

    private Path itunes(String content) throws IOException {
        return Files.writeString(folder.resolve("Library.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://127.0.0.1:1/PropertyList-1.0.dtd">
                <plist version="1.0"><dict>%s</dict></plist>
                """.formatted(content));
    }

    private static void assertFound(MusicLibrary library, Path... files) {
        assertThat(library.files()).containsExactly(files);
        assertThat(library.problems()).isEmpty();
    }

    private static void assertProblems(MusicLibrary library, AnalysisError... errors) {
        assertThat(library.problems()).extracting(FileProblem::error).containsExactly(errors);
    }

    private static Path raw(String bytes) {
        return PathBytes.path(bytes.getBytes(ISO_8859_1));
    }

    private Path touch(String name) throws IOException {
        return touch(Path.of(name));
    }

    private Path touch(Path name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
