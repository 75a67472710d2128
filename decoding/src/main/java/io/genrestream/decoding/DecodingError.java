package io.genrestream.decoding;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** Why a stream could not be decoded. */
public enum DecodingError implements ErrorCode {
    EMPTY_INPUT(
            "The file has no bytes.",
            "Check that it was written or copied to its end; an upload is the body of its request."),
    NOT_AUDIO("It is not an audio file.", "Give mp3, flac, wav, ogg, opus, m4a, aac, wma, aiff or au."),
    UNSUPPORTED_FORMAT(
            "It is media of a container or codec that is not decoded here.",
            "Convert it to mp3, flac, wav, ogg, opus, m4a, aac, wma, aiff or au."),
    PROTECTED(
            "The file is encrypted: its sound cannot be read without a licence.",
            "Give a copy without protection, from the shop or the program that the file comes from."),
    UNSUPPORTED_RATE(
            "Audio is not decoded to the sample rate of this front end.",
            "Use a model or front end of 4,000 to 192,000 Hz."),
    NO_AUDIO_TRACK("The file holds video or pictures, but no audio track.", "Give a file that has an audio track."),
    NO_SAMPLES(
            "The file has an audio header but not one sample of audio.", "Check that the file was written to its end."),
    CORRUPT_AUDIO("The audio data is damaged beyond decoding.", "Get an intact copy of the file."),
    TOO_LARGE("The file is larger than the size limit.", "Take a shorter or more compressed file, or raise the limit."),
    INDEX_AT_END(
            "The file's index lies at its end and the file is larger than the disk space set aside for such files.",
            "Move the index to the front (ffmpeg -movflags +faststart) or convert it to mp3, flac or ogg."),
    MEMORY_LIMIT(
            "Decoding the file needs more memory than a decoder may use.",
            "The file is damaged or hostile: get an intact copy, or raise the decoder's memory limit."),
    UNLIMITED_MEMORY(
            "The memory of decoders cannot be limited on this machine: there is no prlimit on the PATH that works.",
            "Install it (package util-linux) or lift this process's own limit, or set GENRESTREAM_UNLIMITED_DECODERS=true to decode without a limit: one"
                    + " hostile file can then take all memory."),
    TIME_LIMIT(
            "Decoding made no progress for longer than the time limit, and was ended.",
            "The file is damaged or the machine overloaded: try once more, then get an intact copy."),
    DECODER_CRASHED("The decoder process died while it decoded this track.", "Try once more, then get an intact copy."),
    DECODERS_BUSY("All decoders are taken.", "Try again later, or raise the number of decoder workers."),
    DECODER_UNAVAILABLE(
            "No decoder process could be started.",
            "Look at its error output in the log, which a command prints with -v: the Java executable, the decoder's class path, memory and temporary disk space."),
    CANCELLED("The decoding was cancelled.", "Nothing: the caller closed it before its end.");

    private final ErrorText text;

    DecodingError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }
}
