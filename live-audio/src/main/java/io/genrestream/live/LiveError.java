package io.genrestream.live;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** Why a live source gives no audio. The name is the stable code. */
public enum LiveError implements ErrorCode {
    ADDRESS_INVALID(
            "It is no address of live audio.", "Give an http or https address without a user or password in it."),
    ADDRESS_REFUSED(
            "The address leads to a network or port that is not allowed here.",
            "Use a public address, or have whoever runs the service allow its network (genrestream.live.allowed-networks)."),
    SOURCE_UNREACHABLE("The source cannot be reached.", "Check the host's name and that it answers."),
    SOURCE_REFUSED("The source refused.", "Check the address and the credential."),
    SOURCE_NOT_AUDIO("What the source sends is not audio.", "Give the address of the stream itself, not of a page."),
    SOURCE_UNSUPPORTED(
            "The source sends in a way that is not read here.", "Give the address of another stream of the station."),
    SOURCE_STALLED("The source sent nothing for too long.", "Nothing: it is tried again."),
    SOURCE_OFF_AIR("The source is not on the air.", "Nothing: it is tried again."),
    SOURCE_ENDED("The source ended the connection.", "Nothing: it is tried again."),
    TITLES_DAMAGED(
            "What stands between the source's audio is no title, so the audio is damaged too.",
            "Nothing: it is read again without titles."),
    TLS_UNTRUSTED(
            "The source's certificate is not trusted.",
            "Use an address with a valid certificate, or name its authority in genrestream.live.trust-store."),
    TOO_MANY_REDIRECTS("The source redirects too often.", "Give the address at which it ends."),
    PLAYLIST_EMPTY("The playlist names no stream.", "Give the address of the stream itself."),
    NOT_LIVE("It is a finished recording, not a live stream.", "Send it as an upload."),
    TOO_LARGE("A playlist, header or segment is larger than allowed.", "Give the address of the stream itself.");

    private final ErrorText text;

    LiveError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }
}
