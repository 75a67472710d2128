package io.genrestream.cli.sort;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line of a sort's journal. Those of one placing follow each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SortStep.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = SortStep.Place.class, name = "place"),
    @JsonSubTypes.Type(value = SortStep.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = SortStep.Done.class, name = "done"),
    @JsonSubTypes.Type(value = SortStep.Dropped.class, name = "dropped"),
    @JsonSubTypes.Type(value = SortStep.End.class, name = "end"),
    @JsonSubTypes.Type(value = SortStep.UndoBegun.class, name = "undo")
})
sealed interface SortStep {

    /**
     * The sort begins.
     *
     * @param time ISO 8601
     * @param madeFolder whether it has made the very folder that it sorts into
     */
    record Begin(String time, boolean madeFolder) implements SortStep {}

    /**
     * Something is going to be put somewhere.
     *
     * @param from absolute; null for what comes from no file
     * @param to relative to the folder that is sorted into
     */
    record Place(Action action, String from, String to) implements SortStep {}

    /** What is to be placed lies ready under another name, with this content. */
    record Ready(String sha256) implements SortStep {}

    /** It is in its place. */
    record Done() implements SortStep {}

    /** It could not be placed, and nothing of it is left. */
    record Dropped() implements SortStep {}

    /** Everything has been placed. */
    record End() implements SortStep {}

    /** The sort is being taken back. */
    record UndoBegun() implements SortStep {}

    /** What is done to put something in its place. */
    enum Action {
        FOLDER,
        COPY,
        MOVE,
        LINK,
        WRITE
    }
}
