package io.genrestream.live;

import java.net.URI;
import java.nio.charset.Charset;

/**
 * Where a live source is.
 *
 * @param uri http or https, as the caller gave it; a user and password in it are refused
 * @param credential user and password or token for its host alone; null for none
 * @param titleCharset of its titles where they are not UTF-8; null for windows-1252
 */
public record LiveAddress(URI uri, Credential credential, Charset titleCharset) {}
