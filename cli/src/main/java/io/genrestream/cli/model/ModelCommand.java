package io.genrestream.cli.model;

import picocli.CommandLine.Command;

@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Makes an ONNX model of your own ready to be served, and says whether one is.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PackCommand.class, CheckCommand.class},
        footer = {
            "",
            "Examples:",
            "  genrestream model pack mine.onnx -o served.onnx --labels choro,fado,polka,tango",
            "  genrestream model check served.onnx",
            "  genrestream up --model served.onnx",
            "",
            "A model takes any of log_mel_db [batch][frames][bands] (dB), mfcc [batch][frames][coefficients] and",
            "aggregate [batch][columns], a row of `genrestream extract --per window`, and gives scores [batch][labels],",
            "probabilities; perhaps embedding [batch][d]. All are float32."
        })
public final class ModelCommand {}
