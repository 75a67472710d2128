package io.genrestream.kit.settings;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** Why a service does not start with the settings that it was given. The name is the stable code. */
public enum SettingError implements ErrorCode {
    UNKNOWN_SETTING(
            "A setting that begins with genrestream. is none that any service has, so its value would have no effect.",
            "Correct the name; the one that is most like it is given."),
    HEAP_TOO_SMALL(
            "The settings let the service take more heap than its JVM has.",
            "Give it the heap that is named, or lower the setting that is named; docs/memory.md has the sum."),
    ACCESS_UNDECIDED(
            "The service listens to other machines, and its settings do not say who may come in.",
            "Name a file of keys in genrestream.access.keys or an identity provider in quarkus.oidc.auth-server-url, or say"
                    + " genrestream.access.open=true where everybody who reaches it may do everything; docs/access.md has all three."),
    KEYS_UNUSABLE(
            "The file of genrestream.access.keys cannot be used.",
            "Correct what is named: a line each, as genrestream keys new prints it, that nobody but the file's owner may write.");

    private final ErrorText text;

    SettingError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }

    /** @param detail what is wrong in this very case */
    public IllegalArgumentException because(String detail) {
        return new IllegalArgumentException(name() + ": " + sentence(detail));
    }
}
