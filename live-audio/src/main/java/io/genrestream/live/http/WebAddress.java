package io.genrestream.live.http;

import java.net.URI;
import okhttp3.HttpUrl;

/** Addresses as servers write them, which are often not what the standard asks for. */
public final class WebAddress {
    private WebAddress() {}

    /**
     * What a reference means that stands in a document.
     *
     * @param base address of the document
     * @param reference absolute or relative, with blanks and other odd characters too; a user in it is left out
     * @return null when it is no address of http or https
     */
    public static URI resolve(URI base, String reference) {
        HttpUrl url = HttpUrl.get(base).resolve(reference);
        return url == null
                ? null
                : url.newBuilder().username("").password("").build().uri();
    }

    /** As it may be shown: without user, query and fragment, where secrets stand. */
    public static String shown(URI uri) {
        return HttpUrl.get(uri)
                .newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build()
                .toString();
    }
}
