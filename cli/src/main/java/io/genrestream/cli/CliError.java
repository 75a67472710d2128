package io.genrestream.cli;

import io.genrestream.analysis.library.PathText;
import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** What a command can fail with; the name is the stable code, the texts are for people. */
public enum CliError implements ErrorCode {
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
    NOTHING_ON_AIR(
            "No live stream got a prediction, so there is nothing to measure.",
            "Look at its state with `genrestream watch`, or measure longer with --for."),
    COMMAND_CONFIG("The file of --command-config cannot be read.", "Give a Java properties file."),
    API_KEY(
            "The key for the ingest service cannot be used.",
            "Give a file with the key alone to --api-key-file, or the key in the variable GENRESTREAM_API_KEY."),
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
    INGEST_UNREACHABLE(
            "The ingest service does not answer.",
            "Look with `genrestream status`, or give its address with --ingest-url."),
    UPLOAD_BROKEN("The connection to the ingest service broke off during the upload.", "Send the file again."),
    NO_RESULT("No final genre came in time after the upload.", "Look with `genrestream status`, or raise --timeout."),
    TRACKS_UNREADABLE(
            "The results cannot be read from Kafka.", "Look with `genrestream status`, or check --bootstrap-servers."),
    SORT_UNWRITABLE(
            "The folder that is sorted into takes no more.",
            "Free some space or make it writable, then give the same command again: it goes on where this one ended."),
    SORT_BUSY("Another sort or undo is at work on this folder.", "Wait until it has ended, or name another --into."),
    SORT_JOURNAL(
            "The journal of an earlier sort cannot be read.",
            "Move the folder .genrestream-sort away; earlier sorts cannot be taken back then."),
    NOT_SORTED(
            "The file cannot be put into its genre's folder, and stays where it is.",
            "Look at the detail: its name, or the permissions of its folder and of the genre's."),
    NOTHING_TO_UNDO(
            "No sort into this folder can be taken back.", "Name the folder that was given to sort with --into."),
    NOT_UNDONE(
            "A file could not be put back.",
            "Look at the detail, clear its old place or its permissions, and give the same command again."),
    DATASET_UNREADABLE(
            "The data set is not laid out as it must be, or cannot be read.",
            "Look at the detail and at `genrestream evaluate --help`, which tells the layouts."),
    LABELS_AMBIGUOUS(
            "The folders separate the files at several levels, any of which could be the labels.",
            "Say which it is with --label-level."),
    LABEL_LEVEL("No file lies so deep as the level of --label-level.", "Give one of the levels that there are."),
    DUPLICATE_TRACKS(
            "The data set has tracks twice, which would count twice.",
            "Take the second ones out, or out of the table; of FMA, name one part, such as fma_small."),
    GENRE_UNKNOWN(
            "The data set has genres that are no label of the model.",
            "Write a line for each into a file and give it with --genres: Hip-Hop=hiphop, or Experimental= to leave it out."),
    GENRE_MAP(
            "The file of --genres cannot be read.",
            "Write a line for each genre: the data set's name, =, and a label of the model or nothing."),
    FEATURES_UNFIT(
            "The file of features is not one that this model can score.",
            "Compute the features with this model's front end, into arrays track, genre and log_mel_db [tracks][frames][bands]."),
    NOTHING_MEASURED(
            "The data set has no track that could be measured.",
            "Look at the codes of the files that were skipped, or name a folder with music in it."),
    LEFTOVER("A process of an earlier run does not end.", "End it by the process id in the message, then try again.");

    private final ErrorText text;

    CliError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }

    @Override
    public String sentence(String detail) {
        return ErrorCode.super.sentence(PathText.printable(detail));
    }
}
