package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static io.genrestream.e2e.ConsoleSteps.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both services' OpenAPI documents in one explorer, under the policy of the console. */
@ExtendWith({RunningSystem.Extension.class, Browser.Extension.class})
class ApiExplorerIT {
    private static final String OPERATIONS = "document.querySelectorAll('.opblock').length > 3";

    @Test
    void shouldShowAndTryTheOperationsOfBothServicesAndAskNobodyElse(Browser browser) {
        Page page = browser.open(1440, 1000, ColorScheme.LIGHT);
        page.locator(".health summary").click();
        page.getByText("API explorer").click();
        awaitTrue(page, OPERATIONS);
        assertThat(textOf(page, "main")).contains("Genrestream ingest", "/v1/streams", "/v1/sources");

        page.locator("nav a").last().click();
        awaitTrue(page, "document.querySelector('main').textContent.includes('Genrestream results')");
        page.locator(".opblock", new Page.LocatorOptions().setHasText("/v1/model"))
                .locator("button")
                .first()
                .click();
        page.getByText("Try it out").click();
        page.getByText("Execute").click();
        awaitTrue(page, "document.querySelector('.live-responses-table')?.textContent.includes('genrestream-cnn')");
        Browser.keepPicture(page, "explorer-1440-light");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldServeTheAsyncApiDocumentThatIsKept(RunningSystem system) throws Exception {
        assertThat(Answers.get(system.ingest().resolve("/console/asyncapi.json"))
                        .body())
                .isEqualTo(Files.readString(Launcher.HOME.resolve("docs/asyncapi.json")));
    }
}
