package io.genrestream.cli.key;

import io.genrestream.kit.access.ApiKey;
import io.genrestream.kit.access.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a key. Prints the line for the services' file of keys, which holds the key's hash alone; the key itself goes to"
                    + " the standard error, once, and is kept nowhere.",
        },
        footer = {
            "",
            "Example:",
            "  genrestream keys new --owner alice --scope feed,read >> keys",
            "",
            "The services take the file as genrestream.access.keys; docs/access.md says more."
        })
final class NewCommand implements Callable<Integer> {
    @Option(
            names = "--owner",
            required = true,
            paramLabel = "NAME",
            description = "Whose the streams are that are fed with it: 1 to 128 characters of A-Z a-z 0-9 . _ @ -")
    private String owner;

    @Option(
            names = "--scope",
            required = true,
            split = ",",
            paramLabel = "SCOPE",
            description = "What it is for: ${COMPLETION-CANDIDATES}; several with commas between them.")
    private List<Scope> scopes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            ApiKey.Created created = ApiKey.create(owner, EnumSet.copyOf(scopes));
            spec.commandLine().getErr().println("The key, which is shown this once: " + created.secret());
            spec.commandLine().getErr().flush();
            spec.commandLine().getOut().println(created.line());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--owner must be 1 to 128 characters of A-Z a-z 0-9 . _ @ -", e);
        }
    }
}
