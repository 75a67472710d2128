package io.genrestream.ingest.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A live source as clients request it.
 *
 * @param url http or https address of the audio, of a playlist that names it, or of HLS
 * @param title what people call it
 * @param externalId the client's own id
 * @param attributes the client's own, at most 2,048 bytes in all
 * @param titleCharset of titles that are not UTF-8; windows-1252 unless given
 * @param credential name of one in the instances' file of credentials
 */
public record SourceBody(
        String url,
        String title,
        String externalId,
        Map<String, String> attributes,
        String titleCharset,
        String credential) {
    private static final int MOST_BYTES = 32 << 10;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(SourceBody.class);

    /** @throws IngestException INVALID_PARAMETER, or CLIENT_GONE when the body breaks off */
    static SourceBody read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw invalid("the body has more than " + MOST_BYTES + " bytes");
            }
            SourceBody read = JSON.readValue(bytes);
            if (read == null || read.attributes != null && read.attributes.containsValue(null)) {
                throw invalid("the body must be a JSON object, and its attributes one whose values are strings");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw invalid("the body must not have the field " + e.getPropertyName());
        } catch (JsonProcessingException e) {
            // Without its message, which quotes what was sent.
            throw invalid("the body must be a JSON object with the field url, and strings in title, externalId,"
                    + " titleCharset, credential and the object attributes");
        } catch (IOException e) {
            throw new IngestException(IngestError.CLIENT_GONE, "", e);
        }
    }

    /** @param streamId of the stream that it is to become */
    SourceWanted wanted(String streamId) {
        return SourceWanted.newBuilder()
                .setStreamId(streamId)
                .setUrl(url == null ? "" : url)
                .setTitle(title)
                .setExternalId(externalId)
                .setAttributes(attributes == null ? Map.of() : attributes)
                .setTitleCharset(titleCharset)
                .setCredential(credential)
                .build();
    }

    private static IngestException invalid(String detail) {
        return new IngestException(IngestError.INVALID_PARAMETER, detail);
    }
}
