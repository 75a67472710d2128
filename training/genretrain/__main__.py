"""The commands: python -m genretrain COMMAND --help"""

import argparse
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MODELS = PROJECT / "models"


def main():
    args = _parser().parse_args()
    args.run(args)


def _parser():
    parser = argparse.ArgumentParser(prog="genretrain")
    commands = parser.add_subparsers(required=True)

    train = commands.add_parser("train", help="train, then export")
    _paths(train)
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--epochs", type=int, default=40)
    train.add_argument("--threads", type=int, default=1, help="the same seed gives the same model at one thread")
    train.set_defaults(run=_train)

    export = commands.add_parser("export", help="calibrate a checkpoint and write it as ONNX")
    _paths(export)
    export.set_defaults(run=_export)

    crossval = commands.add_parser("crossval", help="train and measure over folds grouped by artist; goes on where it stopped")
    crossval.add_argument("--data", type=Path, required=True, help="folder with train.npz and valid.npz, both are used")
    crossval.add_argument("--out", type=Path, default=Path("runs/crossval"))
    crossval.add_argument("--front-end", type=Path, default=MODELS / "front-end.txt")
    crossval.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    crossval.add_argument("--epochs", type=int, default=40)
    crossval.add_argument("--threads", type=int, default=1)
    crossval.set_defaults(run=_crossval)

    evaluate = commands.add_parser("evaluate", help="measure a model on valid.npz, then write its card")
    evaluate.add_argument("--data", type=Path, required=True)
    evaluate.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    evaluate.set_defaults(run=_evaluate)

    compare = commands.add_parser("compare", help="measure a model on features of real audio, then write its card")
    compare.add_argument("--data", type=Path, required=True)
    compare.add_argument("--features", type=Path, required=True, help=".npz in the format of valid.npz")
    compare.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    compare.set_defaults(run=_compare)

    score = commands.add_parser("score", help="write the scores of every window as JSON")
    score.add_argument("--features", type=Path, required=True, help=".npz in the format of valid.npz")
    score.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    score.add_argument("-o", "--output", type=Path, required=True)
    score.set_defaults(run=_score)

    card = commands.add_parser("card", help="write the card again from the measurements beside the model")
    card.add_argument("--model", type=Path, default=MODELS / "genre.onnx")
    card.set_defaults(run=_card)

    testmodels = commands.add_parser("testmodels", help="write tiny models for tests of the loader")
    testmodels.add_argument("--out", type=Path, required=True)
    testmodels.add_argument("--front-end", type=Path, default=MODELS / "front-end.txt")
    testmodels.set_defaults(run=_testmodels)
    return parser


def _paths(command):
    command.add_argument("--data", type=Path, required=True, help="folder with train.npz and valid.npz")
    command.add_argument("--out", type=Path, default=MODELS)
    command.add_argument("--front-end", type=Path, default=MODELS / "front-end.txt")
    command.add_argument("--checkpoint", type=Path, default=Path("runs/genre.pt"))
    command.add_argument("--model-version", default="1.0.0")
    command.add_argument("--unknown-below", type=float, default=0.3)


# Each command imports what it needs, so that scoring works where torch is not installed.
def _train(args):
    import torch

    from . import contract, train

    torch.set_num_threads(args.threads)
    frames, every, bands = contract.window_shape(contract.front_end_text(args.front_end))
    settings = train.Settings(seed=args.seed, epochs=args.epochs)
    train.train(args.data, args.checkpoint, settings, (frames, bands), every)
    _export(args)


def _crossval(args):
    import torch

    from . import contract, crossval, train

    torch.set_num_threads(args.threads)
    frames, every, bands = contract.window_shape(contract.front_end_text(args.front_end))
    crossval.run(
        args.data,
        args.out,
        args.seeds,
        lambda seed: train.Settings(seed=seed, epochs=args.epochs),
        (frames, bands),
        every,
    )
    crossval.report(args.data, args.out, args.seeds)


def _export(args):
    from . import contract, publish

    front_end = contract.front_end_text(args.front_end)
    publish.publish(
        args.checkpoint, args.data, front_end, args.model_version, args.unknown_below, args.out / "genre.onnx"
    )


def _evaluate(args):
    from . import evaluate

    evaluate.evaluate(args.model, args.data, _command(), args.model.with_suffix(".json"))
    _card(args)


def _compare(args):
    from . import compare

    compare.compare(args.model, args.data, args.features, _command(), args.model.with_suffix(".json"))
    _card(args)


def _card(args):
    from . import card

    card.write(args.model.with_suffix(".json"))


def _score(args):
    from . import compare

    compare.score(args.model, args.features, args.output)


def _command():
    return " ".join(["python -m genretrain", *sys.argv[1:]])


def _testmodels(args):
    from . import contract, testmodels

    testmodels.write_all(args.out, contract.front_end_text(args.front_end))


if __name__ == "__main__":
    main()
