package io.genrestream.scoring;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** Why a model file is refused. The name is the stable code, the remedy what to do about it. */
public enum ModelError implements ErrorCode {
    MODEL_MISSING(
            "There is no readable file at the path of the model.",
            "Set genrestream.model to the path of an ONNX file such as models/genre.onnx."),
    MODEL_UNREADABLE(
            "ONNX Runtime cannot load the file: it is cut off, damaged or no ONNX model.",
            "Copy the file again and compare its SHA-256 with the one in the model's card."),
    MODEL_TOO_LARGE(
            "The file is larger than an ONNX file can be, or than can be packed in the process's heap.",
            "Use a smaller model: none can have more than 2 GB; packing one takes a heap of four times its size"
                    + " (JAVA_TOOL_OPTIONS=-Xmx4g)."),
    MODEL_IN_PARTS(
            "The model keeps weights in files of their own, which would be lost on its way.",
            "Write it as one file; in Python: onnx.save(onnx.load(\"model.onnx\"), \"whole.onnx\")."),
    MODEL_METADATA_MISSING(
            "The model lacks metadata that says what it expects and what its outputs mean.",
            "Export it with the training project, which writes all of it, or stamp it with `genrestream model pack`."),
    MODEL_METADATA_INVALID(
            "A metadata entry of the model cannot be read, or holds an impossible value.",
            "Export it with the training project, or correct the entry; the names of aggregate_names are those that"
                    + " `genrestream extract --per window --list-columns` prints."),
    MODEL_FRONT_END(
            "The model was trained on features of another front end than the one in use.",
            "Use a model that was trained for this front end, or set genrestream.front-end of every service to the model's."),
    MODEL_SHAPE(
            "An input or output of the model has another name, type or shape than its metadata call for.",
            "Export it again: inputs log_mel_db, mfcc or aggregate and outputs scores and embedding, all float32, batch first."),
    MODEL_LABELS(
            "The labels do not match the scores.",
            "Export the model with one distinct label for each score, in the order of the scores."),
    MODEL_SELF_TEST_FAILED(
            "The model does not compute the scores that it was exported with.",
            "The file, its labels or their order were changed after the export, or this machine computes differently:"
                    + " export it again and do not edit it.");

    private final ErrorText text;

    ModelError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }
}
