package io.genrestream.e2e.docs;

import io.genrestream.analysis.AnalysisError;
import io.genrestream.cli.CliError;
import io.genrestream.decoding.DecodingError;
import io.genrestream.embedded.EmbeddedError;
import io.genrestream.error.ErrorCode;
import io.genrestream.fault.EventError;
import io.genrestream.feature.topology.ChunkError;
import io.genrestream.inference.rest.ResultError;
import io.genrestream.inference.topology.WindowError;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.kit.access.AccessError;
import io.genrestream.kit.http.HttpErrorCode;
import io.genrestream.kit.settings.SettingError;
import io.genrestream.live.LiveError;
import io.genrestream.scoring.ModelError;

/** docs/errors.md, from the codes' own words. */
final class ErrorPage {
    private final StringBuilder text = new StringBuilder();

    private ErrorPage() {}

    static String text() {
        ErrorPage page = new ErrorPage();
        page.text.append("""
                # Error codes

                Made from the code by `ErrorPageTest`; do not edit. A code never changes its meaning.
                Over HTTP an error is `application/problem+json` with its `code`; in dead letters it is the header
                `genrestream.code`; commands print it in brackets, or as `error.code` with `--json`.

                """);
        page.section("Who may", "Answers of the ingest and the inference service to whom they do not let in.");
        page.rows(AccessError.values());
        page.section("Uploads, sources and pushed streams", "Answers of the ingest service.");
        page.rows(IngestError.values());
        page.section(
                "Live sources",
                "Why a live source gives no audio; answers to whoever adds one, and `errorCode` of its stream meanwhile.");
        page.rows(LiveError.values());
        page.section(
                "Decoding",
                "Why a file cannot be heard; answers of the ingest service too, and `errorCode` of a stream.");
        page.rows(DecodingError.values());
        page.section(
                "Files", "Why a file, folder or list given to a command is not analysed, beside what decoding says.");
        page.rows(AnalysisError.values());
        page.section("Results", "Answers of the inference service.");
        page.rows(ResultError.values());
        page.section(
                "Events, topics and registry",
                "Dead letters of every service, and what keeps a service from getting ready.");
        page.rows(EventError.values());
        page.section("Chunks of audio", "Dead letters of the feature service.");
        page.rows(ChunkError.values());
        page.section("Windows of features", "Dead letters of the inference service.");
        page.rows(WindowError.values());
        page.section("Models", "Why a model is refused; the inference service does not start with it.");
        page.rows(ModelError.values());
        page.section("Settings", "Why a service does not start with what it was given.");
        page.rows(SettingError.values());
        page.section("Starting and stopping", "Errors of `genrestream up`, `down` and the other commands.");
        page.rows(EmbeddedError.values());
        page.rows(CliError.values());
        return page.text.toString();
    }

    private void section(String title, String intro) {
        text.append("\n## ").append(title).append("\n\n").append(intro).append("\n\n");
        text.append("| code | HTTP | what it means | what to do |\n| --- | --- | --- | --- |\n");
    }

    private void rows(ErrorCode... codes) {
        for (ErrorCode code : codes) {
            String status = code instanceof HttpErrorCode http ? String.valueOf(http.status()) : "";
            text.append("| `%s` | %s | %s | %s |\n".formatted(code.name(), status, code.meaning(), code.remedy()));
        }
    }
}
