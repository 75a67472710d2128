"""The commands: python -m genretrain COMMAND --help"""

import argparse
from pathlib import Path

from . import candidates

PROJECT = Path(__file__).resolve().parents[2]
MODELS = PROJECT / "models"


def main():
    args = _parser().parse_args()
    args.run(args)


def _parser():
    parser = argparse.ArgumentParser(prog="genretrain")
    commands = parser.add_subparsers(required=True)

    train = commands.add_parser(
        "train", help="train and calibrate a model, and write its ONNX file and figures; goes on where it stopped"
    )
    _data(train)
    train.add_argument("--out", type=Path, default=MODELS / "genre.onnx", help="the model file")
    train.add_argument("--members", type=int, default=1, help="networks whose mean is the model")
    train.add_argument("--epochs", type=int, help="the candidate's own if not said")
    train.add_argument("--name", default="genrestream-cnn")
    train.add_argument("--model-version", default="1.0.0")
    train.add_argument("--unknown-below", type=float, default=0.3, help="a lower confidence gives no label")
    train.set_defaults(run=_train)

    crossval = commands.add_parser(
        "crossval", help="train candidates over folds grouped by artist; goes on where it stopped"
    )
    _data(crossval)
    crossval.add_argument("--candidate", nargs="+", default=[candidates.SHIPPED], choices=list(candidates.ALL))
    crossval.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    crossval.set_defaults(run=_crossval)

    report = commands.add_parser("report", help="write figures and card from what cross-validation left behind")
    _data(report)
    report.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    report.set_defaults(run=_report)

    audio = commands.add_parser("audio", help="measure real audio, each track by networks that have not heard its artist")
    _data(audio)
    audio.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    audio.add_argument("features", nargs="+", help="NAME=FILE.npz: what was done to the audio, and its windows by `extract`")
    audio.set_defaults(run=_audio)

    listen = commands.add_parser("listen", help="write a page that plays what the filters of the last layer answer to")
    listen.add_argument("--features", type=Path, required=True, help=".npz of `genrestream extract --per window --columns log_mel`")
    listen.add_argument("--network", type=Path, default=Path("runs/shipped/seed1.pt"))
    listen.add_argument("-o", "--output", type=Path, required=True, help="an .html file")
    listen.set_defaults(run=_listen)

    score = commands.add_parser("score", help="write the scores of every window as JSON")
    score.add_argument("--features", type=Path, required=True, help=".npz with log_mel_db, track, genre and artist")
    score.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    score.add_argument("-o", "--output", type=Path, required=True)
    score.set_defaults(run=_score)

    card = commands.add_parser("card", help="write the card again from the figures beside the model")
    card.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    card.set_defaults(run=_card)

    testmodels = commands.add_parser("testmodels", help="write tiny models for tests of the loader")
    testmodels.add_argument("--out", type=Path, required=True)
    testmodels.add_argument("--front-end", type=Path, default=MODELS / "front-end.txt")
    testmodels.set_defaults(run=_testmodels)

    testwindows = commands.add_parser("testwindows", help="write windows and their statistics for the Java tests")
    testwindows.add_argument("--out", type=Path, required=True)
    testwindows.set_defaults(run=_testwindows)

    tags = commands.add_parser("tags", help="write the tagger of the package musicnn as a model of ours")
    tags.add_argument("--weights", type=Path, required=True, help="folder MSD_musicnn of the unpacked package musicnn 0.1.0")
    tags.add_argument("--model-version", default="1.0.0")
    tags.add_argument("--out", type=Path, default=MODELS / "tags.onnx")
    tags.set_defaults(run=_tags)

    tagtable = commands.add_parser("tagtable", help="print what the tagger says of tracks whose genre is known")
    tagtable.add_argument("results", type=Path, help="what `genrestream classify --json --model tags` printed")
    tagtable.set_defaults(run=_tagtable)

    cost = commands.add_parser("cost", help="print what models cost a window")
    cost.add_argument("models", type=Path, nargs="+")
    cost.set_defaults(run=_cost)
    return parser


def _data(command):
    command.add_argument(
        "--data", type=Path, nargs="+", required=True, help=".npz files with log_mel_db, track, genre and artist"
    )
    command.add_argument("--front-end", type=Path, default=MODELS / "front-end.txt")
    command.add_argument("--runs", type=Path, default=Path("runs"), help="where networks and their answers stay")
    command.add_argument("--threads", type=int, default=1, help="the same seed gives the same network at one thread")


def _train(args):
    from . import work

    work.train_model(_workshop(args), args.out, args.members, args.epochs, args.name, args.model_version, args.unknown_below)


def _crossval(args):
    from . import work

    for name in args.candidate:
        work.crossvalidate(_workshop(args), name, args.seeds)


def _report(args):
    from . import card, crossval, report

    report.write(_workshop(args).tracks, args.model, args.runs, crossval.load(args.data[-1:]))
    card.write(args.model.with_suffix(".json"))


def _audio(args):
    from . import audio, card

    features = dict(text.split("=", 1) for text in args.features)
    audio.write(_workshop(args).tracks, args.model, args.runs, features)
    card.write(args.model.with_suffix(".json"))


def _listen(args):
    from . import listen

    listen.write(args.network, args.features, args.output)


def _score(args):
    from . import audio

    audio.score(args.model, args.features, args.output)


def _card(args):
    from . import card

    card.write(args.model.with_suffix(".json"))


def _testmodels(args):
    from . import contract, testmodels

    testmodels.write_all(args.out, contract.front_end_text(args.front_end))


def _testwindows(args):
    from . import testwindows

    testwindows.write_all(args.out)


def _tags(args):
    from . import tagger

    tagger.write(args.weights, args.model_version, args.out)


def _tagtable(args):
    from . import tagtable

    print(tagtable.table(args.results))


def _cost(args):
    from . import cost

    print(cost.table(args.models))


def _workshop(args):
    import torch

    from . import contract, crossval, work

    torch.set_num_threads(args.threads)
    return work.Workshop(crossval.load(args.data), contract.front_end_text(args.front_end), args.runs)


if __name__ == "__main__":
    main()
