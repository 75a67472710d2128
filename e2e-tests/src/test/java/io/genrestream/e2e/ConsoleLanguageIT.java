package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static io.genrestream.e2e.ConsoleSteps.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in English and in German. */
@ExtendWith({RunningSystem.Extension.class, Browser.Extension.class})
class ConsoleLanguageIT {
    private Browser browser;

    @BeforeEach
    void open(Browser browser) {
        this.browser = browser;
    }

    /** Keys, kinds of values and what functions are given. */
    @Test
    void shouldSayTheSameThingsInEachLanguage() {
        Page page = browser.open(1440, 900, ColorScheme.LIGHT);
        List<?> differing = (List<?>) page.evaluate("""
                async () => {
                  const { languages } = await import('/console/text.js');
                  const shape = (value, path) =>
                    typeof value === 'object'
                      ? Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
                      : [`${path}: ${typeof value}${typeof value === 'function' ? ' of ' + value.length : ''}`];
                  const { en, ...others } = languages;
                  const wanted = shape(en, '');
                  return Object.entries(others).flatMap(([language, words]) => {
                    const found = shape(words, '');
                    return [
                      ...wanted.filter((each) => !found.includes(each)).map((each) => `${language} lacks ${each}`),
                      ...found.filter((each) => !wanted.includes(each)).map((each) => `${language} has beside ${each}`),
                    ];
                  });
                }
                """);
        assertThat(differing).isEmpty();
    }

    @Test
    void shouldSpeakGermanWhereTheBrowserDoesAndKeepWhatIsChosen() {
        Page page = browser.open(1440, 1100, ColorScheme.LIGHT, "de-AT");
        assertThat(page.evaluate("document.documentElement.lang")).isEqualTo("de");
        assertThat(textOf(page, "h1")).isEqualTo("Was für Musik ist das?");
        page.locator(".health summary").click();
        awaitTrue(page, "document.querySelector('.health').dataset.state === 'fine'");
        requireNoEnglish(page);
        Browser.requireAccessible(page, "german-welcome-1440-light");
        page.locator(".health summary").click();
        page.locator(".sound").last().click();
        awaitTrue(page, "document.querySelector('.scope span')?.textContent.includes('endgültig')");
        requireNoEnglish(page);
        byte[] text = "Das ist kein Audio. ".repeat(100).getBytes(StandardCharsets.UTF_8);
        page.locator("#files").setInputFiles(new FilePayload("kaputt.mp3", "audio/mpeg", text));
        page.waitForSelector(".stream .problem:not([hidden])");
        requireNoEnglish(page);
        Browser.requireAccessible(page, "german-problem-1440-light");

        page.locator("#language").selectOption("en");
        page.getByPlaceholder("Search titles and ids").waitFor();
        page.reload();
        page.getByPlaceholder("Search titles and ids").waitFor();
        assertThat(page.evaluate("document.documentElement.lang")).isEqualTo("en");
    }

    /**
     * Looks for words that the English page has and the German one has not. What people and services have written, titles
     * and reasons, is not the page's, and names of topics are the same in each language.
     */
    private static void requireNoEnglish(Page page) {
        List<?> english = (List<?>) page.evaluate("""
                async () => {
                  const { languages } = await import('/console/text.js');
                  const words = (value) => (typeof value === 'object' ? Object.values(value).flatMap(words) : String(value).toLowerCase().match(/\\p{L}{2,}/gu) ?? []);
                  const german = new Set(words(languages.de));
                  const english = new Set(words(languages.en).filter((word) => !german.has(word)));
                  const notOurs = '#language, .code, .row-title, .row-actions, [data-state=FAILED] .row-state, #title, .queue a, .nearest strong, [lang=en], script, style, noscript';
                  const found = [];
                  const look = (element, said) => {
                    if (said && !element.closest(notOurs) && words(said.replace(/dlq[.][a-z.]+/g, '')).some((word) => english.has(word))) {
                      found.push(said);
                    }
                  };
                  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
                    look(node.parentElement, node.data);
                  }
                  document.querySelectorAll('[aria-label], [placeholder]').forEach((element) => {
                    look(element, element.getAttribute('aria-label'));
                    look(element, element.getAttribute('placeholder'));
                  });
                  return found;
                }
                """);
        assertThat(english).as(page.url()).isEmpty();
    }
}
