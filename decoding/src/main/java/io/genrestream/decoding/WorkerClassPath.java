package io.genrestream.decoding;

import io.genrestream.decoding.worker.DecoderWorker;
import io.genrestream.error.ErrorCode;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.Loader;
import org.jaudiotagger.tag.Tag;

/**
 * Where this process has the worker's classes and native libraries from: directories, or jars wherever they lie (a
 * Maven repository, a fast-jar's {@code lib/main}). A class loader is asked, not {@code java.class.path}, which names
 * only the starter of a packaged service.
 */
final class WorkerClassPath {
    private WorkerClassPath() {}

    static List<Path> find() throws DecodingException {
        String platform = Loader.getPlatform();
        List<Path> path = new ArrayList<>();
        path.add(home(DecoderWorker.class, classFile(DecoderWorker.class)));
        path.add(home(avformat.class, classFile(avformat.class)));
        path.add(home(Loader.class, classFile(Loader.class)));
        path.add(home(Tag.class, classFile(Tag.class)));
        path.add(home(avformat.class, "org/bytedeco/ffmpeg/" + platform + "/" + System.mapLibraryName("jniavformat")));
        path.add(home(Loader.class, "org/bytedeco/javacpp/" + platform + "/" + System.mapLibraryName("jnijavacpp")));
        path.add(home(ErrorCode.class, classFile(ErrorCode.class)));
        return path;
    }

    private static String classFile(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static Path home(Class<?> neighbour, String resource) throws DecodingException {
        URL url = neighbour.getClassLoader().getResource(resource);
        if (url == null) {
            throw new DecodingException(DecodingError.DECODER_UNAVAILABLE, "no " + resource + " on the class path");
        }
        String text = url.toString();
        String home = text.startsWith("jar:")
                ? text.substring("jar:".length(), text.indexOf("!/"))
                : text.substring(0, text.length() - resource.length());
        try {
            return Path.of(URI.create(home));
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            throw new DecodingException(
                    DecodingError.DECODER_UNAVAILABLE, "set the decoder's class path: " + text + " is no file");
        }
    }
}
