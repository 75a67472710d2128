package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodedAudio;
import java.io.IOException;

/** One stream from its bytes to its samples. */
interface AudioDecoder {
    /** Decodes to the end of the input. */
    DecodedAudio decode() throws IOException;
}
