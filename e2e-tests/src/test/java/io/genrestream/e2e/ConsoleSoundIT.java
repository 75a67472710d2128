package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.FINAL;
import static io.genrestream.e2e.ConsoleSteps.awaitPicture;
import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static io.genrestream.e2e.ConsoleSteps.drop;
import static io.genrestream.e2e.ConsoleSteps.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Listening to streams, and what else is measured of their frames, in a real browser. */
@ExtendWith({RunningSystem.Extension.class, Browser.Extension.class})
class ConsoleSoundIT {
    private static final String AUDIO = "document.querySelector('.player audio')";
    /** Media time at which the sound that is open begins (s). */
    private static final String BEGINS = "Number(new URL(" + AUDIO + ".src).searchParams.get('from'))";

    @TempDir
    private Path folder;

    private Browser browser;

    @BeforeEach
    void open(Browser browser) {
        this.browser = browser;
    }

    @Test
    void shouldPlayAStationWithItsPlaceInThePicturesAndComeBackToWhatIsNow() {
        assumeTrue(Icecast.isInstalled(), "icecast2 or ffmpeg is not installed here");
        try (Icecast icecast = new Icecast()) {
            icecast.broadcast("listened", track());
            Page page = browser.open(1440, 1250, ColorScheme.DARK);
            page.locator("#address").fill(icecast.station("listened").toString());
            page.locator("button[type=submit]").click();
            awaitTrue(page, "document.querySelector('.scope span')?.textContent.includes('30 seconds')");
            awaitPicture(page);

            Locator button = page.locator(".player button");
            button.click();
            awaitPlaying(page);
            assertThat(textOf(page, ".player button")).isEqualTo("Pause the sound");
            double place = number(page, BEGINS + " + " + AUDIO + ".currentTime");
            assertThat(number(page, "Number(document.querySelector('.player input').value)"))
                    .isCloseTo(place, within(1.6));
            page.locator(".spectrogram")
                    .click(new Locator.ClickOptions()
                            .setPosition(page.locator(".spectrogram").boundingBox().width * 0.8, 40));
            awaitTrue(page, AUDIO + ".src && " + BEGINS + " < " + place);
            awaitPlaying(page);
            assertThat(number(page, BEGINS)).isLessThan(place);
            // The present may be ahead of the pictures on a busy machine, a place in them is not.
            awaitTrue(
                    page,
                    "!document.querySelector('.playhead').hidden"
                            + " && parseFloat(document.querySelector('.playhead').style.left) > 50");
            Browser.requireAccessible(page, "sound-station-1440-dark");

            button.click();
            awaitTrue(page, "!" + AUDIO + ".hasAttribute('src')");
            button.click();
            awaitPlaying(page);
            assertThat(number(page, BEGINS))
                    .as("the present, not where it was paused")
                    .isGreaterThan(place);
            page.getByText("Stop following").click();
            page.getByText("Stop for good?").click();
            awaitTrue(page, "document.querySelector('.state')?.dataset.state === 'ENDED'");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void shouldPlayWhatAnotherBrowserHasSentFromAPlaceInThePictures() throws Exception {
        Page sender = browser.open(1440, 1250, ColorScheme.LIGHT);
        drop(sender, track());
        awaitTrue(sender, FINAL);
        awaitPicture(sender);
        // It has the file itself.
        assertThat(sender.locator(".player audio").count()).isZero();

        Page page = browser.open(390, 844, ColorScheme.LIGHT);
        page.navigate(sender.url());
        awaitTrue(page, FINAL);
        awaitPicture(page);
        double seconds = number(page, "Number(document.querySelector('.player input').max)");
        page.locator(".distribution").click();
        awaitTrue(page, AUDIO + ".src !== ''");
        awaitPlaying(page);
        assertThat(number(page, BEGINS)).isCloseTo(seconds / 2, within(1.0));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Browser.requireAccessible(page, "sound-done-390-light");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldShowTheCepstrumAndTheNotesOfTheFramesByKeyboard() throws Exception {
        Page page = browser.open(1440, 1250, ColorScheme.LIGHT);
        drop(page, track());
        awaitTrue(page, FINAL);
        awaitPicture(page);
        String melPicture = settled(page);

        page.locator(".kinds input").first().focus();
        page.keyboard().press("ArrowRight");
        awaitTrue(
                page,
                "document.querySelector('.spectrogram').getAttribute('aria-label').startsWith('Mel-frequency cepstral')");
        awaitPicture(page);
        String cepstrum = picture(page);
        assertThat(textOf(page, ".scale")).isEqualTo("-80 dB80 dB");
        Browser.requireAccessible(page, "sound-mfcc-1440-light");

        page.keyboard().press("ArrowRight");
        awaitTrue(page, "document.querySelector('.spectrogram').getAttribute('aria-label').startsWith('Chroma')");
        awaitPicture(page);
        String notes = picture(page);
        assertThat(textOf(page, ".scale")).isEqualTo("01");
        Browser.requireAccessible(page, "sound-chroma-1440-light");

        page.keyboard().press("ArrowRight");
        awaitTrue(page, "document.querySelector('.spectrogram').getAttribute('aria-label').startsWith('Log-mel')");
        awaitPicture(page);
        assertThat(new String[] {melPicture, cepstrum, notes}).doesNotHaveDuplicates();
        assertThat(settled(page)).isEqualTo(melPicture);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void awaitPlaying(Page page) {
        awaitTrue(page, "!" + AUDIO + ".paused && " + AUDIO + ".currentTime > 1");
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    /** The picture once no more frames come. */
    private static String settled(Page page) {
        String before = "";
        String now = picture(page);
        while (!now.equals(before)) {
            page.waitForTimeout(1_000);
            before = now;
            now = picture(page);
        }
        return now;
    }

    private static String picture(Page page) {
        return (String) page.evaluate("document.querySelector('.spectrogram').toDataURL()");
    }

    private Path track() {
        return Music.tracks(1, folder).getFirst();
    }
}
