package io.genrestream.cli.sort;

/** What is done with each file. */
enum SortMode {
    COPY("copy", "copied", Step.Action.COPY),
    MOVE("move", "moved", Step.Action.MOVE),
    LINK("link", "linked", Step.Action.LINK),
    PLAYLISTS("list", "listed", Step.Action.WRITE);

    private final String plan;
    private final String deed;
    private final Step.Action action;

    SortMode(String plan, String deed, Step.Action action) {
        this.plan = plan;
        this.deed = deed;
        this.action = action;
    }

    /** What is to be done, or what was. */
    String deed(boolean planned) {
        return planned ? plan : deed;
    }

    Step.Action action() {
        return action;
    }
}
