"""The commands: python -m genretrain COMMAND --help"""

import argparse
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MODELS = PROJECT / "models"


def main():
    args = _parser().parse_args()
    args.run(args)


def _parser():
    parser = argparse.ArgumentParser(prog="genretrain")
    commands = parser.add_subparsers(required=True)
    testmodels = commands.add_parser("testmodels", help="write tiny models for tests of the loader")
    testmodels.add_argument("--out", type=Path, required=True)
    testmodels.add_argument("--front-end", type=Path, default=MODELS / "front-end.txt")
    testmodels.set_defaults(run=_testmodels)
    return parser


# Each command imports what it needs, so that scoring works where torch is not installed.
def _testmodels(args):
    from . import contract, testmodels

    testmodels.write_all(args.out, contract.front_end_text(args.front_end))


if __name__ == "__main__":
    main()
