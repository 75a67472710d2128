package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.StreamMetadata;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** What may be requested, of callers as of whoever else writes to the topic. */
final class SourceCheck {
    private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_CHARSET_CHARACTERS = 64;

    private SourceCheck() {}

    /** @throws IngestException INVALID_ID, INVALID_METADATA, INVALID_PARAMETER or ADDRESS_INVALID */
    static void require(SourceWanted wanted) {
        StreamMetadata.checkedId(wanted.getStreamId());
        new StreamMetadata(wanted.getTitle(), wanted.getExternalId(), wanted.getAttributes());
        SourceAddress.checked(wanted.getUrl());
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
}
