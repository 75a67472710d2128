package io.genrestream.analysis;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** Why a file or folder cannot be analysed, beyond what its decoding fails of. The name is the stable code. */
public enum AnalysisError implements ErrorCode {
    FILE_MISSING("There is no such file or folder.", "Check the path, or take the entry out of the list."),
    FILE_UNREADABLE(
            "The file or folder cannot be read.", "Look at the detail: its permissions, or the disk that it lies on."),
    NOT_A_FILE(
            "The list's entry is no file on this machine, but an address or a name that no file can have.",
            "Only local files are analysed: save it as a file, or take the entry out of the list."),
    COMPANION_FILE(
            "The file is a Mac's companion of another one (AppleDouble): its icon and labels, no sound.",
            "Name the song itself, which is called the same without ._ before it."),
    LIST_UNREADABLE(
            "The list of music is of a format that is not read here, or not what its ending says.",
            "Give an m3u or m3u8 list, or the Library.xml that iTunes or Music exports; players save their lists as such."),
    NO_MUSIC("There is no music in it.", "Give music files, folders with music below them, or lists of music files."),
    EXCERPT_BEYOND_END(
            "The track ends before the excerpt begins.", "Choose a smaller --offset, or leave the track out."),
    TOO_SHORT(
            "The track is shorter than one frame of the front end.",
            "Leave it out, or take a front end of a smaller window."),
    NON_FINITE_SCORES(
            "The model gives no finite score for a window of the track.",
            "Check that the model fits this version; the front end never makes values that a sound model fails of."),
    ANALYSIS_FAILED(
            "The analysis of this file failed for a reason that is a fault of this program.",
            "Report it with the detail and, if you may, the file.");

    private final ErrorText text;

    AnalysisError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }
}
