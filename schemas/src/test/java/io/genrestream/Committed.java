package io.genrestream;

/** Files that are made from the schemas and committed. Tests compare with them, or, when told to, write them anew. */
public final class Committed {
    public static final boolean UPDATE = Boolean.getBoolean("genrestream.update");

    public static final String UPDATE_COMMAND = "mvn -pl schemas -am test -Dgenrestream.update=true"
            + " -Dtest='SchemaHistoryTest,TopicsPageTest' -Dsurefire.failIfNoSpecifiedTests=false";

    private Committed() {}
}
