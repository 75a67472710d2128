package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The library that iTunes and Music export: a property list whose tracks have a {@code Location}, an address. */
final class ItunesLibrary {
    private static final XMLInputFactory XML = factory();

    private ItunesLibrary() {}

    /** @throws MalformedListException when it is no property list */
    static List<byte[]> locations(Path library) throws IOException {
        try (InputStream in = Files.newInputStream(library)) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            try {
                return locations(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new MalformedListException(e.getMessage().lines().findFirst().orElse("no XML"), e);
        }
    }

    private static List<byte[]> locations(XMLStreamReader xml) throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // What stands before the list: comments, and the DTD's name.
        }
        xml.require(XMLStreamConstants.START_ELEMENT, null, "plist");
        List<byte[]> locations = new ArrayList<>();
        String key = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "key" -> key = xml.getElementText();
                    case "string" -> {
                        String value = xml.getElementText();
                        if (key.equals("Location")) {
                            locations.add(value.getBytes(UTF_8));
                        }
                    }
                    default -> key = "";
                }
            }
        }
        return locations;
    }

    /** Reads nothing but the file itself: no DTD, though every library names one, and no entities of one. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
