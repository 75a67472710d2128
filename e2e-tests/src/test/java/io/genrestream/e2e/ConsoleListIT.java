package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static io.genrestream.e2e.ConsoleSteps.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with streams from the console's list. */
@ExtendWith({RunningSystem.Extension.class, Browser.Extension.class})
class ConsoleListIT {
    private static final byte[] NO_AUDIO = "This is no audio. ".repeat(100).getBytes(StandardCharsets.UTF_8);

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
    void shouldDeleteAllShownAfterASecondPressAndInOtherTabsToo() {
        Page page = browser.open(1440, 1000, ColorScheme.LIGHT);
        sendUnreadable(page, "shown", 4);
        page.locator(".filters label").last().click();
        awaitTrue(page, "document.querySelectorAll('.rows li[data-state=FAILED]').length === 4");
        assertThat(textOf(page, ".rows .row-state")).isEqualTo("NOT_AUDIO");
        List<?> ids = (List<?>) page.evaluate("[...document.querySelectorAll('.rows li')].map(row => row.dataset.id)");

        Page other = browser.open(1024, 900, ColorScheme.DARK);
        other.locator("#search").fill("shown ");
        awaitTrue(other, "document.querySelectorAll('.rows li').length === 4");

        Locator all = page.locator(".bulk-choice button").first();
        assertThat(all.textContent()).isEqualTo("Delete 4 streams");
        all.click();
        assertThat(all.textContent()).isEqualTo("Delete 4 streams? Press again");
        Browser.requireAccessible(page, "list-delete-all-1440-light");
        // Who does not press again has changed nothing.
        awaitTrue(page, "document.querySelector('.asks') === null");
        assertThat(ids).allMatch(id -> statusOf(id.toString()) == 200);
        all.dblclick();

        awaitTrue(page, "document.querySelector('.list-said').textContent === '4 streams were deleted.'");
        awaitTrue(page, "document.querySelectorAll('.rows li').length === 0");
        assertThat(ids).allMatch(id -> statusOf(id.toString()) == 404);
        awaitTrue(other, "document.querySelectorAll('.rows li').length === 0");
        assertThat(page.evaluate("document.activeElement.value")).isEqualTo("failed");
    }

    @Test
    void shouldDeleteByKeyboardAloneAndGoOnAtTheNextRow() {
        Page page = browser.open(1440, 1000, ColorScheme.DARK);
        sendUnreadable(page, "keyboard", 3);
        awaitTrue(page, "document.querySelectorAll('.rows li[data-state=FAILED]').length === 3");
        Locator second = page.locator(".rows a").nth(1);
        String id = second.evaluate("row => row.parentElement.dataset.id").toString();
        String third = page.locator(".rows li").nth(2).getAttribute("data-id");
        page.locator(".rows a").first().focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Delete");
        assertThat(textOf(page, ".list-said")).startsWith("Delete “keyboard").endsWith("Press again.");
        Browser.requireAccessible(page, "list-delete-1440-dark");
        awaitTrue(page, "document.querySelector('.asks') === null");
        assertThat(statusOf(id)).isEqualTo(200);
        page.keyboard().press("Delete");
        page.keyboard().press("Delete");

        awaitTrue(page, "document.querySelectorAll('.rows li').length === 2");
        assertThat(statusOf(id)).isEqualTo(404);
        awaitTrue(page, "document.activeElement.parentElement.dataset.id === '" + third + "'");
        // What is no audio now is none the next time.
        assertThat(page.locator(".rows li [aria-label^='Try ']:visible").count())
                .isZero();
    }

    @Test
    void shouldFollowAStoppedStationAgainAndSayWhyItCannot() {
        assumeTrue(Icecast.isInstalled(), "icecast2 or ffmpeg is not installed here");
        Page page = browser.open(390, 844, ColorScheme.LIGHT);
        try (Icecast icecast = new Icecast()) {
            icecast.broadcast("stopped", Music.tracks(1, folder).getFirst());
            page.locator("#address").fill(icecast.station("stopped").toString());
            page.locator("button[type=submit]").click();
            awaitTrue(page, "document.querySelector('.state')?.dataset.state === 'LIVE'");
            page.locator(".back").click();
            page.locator("#search").fill("stopped");
            Locator row = page.locator(".rows li");
            press(row, "Stop following");
            page.locator(".row-actions .asks").click();
            awaitTrue(page, "document.querySelector('.rows li')?.dataset.state === 'ENDED'");

            press(row, "Try ");
            awaitTrue(page, "document.querySelector('.rows li')?.dataset.state === 'LIVE'");
            press(row, "Stop following");
            page.locator(".row-actions .asks").click();
            awaitTrue(page, "document.querySelector('.rows li')?.dataset.state === 'ENDED'");
        }
        press(page.locator(".rows li"), "Try ");
        awaitTrue(page, "document.querySelector('.list-said.fault')?.textContent.includes('SOURCE_')");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Browser.requireAccessible(page, "list-refused-390-light");
    }

    @Test
    void shouldShowWhatAnOperatorLooksAtFirst() {
        Page page = browser.open(1440, 1000, ColorScheme.LIGHT);
        page.locator(".health summary").click();
        awaitTrue(page, "document.querySelector('.health').dataset.state === 'fine'");
        // A mean is of what came since the last time, so there must have been one.
        awaitTrue(page, "document.querySelector('.health dl').textContent.includes('no window just now')");
        page.locator(".sound").first().click();
        // It has made room for the stream.
        page.waitForSelector(".health:not([open])");
        page.locator(".health summary").click();
        String version = (String)
                page.evaluate(
                        "fetch('/v1/pipeline/ingest/health').then(r => r.json()).then(r => r.checks.map(c => c.data?.version).find(Boolean))");
        awaitTrue(page, "document.querySelector('.health dl').textContent.includes('s on average')");
        assertThat(textOf(page, ".health dl"))
                .contains("ready · " + version, "1 instance", "genrestream-cnn", "Dead letters");
        awaitTrue(page, "document.querySelector('.sparkline polyline').getAttribute('points').split(' ').length > 1");
        Browser.requireAccessible(page, "operation-1440-light");
        assertThat(browser.complaints()).isEmpty();
    }

    /** A row shows its buttons to a pointer that is over it. */
    private static void press(Locator row, String button) {
        row.hover();
        row.getByLabel(button).click();
    }

    private void sendUnreadable(Page page, String name, int count) {
        FilePayload[] files = IntStream.range(0, count)
                .mapToObj(i -> new FilePayload(name + " " + i + ".mp3", "audio/mpeg", NO_AUDIO))
                .toArray(FilePayload[]::new);
        page.locator("#files").setInputFiles(files);
        page.locator("#search").fill(name + " ");
    }

    private int statusOf(String id) {
        return Answers.get(system.ingest().resolve("/v1/streams/" + id)).statusCode();
    }
}
