package io.genrestream.cli.key;

import picocli.CommandLine.Command;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Makes keys for services that answer only those who have one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = NewCommand.class)
public final class KeysCommand {}
