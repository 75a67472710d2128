package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.FINAL;
import static io.genrestream.e2e.ConsoleSteps.awaitPicture;
import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static io.genrestream.e2e.ConsoleSteps.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The map of the library and the comparison of two tracks, in a real browser, of a library that begins empty. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleMapIT {
    private static final int TRACKS = 8;
    private static final String SHOWN = "!document.querySelector('.map-full').hidden";

    @TempDir
    private static Path folder;

    private static RunningSystem system;

    @AutoClose
    private Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.isInstalled(), "chromium is not installed here");
        system = new RunningSystem();
    }

    @AfterAll
    static void end() {
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void open() {
        browser = new Browser(system.ingest());
    }

    @Test
    @Order(1)
    void shouldTellWhatAMapNeedsAndDrawTracksAsTheyEnd() {
        Page page = browser.open(1440, 1000, ColorScheme.LIGHT);
        page.locator(".views a").first().click();
        page.waitForSelector(".map-few:not([hidden])");
        assertThat(textOf(page, ".map-few")).contains("three tracks", "None has been heard");
        Browser.requireAccessible(page, "map-empty-1440-light");

        List<Path> tracks = Music.tracks(TRACKS, folder);
        assertThat(system.run("send", tracks.stream().map(Path::toString).toArray(String[]::new))
                        .status())
                .isZero();

        awaitTrue(page, SHOWN + " && document.querySelector('#map-summary').textContent.startsWith('8 tracks')");
        assertThat(points()).hasSize(TRACKS);
        Browser.requireAccessible(page, "map-1440-light");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    void shouldOpenTheTrackThatIsPointedAtAndBringOutAGenre() {
        Page page = map(1440, 1000, ColorScheme.DARK);
        BoundingBox box = page.locator(".map-box").boundingBox();
        JsonNode right = points().stream()
                .max((a, b) ->
                        Double.compare(a.path("x").asDouble(), b.path("x").asDouble()))
                .orElseThrow();
        // From the right edge inwards, the first point that is met is the one with the greatest x.
        double[] met = meet(page, box, right.path("streamId").asText());
        assertThat(textOf(page, ".map-said")).endsWith(inWords(right));

        String label = right.path("label").asText();
        page.locator(".map-legend button[data-label='" + label + "']").click();
        awaitTrue(page, "document.querySelectorAll('.map-legend [aria-pressed=true]').length === 1");
        Browser.requireAccessible(page, "map-genre-1440-dark");

        page.mouse().move(met[0], met[1]);
        page.mouse().down();
        page.mouse().up();
        awaitTrue(page, FINAL);
        assertThat(page.url()).endsWith("#/streams/" + right.path("streamId").asText());
        assertThat(textOf(page, ".genre")).isEqualTo(label);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(3)
    void shouldCompareTwoTracksThatAreChosenByKeyboardOnAPhone() {
        Page page = map(390, 844, ColorScheme.DARK);
        page.locator(".map-box").focus();
        page.keyboard().press("ArrowRight");
        String first = pointed(page);
        page.keyboard().press("Tab");
        for (int i = 0;
                i < 8
                        && !page.locator(".map-bar button")
                                .evaluate("b => b === document.activeElement")
                                .equals(true);
                i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        for (String key : List.of("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown")) {
            if (pointed(page).equals(first)) {
                page.keyboard().press(key);
            }
        }
        String second = pointed(page);
        assertThat(second).isNotEqualTo(first);
        Browser.requireAccessible(page, "map-choosing-390-dark");
        page.keyboard().press("Enter");

        awaitTrue(page, "document.querySelector('.alike strong')?.textContent.length > 0");
        assertThat(page.url()).endsWith("#/compare/" + first + "/" + second);
        JsonNode similarity =
                Answers.json(system.ingest().resolve("/v1/streams/" + first + "/similarity?to=" + second));
        assertThat(Double.parseDouble(textOf(page, ".alike strong")))
                .isEqualTo(Math.round(100 * similarity.path("similarity").asDouble()) / 100.0);
        awaitPicture(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Browser.requireAccessible(page, "compare-390-dark");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(4)
    void shouldCompareATrackWithOneThatSoundsLikeItAndShowTheSameUnderItsLink() {
        Page page = browser.open(1440, 1250, ColorScheme.LIGHT);
        String id = points().getFirst().path("streamId").asText();
        page.navigate(system.ingest().resolve("/#/streams/" + id).toString());
        page.locator(".compare-link").first().click();
        awaitTrue(page, "document.querySelector('.alike strong')?.textContent.length > 0");
        awaitTrue(
                page,
                "[...document.querySelectorAll('.compare .genre')].every((genre) => genre.textContent.length > 2)");
        awaitPicture(page);
        Browser.requireAccessible(page, "compare-1440-light");
        JsonNode a = Answers.json(system.ingest().resolve("/v1/streams/" + id + "/genre"));
        assertThat(textOf(page, ".compare .genre")).isEqualTo(a.path("label").asText());
        assertThat(page.locator(".compare-scores tbody tr").count())
                .isEqualTo(a.path("scores").size());

        Page other = browser.open(1024, 900, ColorScheme.DARK);
        other.navigate(page.url());
        awaitTrue(other, "document.querySelector('.alike strong')?.textContent.length > 0");
        assertThat(textOf(other, ".alike")).isEqualTo(textOf(page, ".alike"));
        assertThat(textOf(other, ".compare-scores tbody")).isEqualTo(textOf(page, ".compare-scores tbody"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(5)
    void shouldSaveThePicturesOfAResultAsVectors() throws Exception {
        Page page = browser.open(1440, 1250, ColorScheme.LIGHT);
        JsonNode point = points().getFirst();
        page.navigate(system.ingest()
                .resolve("/#/streams/" + point.path("streamId").asText())
                .toString());
        awaitTrue(page, FINAL);
        awaitPicture(page);

        Download saved = page.waitForDownload(
                () -> page.locator(".save").getByText("SVG").click());
        assertThat(saved.suggestedFilename()).endsWith(".svg");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document picture = factory.newDocumentBuilder().parse(saved.path().toFile());
        assertThat(picture.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .startsWith(textOf(page, "h1") + " · " + point.path("label").asText());
        assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                .contains("Log-mel spectrogram", point.path("label").asText());
        assertThat(texts(picture)).contains(point.path("label").asText(), "0:00", "2 kHz");
        assertThat(picture.getElementsByTagName("path").getLength()).isGreaterThanOrEqualTo(3);
        Element spectrogram = (Element) picture.getElementsByTagName("image").item(0);
        assertThat(spectrogram.getAttribute("href")).startsWith("data:image/png;base64,");
        assertThat(saved.path()).content().doesNotContain("href=\"http", "url(http");
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<String> texts(Document picture) {
        NodeList texts = picture.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    private Page map(int width, int height, ColorScheme colours) {
        Page page = browser.open(width, height, colours);
        page.navigate(system.ingest().resolve("/#/map").toString());
        awaitTrue(page, SHOWN + " && document.querySelectorAll('.map-legend button').length > 0");
        return page;
    }

    /** Moves the mouse over the map from the right to the left until it points to a track; gives where that is. */
    private static double[] meet(Page page, BoundingBox box, String streamId) {
        for (double x = box.x + box.width - 60; x > box.x; x -= 16) {
            for (double y = box.y + 16; y < box.y + box.height; y += 16) {
                page.mouse().move(x, y);
                if (pointed(page).equals(streamId)) {
                    return new double[] {x, y};
                }
            }
        }
        throw new AssertionError("No place on the map points to " + streamId);
    }

    /** Id of the track that is pointed at. */
    private static String pointed(Page page) {
        return page.locator(".map-bar a").getAttribute("href").replaceFirst(".*/", "");
    }

    private static String inWords(JsonNode point) {
        return "%s %d\u00a0%%"
                .formatted(
                        point.path("label").asText(),
                        Math.round(100 * point.path("confidence").asDouble()));
    }

    private static List<JsonNode> points() {
        JsonNode points = Answers.json(system.ingest().resolve("/v1/map")).path("points");
        return StreamSupport.stream(points.spliterator(), false).toList();
    }
}
