package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real Chromium that looks at the console, and remembers what it had to complain about. */
final class Browser implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final Path PICTURES = Launcher.HOME.resolve("e2e-tests/target/console");
    private static final double PATIENCE_MILLIS = 120_000;

    private final URI console;
    private final Playwright playwright = Playwright.create();
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Browser(URI console) {
        this(console, List.of());
    }

    private Browser(URI console, List<String> more) {
        this.console = console;
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(Stream.concat(OPTIONS.stream(), more.stream()).toList()));
    }

    /** Gives each test a browser of its own at the console of the {@link RunningSystem}, and skips it where none is installed. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            assumeTrue(isInstalled(), "chromium is not installed here");
            URI console = RunningSystem.of(context).ingest();
            return context.getStore(ExtensionContext.Namespace.create(Browser.class))
                    .computeIfAbsent(Browser.class, _ -> new Browser(console), Browser.class);
        }
    }

    /** One whose microphone hears a wav file again and again, and may be used by all pages. */
    static Browser hearing(URI console, Path wav) {
        return new Browser(
                console,
                List.of(
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--use-file-for-fake-audio-capture=" + wav));
    }

    static boolean isInstalled() {
        return Programs.isOnPath("chromium");
    }

    /** Opens the console in a window of its own, which knows nothing of others. */
    Page open(int width, int height, ColorScheme colours) {
        return open(width, height, colours, "en-GB");
    }

    /** @param language of the user, such as de-AT */
    Page open(int width, int height, ColorScheme colours, String language) {
        BrowserContext window = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setLocale(language));
        window.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = window.newPage();
        page.onConsoleMessage(message -> {
            // The page itself repeats what a service is too busy for.
            if (message.type().equals("error") && !message.text().contains("status of 503")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(console.toString()) && !request.url().startsWith("blob:")) {
                complaints.add("asked for " + request.url());
            }
        });
        page.navigate(console.resolve("/").toString());
        return page;
    }

    /** Errors on the console of the browser, breaches of the policy among them, and requests to elsewhere. */
    List<String> complaints() {
        return complaints;
    }

    /** Requires that a page is fit for everybody as far as axe can tell, and keeps a picture of it. */
    static void requireAccessible(Page page, String state) {
        keepPicture(page, state);
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(state)
                .extracting(Rule::getId, Rule::getHelp)
                .isEmpty();
    }

    static void keepPicture(Page page, String state) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(state + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
