package io.genrestream.cli.source;

import picocli.CommandLine.Command;

@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        description = "Names live sources, such as radio stations, that are followed until they are taken away.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AddCommand.class, ListCommand.class, RemoveCommand.class},
        footer = {
            "",
            "Examples:",
            "  genrestream sources add https://radio.example/live.mp3 --id radio --title 'Radio Example'",
            "  genrestream sources list --watch",
            "  genrestream sources remove radio"
        })
public final class SourcesCommand {}
