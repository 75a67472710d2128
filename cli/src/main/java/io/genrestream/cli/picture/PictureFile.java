package io.genrestream.cli.picture;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.WholeFile;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes pages as PNG or SVG. */
public enum PictureFile {
    PNG {
        @Override
        void write(PicturePage page, OutputStream out) throws IOException {
            BufferedImage image = new BufferedImage(page.totalWidth(), page.totalHeight(), BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            try {
                g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
                g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
                page.draw(g);
            } finally {
                g.dispose();
            }
            ImageIO.write(image, "png", out);
        }
    },
    SVG {
        @Override
        void write(PicturePage page, OutputStream out) throws IOException {
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
            context.setComment("Made by Genrestream.");
            context.setImageHandler(new InlineImages());
            SVGGraphics2D g = new SVGGraphics2D(context, false);
            g.setSVGCanvasSize(new Dimension(page.totalWidth(), page.totalHeight()));
            page.draw(g);
            writeDocument(g.getRoot(), out);
        }
    };

    static {
        // No picture needs a screen, and asking for one that is not there fails.
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    abstract void write(PicturePage page, OutputStream out) throws IOException;

    /** By the ending of a file's name. */
    public static Optional<PictureFile> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (PictureFile format : values()) {
            if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * Draws the page and puts it into the file as a whole, or leaves what was there.
     *
     * @throws CommandFailure PICTURE_UNWRITABLE; FONTS_MISSING where Java can write no text
     */
    public void write(PicturePage page, Path file) {
        WholeFile.write(file, CliError.PICTURE_UNWRITABLE, out -> {
            try {
                write(page, out);
            } catch (LinkageError | InternalError e) {
                throw new CommandFailure(CliError.FONTS_MISSING, e.toString(), e);
            }
        });
    }

    /** Batik's own writing begins with a DTD that lies on a server. */
    private static void writeDocument(Element root, OutputStream out) throws IOException {
        try {
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException(e);
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
