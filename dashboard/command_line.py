"""The command line: ``csp-dashboard`` and its commands."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

PROGRAM = "csp-dashboard"
ABOUT = "A crime and anti-social behaviour dashboard for a community safety partnership."
EXAMPLES = """\
examples:
  csp-dashboard build --demo --out pack                 make the demonstration set
  csp-dashboard new Wokingham --from 2020-04 --to 2023-03
                                                        fetch a borough's open data
  csp-dashboard inspect police.zip wards.gpkg           see what files are and how to name them
  csp-dashboard build --sources borough.toml --out pack read your own files
  csp-dashboard check pack                              see what the current pack holds
  csp-dashboard serve --pack pack                       show it on http://127.0.0.1:8050

A running dashboard answers from a new pack as soon as it is built: no restart is needed.
docs/sources.md describes every key of the TOML file."""
HIGHEST_PORT = 65535
AUDIENCES = ("public", "partner")  # as in data.model.disclosure, which --help does not import


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, as listed in docs/deploy.md; wrong options exit."""
    args = _parser().parse_args(argv)
    # Imported here, not at the top, so that --help does not wait for it.
    return import_module("dashboard.commands").run(args)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(
        title="commands",
        metavar="new | refresh | inspect | build | check | serve | withdraw | peers",
        dest="command",
        required=True,
    )

    _fetching(commands)
    _inspecting(commands)
    build = commands.add_parser(
        "build",
        help="read the sources and make them the current pack",
        description="Read a borough's files, check them, and make the result the current pack. "
        "If anything is wrong, the previous pack stays current and one line says what to correct.",
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
    serve.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="public",
        help="the only audience whose packs are served: public (default), or partner, which "
        "needs --local or a secret",
    )
    who = serve.add_mutually_exclusive_group()
    who.add_argument(
        "--local",
        action="store_true",
        help="answer only the browser that opens the one-time address that is printed",
    )
    who.add_argument(
        "--secret-file",
        type=Path,
        metavar="FILE",
        help="answer only requests with the secret in this file in X-Dashboard-Secret, which the "
        "proxy in front sets (or give it in CSP_DASHBOARD_SECRET)",
    )
    who.add_argument("--behind-proxy", action=_Replaced, nargs=0, help=argparse.SUPPRESS)
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a host name to answer to, besides this machine's own; may be repeated",
    )
    serve.add_argument(
        "--prefix",
        type=_prefix,
        default="",
        metavar="/PATH",
        help="the path of the host that the dashboard is below, such as /csp (default: none)",
    )

    withdraw = commands.add_parser(
        "withdraw",
        help="delete a faulty pack, at once and everywhere",
        description="Delete the packs of a version from a folder. Servers stop answering from it "
        "at their next request, in meetings too; the pack that was current before takes its place.",
    )
    withdraw.add_argument("version", metavar="VERSION", help="as check prints it")
    withdraw.add_argument(
        "--pack", type=Path, required=True, metavar="DIR", help="the folder the packs are in"
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
    return parser


def _fetching(commands: Any) -> None:
    """Add the commands that fetch from the web: ``new`` and ``refresh``."""
    new = commands.add_parser(
        "new",
        help="fetch a borough's open data and write its settings file",
        description="Fetch street-level crime, boundaries, populations and counts of other "
        "districts, and write a settings file to build from. Run it again after a break: what was "
        "fetched is kept. The exit code is 3 if something could not be fetched.",
    )
    new.add_argument("place", help="a district or partnership: its ONS code or its name")
    new.add_argument(
        "--from", dest="first", type=_month, required=True, metavar="YYYY-MM", help="first month"
    )
    new.add_argument(
        "--to", dest="last", type=_month, required=True, metavar="YYYY-MM", help="last month"
    )
    new.add_argument("--out", type=Path, metavar="DIR", help="the folder (default: its name)")
    new.add_argument(
        "--wards",
        metavar="EDITION",
        help="the year of the ward boundaries (default: those in force in the last month)",
    )
    new.add_argument(
        "--streets",
        action="store_true",
        help="also fetch OS Open Roads for the maps (large; --dry-run says how large)",
    )
    new.add_argument(
        "--dry-run", action="store_true", help="say what would be fetched and how large it is"
    )
    refresh = commands.add_parser(
        "refresh",
        help="fetch what was published since, build, and print what changed",
        description="Fetch what was published since csp-dashboard new or the last refresh, build "
        "and print what changed. The exit code is 3 if something could not be fetched; the rest "
        "is built.",
    )
    refresh.add_argument("sources", type=Path, metavar="FILE.toml", help="as new wrote it")
    refresh.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder to keep packs in"
    )
    refresh.add_argument("--audience", choices=AUDIENCES, default="public", help="as for build")
    for each in (new, refresh):
        each.add_argument(
            "--catalogue",
            type=Path,
            metavar="FILE.toml",
            help="changed addresses (default: catalogue.toml in the folder)",
        )
        each.add_argument("--json", action="store_true", help="print JSON for programs")


def _inspecting(commands: Any) -> None:
    """Add the command ``inspect``."""
    inspect = commands.add_parser(
        "inspect",
        help="say what files seem to be, and print the sources to write for them",
        description="Say what each file seems to be: its form, kind, rows, months, columns and "
        "coordinate system; what a build would do with it; and the TOML to paste. Nothing is "
        "written. The exit code is 1 if a build would stop at one of them.",
    )
    inspect.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a file or a folder")
    inspect.add_argument("--json", action="store_true", help="print JSON for programs")


class _Replaced(argparse.Action):
    """Exit with an error that names the options that replaced ``--behind-proxy``."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: Any, **_named: Any) -> None:
        parser.error(
            "--behind-proxy proves nothing about who asks and is gone: give --audience partner "
            "with --secret-file (docs/deploy.md)"
        )


def _month(text: str) -> date:
    if not re.fullmatch(r"[12][0-9]{3}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a month; write it as 2020-04")
    return date(int(text[:4]), int(text[5:]), 1)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give 1 to {HIGHEST_PORT}")
    return int(text)


def _prefix(text: str) -> str:
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]*[A-Za-z0-9])*/?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a path; give one such as /csp")
    return text.rstrip("/")
