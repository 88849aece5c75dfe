"""The command line: ``csp-dashboard build``, ``check``, ``serve`` and ``peers``."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

PROGRAM = "csp-dashboard"
ABOUT = "A crime and anti-social behaviour dashboard for a community safety partnership."
EXAMPLES = """\
examples:
  csp-dashboard build --demo --out pack                 make the demonstration set
  csp-dashboard build --sources borough.toml --out pack read your own files
  csp-dashboard check pack                              see what the current pack holds
  csp-dashboard serve --pack pack                       show it on http://127.0.0.1:8050

A running dashboard answers from a new pack as soon as it is built: no restart is needed.
docs/sources.md describes every key of the TOML file."""
HIGHEST_PORT = 65535
AUDIENCES = ("public", "partner")  # as in data.disclosure, which need not be loaded for --help


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it went well, 1 after one line on stderr that says what did not."""
    asked = _parser().parse_args(argv)
    # Loaded now, not above: --help need not wait for it.
    return import_module("dashboard.commands").run(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(
        title="commands", metavar="build | check | serve | peers", dest="command", required=True
    )

    build = commands.add_parser(
        "build",
        help="read the sources and make them the current pack",
        description="Read a borough's files, check them, and make the result the current pack. "
        "If anything is wrong the pack before stays, and one line says what to mend.",
    )
    what = build.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--sources", type=Path, metavar="FILE.toml", help="the file that describes a borough"
    )
    what.add_argument(
        "--demo", action="store_true", help="make the demonstration set; it needs no files"
    )
    build.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder to keep packs in"
    )

    build.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="public",
        help="for whom: public (default), or partner, which may hold what is restricted",
    )

    check = commands.add_parser(
        "check",
        help="print what the current pack holds, and verify it",
        description="Print what the current pack of a folder holds, and check it once more.",
    )
    check.add_argument("pack", type=Path, metavar="DIR", help="the folder the packs are in")

    serve = commands.add_parser(
        "serve",
        help="run the dashboard",
        description="Run the dashboard on the current pack of a folder.",
    )
    serve.add_argument(
        "--pack", type=Path, required=True, metavar="DIR", help="the folder the packs are in"
    )
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: this machine only)"
    )
    serve.add_argument(
        "--port", type=_port, default=8050, help="the port to listen on (default: 8050)"
    )
    peers = commands.add_parser(
        "peers",
        help="make a file of other areas to compare with",
        description="Make a file for a source of the kind peers from counts of police.uk's street "
        "files by force, district and month. docs/sources.md says what each file has to have.",
    )
    for name, what in (
        ("counts", "counts by month, force file, district and crime type"),
        ("months", "the months that each force's files were counted for"),
        ("people", "residents by district"),
        ("forces", "the police force of each district"),
        ("out", "the file to write"),
    ):
        peers.add_argument(f"--{name}", type=Path, required=True, metavar="FILE.csv", help=what)
    serve.add_argument(
        "--behind-proxy",
        action="store_true",
        help="a proxy in front signs people in: needed to serve a partner pack to other machines",
    )
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give 1 to {HIGHEST_PORT}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
