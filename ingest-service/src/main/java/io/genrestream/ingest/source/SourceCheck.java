package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.StreamMetadata;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * What a request for a live source may hold, from a client as from whoever else writes to the topic. Secrets are in no
 * message: neither a user nor a query is repeated.
 */
public final class SourceCheck {
    private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_ADDRESS_CHARACTERS = 2_048;
    private static final int MOST_CHARSET_CHARACTERS = 64;

    private SourceCheck() {}

    /** @throws IngestException INVALID_ID, INVALID_METADATA, INVALID_PARAMETER or ADDRESS_INVALID */
    static void require(SourceWanted wanted) {
        StreamMetadata.checkedId(wanted.getStreamId());
        new StreamMetadata(wanted.getTitle(), wanted.getExternalId(), wanted.getAttributes());
        address(wanted.getUrl());
        if (wanted.getTitleCharset() != null && !isCharset(wanted.getTitleCharset())) {
            throw new IngestException(
                    IngestError.INVALID_PARAMETER, "titleCharset must be a character set such as ISO-8859-2");
        }
        if (wanted.getCredential() != null && !isCredentialName(wanted.getCredential())) {
            throw new IngestException(
                    IngestError.INVALID_PARAMETER,
                    "credential must be the name of one, 1 to 64 characters of A-Z a-z 0-9 . _ -, not the secret itself");
        }
    }

    static boolean isCredentialName(String name) {
        return CREDENTIAL.matcher(name).matches();
    }

    private static boolean isCharset(String name) {
        try {
            return name.length() <= MOST_CHARSET_CHARACTERS && Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IngestException ADDRESS_INVALID */
    public static URI address(String url) {
        if (url == null || url.isEmpty()) {
            throw invalid("there is none");
        }
        if (url.length() > MOST_ADDRESS_CHARACTERS) {
            throw invalid("it has " + url.length() + " characters, the most is " + MOST_ADDRESS_CHARACTERS);
        }
        URI uri = parsed(url);
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw invalid("it does not begin with http:// or https://");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw invalid(
                    "it has a user or password in it; write them into the file of credentials and give their name");
        }
        if (uri.getHost() == null) {
            throw invalid("it names no host");
        }
        return uri;
    }

    /** The address without what may be a secret: user, query and fragment. */
    public static String shown(String url) {
        try {
            URI uri = new URI(url);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return uri.getScheme() + "://" + uri.getHost() + port + path;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Its message has the whole address in it.
            throw invalid("character " + (e.getIndex() + 1) + " is not one that an address may have there");
        }
    }

    private static IngestException invalid(String detail) {
        return new IngestException(new LiveException(LiveError.ADDRESS_INVALID, detail), "");
    }
}
