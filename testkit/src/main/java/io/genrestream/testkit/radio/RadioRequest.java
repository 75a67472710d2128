package io.genrestream.testkit.radio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a listener asked for.
 *
 * @param path without the query
 * @param query what stands behind the question mark; empty for none
 * @param headers by name, in any case of letters
 */
public record RadioRequest(String path, String query, Map<String, String> headers) {
    /** Null for none. */
    public String header(String name) {
        return headers.get(name);
    }

    /** Whether titles may stand between the audio. */
    public boolean wantsTitles() {
        return "1".equals(header("Icy-MetaData"));
    }

    /** @return null when the connection ends before a request */
    static RadioRequest read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        String target = first.split(" ")[1];
        int mark = target.indexOf('?');
        return mark < 0
                ? new RadioRequest(target, "", headers)
                : new RadioRequest(target.substring(0, mark), target.substring(mark + 1), headers);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new EOFException();
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }
}
