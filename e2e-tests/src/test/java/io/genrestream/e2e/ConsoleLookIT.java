package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.FINAL;
import static io.genrestream.e2e.ConsoleSteps.awaitPicture;
import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static io.genrestream.e2e.ConsoleSteps.drop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console against pictures of it that somebody has looked at, in {@code src/test/resources/looks}. To take new ones: {@code
 * mvn verify -Dtest=ConsoleLookIT -Dgenrestream.update=true -Dsurefire.failIfNoSpecifiedTests=false}; look at them before they are
 * committed.
 */
@ExtendWith({RunningSystem.Extension.class, Browser.Extension.class})
class ConsoleLookIT {
    private static final Path LOOKS = Launcher.HOME.resolve("e2e-tests/src/test/resources/looks");
    private static final boolean UPDATE = Boolean.getBoolean("genrestream.update");
    /** What is another one in each run: how fast this machine was. */
    private static final List<String> CHANGING = List.of(".facts", ".player");
    /** Tracks of other tests, of which there may be none. */
    private static final String OF_OTHERS = ".nearest";

    @TempDir
    private Path folder;

    private Browser browser;

    @BeforeEach
    void open(Browser browser) throws IOException {
        this.browser = browser;
        assumeTrue(
                Programs.output("fc-match", "system-ui").startsWith("DejaVuSans"),
                "letters are of another font here than in the pictures");
    }

    @Test
    void shouldWelcomeAsItDid() {
        compare(browser.open(1440, 900, ColorScheme.LIGHT), "welcome-1440-light");
        compare(browser.open(1024, 800, ColorScheme.DARK), "welcome-1024-dark");
        compare(browser.open(390, 844, ColorScheme.LIGHT), "welcome-390-light");
    }

    @Test
    void shouldShowAResultAsItDid() throws IOException {
        Page page = browser.open(1440, 1250, ColorScheme.LIGHT);
        drop(page, Music.synthesised(folder, "looked at", 12, 43));
        awaitResult(page);
        compare(page, "result-1440-light");
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page phone = browser.open(390, 1250, colours);
            phone.navigate(page.url());
            awaitResult(phone);
            compare(phone, "result-390-" + colours.name().toLowerCase());
        }
    }

    @Test
    void shouldShowAnErrorAsItDid() {
        Page page = browser.open(1024, 800, ColorScheme.LIGHT);
        byte[] text = "This is no audio. ".repeat(100).getBytes(StandardCharsets.UTF_8);
        page.locator("#files").setInputFiles(new FilePayload("no audio.mp3", "audio/mpeg", text));
        page.waitForSelector(".stream .problem:not([hidden])");
        compare(page, "problem-1024-light");
    }

    private static void awaitResult(Page page) {
        awaitTrue(page, FINAL);
        awaitPicture(page);
    }

    private static void compare(Page page, String state) {
        page.mouse().move(0, 0);
        page.evaluate("document.activeElement.blur()");
        page.evaluate("of => document.querySelectorAll(of).forEach(each => each.remove())", OF_OTHERS);
        byte[] picture = page.locator("main")
                .screenshot(new com.microsoft.playwright.Locator.ScreenshotOptions()
                        .setAnimations(ScreenshotAnimations.DISABLED)
                        .setMask(CHANGING.stream().map(page::locator).toList()));
        Look now = Look.of(picture);
        Path file = LOOKS.resolve(state + ".png");
        if (UPDATE) {
            now.write(file);
        }
        Path kept = Launcher.HOME.resolve("e2e-tests/target/console/look-" + state + ".png");
        now.write(kept);
        assertThat(now.differenceFrom(Look.read(file)))
                .as("part of %s that is not as in %s", kept, file)
                .isLessThan(Look.TOLERATED);
    }
}
