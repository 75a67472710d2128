package io.genrestream.e2e;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** What tests of the console do with a page and wait for. */
final class ConsoleSteps {
    /** True when the page shows a final result. */
    static final String FINAL = "document.querySelector('.scope span')?.textContent.includes('final')";

    private ConsoleSteps() {}

    /** Files come with a drop as with an event of the browser's own. */
    static void drop(Page page, Path file) throws IOException {
        JSHandle dropped = page.evaluateHandle(
                """
                ({name, bytes}) => {
                  const transfer = new DataTransfer();
                  const file = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
                  transfer.items.add(new File([file], name));
                  return transfer;
                }
                """,
                Map.of(
                        "name",
                        file.getFileName().toString(),
                        "bytes",
                        Base64.getEncoder().encodeToString(Files.readAllBytes(file))));
        page.dispatchEvent("main", "drop", Map.of("dataTransfer", dropped));
    }

    /** Waits until the spectrogram is no longer of one colour. */
    static void awaitPicture(Page page) {
        awaitTrue(page, """
                () => {
                  const canvas = document.querySelector('.spectrogram');
                  const pixels = canvas.getContext('2d').getImageData(0, canvas.height - 60, canvas.width, 40).data;
                  return new Set(new Uint32Array(pixels.buffer)).size > 100;
                }
                """);
    }

    /** By asking from outside: inside, the page's policy keeps a test from evaluating what it is told. */
    static void awaitTrue(Page page, String expression) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }

    static String textOf(Page page, String selector) {
        return page.locator(selector).first().textContent().strip();
    }
}
