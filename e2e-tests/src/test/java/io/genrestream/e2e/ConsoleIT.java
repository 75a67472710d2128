package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.FINAL;
import static io.genrestream.e2e.ConsoleSteps.awaitPicture;
import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static io.genrestream.e2e.ConsoleSteps.drop;
import static io.genrestream.e2e.ConsoleSteps.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, against the real services. */
@ExtendWith({RunningSystem.Extension.class, Browser.Extension.class})
class ConsoleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private RunningSystem system;
    private Browser browser;

    @BeforeEach
    void open(RunningSystem system, Browser browser) {
        this.system = system;
        this.browser = browser;
    }

    @Test
    void shouldTellTheGenreOfAFileThatIsDroppedAndShowTheSameUnderItsLink() throws Exception {
        Page page = browser.open(1440, 1250, ColorScheme.LIGHT);
        Browser.requireAccessible(page, "welcome-1440-light");
        page.locator(".health summary").click();
        awaitTrue(page, "document.querySelector('.health').dataset.state === 'fine'");
        Browser.requireAccessible(page, "health-1440-light");
        page.locator(".health summary").click();

        drop(page, track());
        awaitTrue(page, FINAL);
        String id = page.url().replaceFirst(".*/", "");
        JsonNode result = Answers.json(system.ingest().resolve("/v1/streams/" + id + "/genre"));
        assertThat(textOf(page, ".genre")).isEqualTo(result.path("label").asText());
        awaitPicture(page);
        Browser.requireAccessible(page, "done-1440-light");

        page.locator(".spectrogram").click();
        awaitTrue(
                page,
                "!document.querySelector('.playhead').hidden"
                        + " && parseFloat(document.querySelector('.playhead').style.left) > 45");

        Page other = browser.open(1024, 900, ColorScheme.DARK);
        other.navigate(page.url());
        awaitTrue(other, FINAL);
        awaitPicture(other);
        assertThat(textOf(other, ".genre")).isEqualTo(textOf(page, ".genre"));
        assertThat(textOf(other, "h1")).isEqualTo(textOf(page, "h1"));
        Browser.requireAccessible(other, "done-1024-dark");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldSayThatASteadyHumIsNoMusicOnAPhoneAndByKeyboardAlone() {
        Page page = browser.open(390, 844, ColorScheme.DARK);
        Locator hum = page.locator(".sound").last();
        for (int i = 0;
                i < 30
                        && !hum.evaluate("button => button === document.activeElement")
                                .equals(true);
                i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        awaitTrue(page, FINAL);

        assertThat(textOf(page, ".genre")).isEqualTo("No music");
        assertThat(textOf(page, "h1")).isEqualTo("A steady hum");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        awaitPicture(page);
        Browser.requireAccessible(page, "no-music-390-dark");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldShowOfSeveralFilesTheLeastCertainFirstAndKeepWhichIsWhichWhenOneIsDeleted() {
        Page page = browser.open(1440, 900, ColorScheme.LIGHT);
        byte[] text = "This is no audio. ".repeat(100).getBytes(StandardCharsets.UTF_8);
        List<Path> tracks = Music.tracks(2, folder);
        page.locator("#files").setInputFiles(tracks.toArray(Path[]::new));
        page.locator("#files").setInputFiles(new FilePayload("broken.mp3", "audio/mpeg", text));
        page.navigate(system.ingest().resolve("/#/").toString());
        awaitTrue(
                page, "document.querySelector('.queue [role=status]')?.textContent === '2 of 3 classified, 1 failed'");
        awaitTrue(
                page,
                "[...document.querySelectorAll('.upload-state')].every(state => !state.textContent.includes('being classified'))");

        List<String> names = page.locator(".batch tbody th").allTextContents();
        assertThat(names).hasSize(3).first().isEqualTo("broken.mp3");
        List<Integer> percents = page.locator(".batch-sure").allTextContents().stream()
                .filter(sure -> !sure.isEmpty())
                .map(sure -> Integer.valueOf(sure.replaceAll("\\D", "")))
                .toList();
        assertThat(percents).isSorted();
        Browser.requireAccessible(page, "batch-1440-light");
        page.locator(".batch tbody a").last().click();
        awaitTrue(page, FINAL);
        Locator remove = page.locator(".remove");
        BoundingBox before = remove.boundingBox();
        remove.click();
        assertThat(remove.boundingBox()).usingRecursiveComparison().isEqualTo(before);
        remove.click();
        awaitTrue(page, "document.querySelectorAll('.batch tbody tr').length === 2");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("search");
    }

    @Test
    void shouldSayWhatIsWrongAndWhatToDo() {
        Page page = browser.open(1440, 900, ColorScheme.LIGHT);
        byte[] text = "This is no audio. ".repeat(100).getBytes(StandardCharsets.UTF_8);
        page.locator("#files").setInputFiles(new FilePayload("broken.mp3", "audio/mpeg", text));
        page.waitForSelector(".stream .problem:not([hidden])");
        assertThat(textOf(page, ".stream .problem")).contains("NOT_AUDIO", "mp3, flac, wav");
        assertThat(textOf(page, ".genre")).isEqualTo("No result");

        page.locator("#address").fill("my favourite radio");
        page.locator("button[type=submit]").click();
        assertThat(textOf(page, ".address .problem")).contains("https://radio.example");
        page.locator("#address").fill("10.0.0.1/radio.mp3");
        page.locator("button[type=submit]").click();
        page.waitForSelector(".address .problem .code");
        assertThat(textOf(page, ".address .problem")).contains("ADDRESS_REFUSED", "allowed-networks");
        Browser.requireAccessible(page, "problems-1440-light");
        // A browser writes each refused request to its console.
        assertThat(browser.complaints()).hasSize(2).allMatch(complaint -> complaint.contains("status of 4"));
    }

    @Test
    void shouldShowAStationWhileItPlays() {
        assumeTrue(Icecast.isInstalled(), "icecast2 or ffmpeg is not installed here");
        try (Icecast icecast = new Icecast()) {
            icecast.broadcast("radio", track());
            Page page = browser.open(1440, 1250, ColorScheme.DARK);
            page.locator("#address").fill(icecast.station("radio").toString());
            page.locator("button[type=submit]").click();
            awaitTrue(
                    page,
                    "document.querySelector('.state')?.dataset.state === 'LIVE'"
                            + " && document.querySelector('.scope span').textContent.includes('30 seconds')");
            awaitPicture(page);
            icecast.title("radio", "The Testers - A Song");
            awaitTrue(page, "document.querySelector('.songs')?.textContent.includes('The Testers - A Song')");
            Browser.requireAccessible(page, "station-1440-dark");
            page.getByText("Stop following").click();
            page.getByText("Stop for good?").click();
            awaitTrue(page, "document.querySelector('.state')?.dataset.state === 'ENDED'");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void shouldHearAMicrophone() throws Exception {
        assumeTrue(Programs.isOnPath("ffmpeg"), "ffmpeg is not installed here");
        Path sound = folder.resolve("microphone.wav");
        assertThat(new ProcessBuilder("ffmpeg", "-v", "error", "-i", track().toString(), sound.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        try (Browser listening = Browser.hearing(system.ingest(), sound)) {
            Page page = listening.open(1440, 1250, ColorScheme.LIGHT);
            page.getByText("Use the microphone").click();
            awaitTrue(page, "document.querySelector('.scope span')?.textContent.includes('30 seconds')");
            awaitPicture(page);
            Browser.requireAccessible(page, "microphone-1440-light");
            page.getByText("Stop the microphone").click();
            awaitTrue(page, "document.querySelector('.state')?.dataset.state === 'ENDED'");
            awaitTrue(page, FINAL);
            assertThat(textOf(page, "h1")).startsWith("Microphone");
            assertThat(listening.complaints()).isEmpty();
        }
    }

    @Test
    void shouldSayThatThereIsNoMicrophone() {
        Page page = browser.open(1440, 900, ColorScheme.LIGHT);
        page.getByText("Use the microphone").click();
        page.waitForSelector(".microphone .problem:not([hidden])");
        assertThat(textOf(page, ".microphone .problem")).contains("press again");
    }

    @Test
    void shouldTakeNoMoreMemoryForHoursThanForMinutes() {
        Page page = browser.open(1440, 900, ColorScheme.LIGHT);
        CDPSession inspector = page.context().newCDPSession(page);
        double afterMinutes = heapAfter(page, inspector, 0, 800);
        double afterHours = heapAfter(page, inspector, 800, 8_000);

        assertThat(afterHours - afterMinutes).isLessThan(4e6);
        assertThat(page.evaluate("heard.windows.length")).isEqualTo(406);
        assertThat(page.evaluate("heard.segments.size")).isEqualTo(50);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldHealWithoutAReloadWhenTheResultsWereAway() throws Exception {
        Page page = browser.open(1440, 900, ColorScheme.LIGHT);
        page.locator(".sound").first().click();
        awaitTrue(page, FINAL);
        Part inference = Part.of(system, "inference-0");
        inference.kill();
        page.navigate(system.ingest().resolve("/#/").toString());
        page.locator(".sound").nth(1).click();
        page.waitForSelector("#notice:not([hidden])");
        inference.startAgain();

        awaitTrue(page, FINAL);
        assertThat(textOf(page, "h1")).isEqualTo("Slow chords");
        await().atMost(PATIENCE).until(() -> page.locator("#notice").isHidden());
    }

    /** Bytes that the page's objects take after windows of a station, a second and a half each, have been heard. */
    private static double heapAfter(Page page, CDPSession inspector, int from, int to) {
        page.evaluate("""
                async ([from, to]) => {
                  const { Listening } = await import('/console/listening.js');
                  window.heard ??= new Listening('station');
                  const step = 17 * 1920 / 22050;
                  const [logMel, mfcc, chroma] = [96, 20, 12].map((width) => btoa('x'.repeat(34 * width)));
                  for (let i = from; i < to; i++) {
                    const start = i * step;
                    const common = { streamId: 'station', attempt: 1, epoch: 0, windowIndex: i, startSeconds: start };
                    const scores = { blues: 0.75, jazz: 0.25 };
                    heard.take('prediction', { ...common, endSeconds: start + 2.97, verdict: 'GENRE', label: 'blues', scores });
                    heard.take('frames', { ...common, hopSeconds: 1920 / 22050, frames: 34, heardFrames: 34, bands: 96, lowDb: -100, highDb: 50, logMel, coefficients: 20, mfccLowDb: -200, mfccHighDb: 200, mfcc, chroma });
                    heard.take('segment', { ...common, segment: Math.floor(i / 100), start, end: start + 3, title: 'Song ' + i });
                  }
                }
                """, List.of(from, to));
        inspector.send("HeapProfiler.collectGarbage");
        return inspector.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
    }

    private Path track() {
        return Music.tracks(1, folder).getFirst();
    }
}
