package io.genrestream.scoring;

/** A model file that cannot be used; the message is a sentence that says what differs, and one that says what to do. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ModelError code;

    public ModelException(ModelError code, String whatDiffers) {
        this(code, whatDiffers, null);
    }

    public ModelException(ModelError code, String whatDiffers, Throwable cause) {
        super(whatDiffers + " " + code.remedy(), cause);
        this.code = code;
    }

    public ModelError code() {
        return code;
    }
}
