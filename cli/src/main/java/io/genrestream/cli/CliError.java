package io.genrestream.cli;

/** What a command can fail with; the name is the stable code, the texts are for people. */
public enum CliError {
    ALREADY_UP(
            "Genrestream already runs on this state directory.",
            "Look with `genrestream status`, end it with `genrestream down`, or give another --state and --port-base."),
    BUSY(
            "Another `genrestream up` or `down` is at work on this state directory.",
            "Wait until it has ended, or end it by its process id."),
    NOT_RUNNING(
            "Nothing runs on this state directory.",
            "Start it with `genrestream up`, or give --bootstrap-servers and --schema-registry."),
    MODEL_MISSING("The model's file is not there.", "Give the path of an ONNX file with --model."),
    KAFKA_UNAVAILABLE(
            "The Kafka cluster does not answer or refuses.",
            "Check --bootstrap-servers and the client properties of --command-config."),
    WRONG_FIGURES("A file failed, and the figures would be wrong.", "Leave it out, or repair what it failed of."),
    COMMAND_CONFIG("The file of --command-config cannot be read.", "Give a Java properties file."),
    STATE_UNWRITABLE(
            "The state directory cannot be written.", "Give a directory of your own with --state, or free some space."),
    OUTPUT_FOREIGN(
            "The file of -o holds something else than results of this very command: its format, model, front end, columns and"
                    + " excerpt.",
            "Name another file, or move this one away."),
    OUTPUT_EXISTS("The file of -o is there already and finished.", "Name another file, or move this one away."),
    OUTPUT_UNWRITABLE(
            "The results cannot be written.",
            "Free some space or name another place; the same command goes on with what is in the file of -o."),
    OUTPUT_BUSY("Another process writes to the file of -o.", "Wait until it has ended, or name another file."),
    PICTURE_UNWRITABLE(
            "The file of -o cannot be written; what was there is as it was.",
            "Free some space, or name a file in a folder that you may write to."),
    FONTS_MISSING(
            "This Java finds no fonts or no library to write with, so that no picture can be drawn.",
            "Install them: on Debian and Ubuntu apt-get install fontconfig libfreetype6 fonts-dejavu-core."),
    NOTHING_TO_DRAW("There is too little sound for this picture.", "Give a longer --duration, or a smaller --offset."),
    NO_EMBEDDING("The model places tracks nowhere: it has no embedding.", "Compare them with --by features."),
    TOO_FEW_TRACKS(
            "There are too few different tracks to group.", "Give at least three, and no more --groups than tracks."),
    LEFTOVER("A process of an earlier run does not end.", "End it by the process id in the message, then try again.");

    private final String meaning;
    private final String remedy;

    CliError(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }
}
