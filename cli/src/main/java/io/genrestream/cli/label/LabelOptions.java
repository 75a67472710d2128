package io.genrestream.cli.label;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which folders are the labels. */
public final class LabelOptions {
    @Option(
            names = "--label-level",
            paramLabel = "N",
            description =
                    "Level of folders whose names are the labels: 1 for those right in the named folder, 2 for those"
                            + " in them, 0 for itself (default: the one level that separates the files).")
    private Integer level;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /**
     * @param named what the command was given
     * @param files what of it is music
     * @throws io.genrestream.cli.CommandFailure as {@link FolderLabels} throws
     */
    public FolderLabels labels(List<Path> named, List<Path> files) {
        if (level != null && level < 0) {
            throw new ParameterException(spec.commandLine(), "--label-level must be 0 or more");
        }
        return new FolderLabels(named, files, level);
    }

    public boolean isGiven() {
        return level != null;
    }
}
