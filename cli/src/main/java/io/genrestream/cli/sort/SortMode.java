package io.genrestream.cli.sort;

/** What is done with each file. */
enum SortMode {
    COPY("copy", "copied", SortStep.Action.COPY),
    MOVE("move", "moved", SortStep.Action.MOVE),
    LINK("link", "linked", SortStep.Action.LINK),
    PLAYLISTS("list", "listed", SortStep.Action.WRITE);

    private final String plan;
    private final String deed;
    private final SortStep.Action action;

    SortMode(String plan, String deed, SortStep.Action action) {
        this.plan = plan;
        this.deed = deed;
        this.action = action;
    }

    /** What is to be done, or what was. */
    String deed(boolean planned) {
        return planned ? plan : deed;
    }

    SortStep.Action action() {
        return action;
    }
}
