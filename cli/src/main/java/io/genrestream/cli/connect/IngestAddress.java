package io.genrestream.cli.connect;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code http://host:port}, which is easily written without its beginning. */
final class IngestAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) throws URISyntaxException {
        URI address = new URI(text);
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new TypeConversionException("'" + text + "' is no address of a service; write http://host:port");
        }
        return address;
    }
}
