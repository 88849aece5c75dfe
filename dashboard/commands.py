"""The commands of the command line."""

import errno
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import duckdb
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dashboard import console
from dashboard.access import AccessError
from data.build import config, peer_file
from data.build.build import BuildFailed, Report
from data.build.build import build as build_pack
from data.build.errors import FREE_SPACE, BadInput, one_line, relative_to
from data.build.forms import workbook
from data.demo import demo
from data.model.disclosure import Audience
from data.model.noun import Noun
from data.model.whole_file import replace
from data.pack import publish
from data.pack.pack import NoPack, Pack
from data.pack.packs import Packs
from data.pack.publish import Busy, NoLocks

DISTRICT = Noun("district", "districts")
REMEDIES = {errno.ENOSPC: FREE_SPACE, errno.EDQUOT: FREE_SPACE}
STOPPED = 130  # the exit code of shells for Ctrl-C


def run(args: Namespace) -> int:
    """Run a command and return its exit code; errors are one line on stderr."""
    try:
        return COMMANDS[args.command](args) or 0
    except KeyboardInterrupt:
        return _failed("stopped", STOPPED)
    except (AccessError, BuildFailed, Busy, NoLocks, NoPack) as error:
        return _failed(str(error))
    except duckdb.Error as error:
        return _failed(f"the pack cannot be read ({error}); build it again")
    except OSError as error:
        return _failed(_reason(error))


def build(args: Namespace) -> None:
    """Build a pack from a borough's files, or demonstration data, and make it current."""
    if args.demo:
        with tempfile.TemporaryDirectory() as folder:
            build_from(demo.write(Path(folder)), args.out, args.audience)
    else:
        build_from(args.sources, args.out, args.audience)


def build_from(toml: Path, out: Path, audience: Audience, *, quiet: bool = False) -> Report:
    """Build a pack from a settings file, print the report (unless ``quiet``) and return it.

    Raises:
        BuildFailed: a file cannot be used, or the folder cannot be written to.
    """
    try:
        report = _build_with_a_bar(config.read(toml), out, audience)
    except BadInput as bad:
        error = workbook.place(bad)
        file = str(toml) if error.file == toml else relative_to(toml.parent, error.file)
        raise BuildFailed(error.message(file)) from None
    except OSError as error:
        raise BuildFailed(_reason(error, "Give a folder that can be written to")) from None
    if quiet:
        return report
    console.account(report.account)
    pack = Pack(report.path)
    console.rejections(pack)
    console.months(pack)
    console.notices(pack)
    console.audience(pack)
    console.published(report.published)
    console.say(f"{report.path} is now the current pack of {out} (version {report.version}).")
    return report


def _build_with_a_bar(described: config.Borough, out: Path, audience: Audience) -> Report:
    """Build a pack with a progress bar by file, shown on terminals only."""
    files = sum(len(source.files) for source in described.sources)
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    terminal = console.console(sys.stderr)
    with Progress(
        *columns, console=terminal, transient=True, disable=not terminal.is_terminal
    ) as progress:
        task = progress.add_task("Reading", total=files)

        def advance(path: Path) -> None:
            last = progress.tasks[task].completed + 1 == files
            progress.update(task, advance=1, description="Writing" if last else path.name)

        return build_pack(described, out, advance, audience)


def check(args: Namespace) -> None:
    """Verify the current pack and print a summary.

    Raises:
        BuildFailed: tables of the pack contradict each other.
    """
    pack = Packs(args.pack, audience=None).current()
    problems = pack.problems()
    if problems:
        raise BuildFailed(
            f"{pack.path} has inconsistent tables: {'; '.join(problems)}. Build it again."
        )
    console.borough(pack)
    console.audience(pack)
    console.months(pack)
    console.notices(pack)
    console.incidents(pack)
    console.actions(pack)
    console.reconciliation(pack)
    console.sources(pack)
    console.rejections(pack)
    console.say("Every check is passed.")


def peers(args: Namespace) -> None:
    """Write a file of peers from counts of police.uk's street files."""
    try:
        made = peer_file.read(args.counts, args.months, args.people, args.forces)
    except BadInput as error:
        raise BuildFailed(str(error)) from None
    text = made.rows.to_csv(index=False, lineterminator="\n")
    replace(args.out, text.encode())
    console.say(
        f"{DISTRICT.count(made.districts, ('was', 'were'))} written to {args.out}. Left out: "
        f"{made.without_population} with no population, {made.without_force} with no force, "
        f"{made.without_month} with no month of data from their own force."
    )


def withdraw(args: Namespace) -> None:
    """Delete the packs of a version and print which pack is current now."""
    now = publish.withdraw(args.pack, args.version)
    after = f"{now.name} is now current" if now else "no pack is left: build one"
    console.say(f"Version {args.version} is withdrawn from {args.pack}; {after}.")


def serve(args: Namespace) -> None:
    """Run the dashboard until it is stopped."""
    # Imported here, because no other command needs Dash.
    import_module("dashboard.serve").serve(
        args.pack, args.host, args.port, audience=args.audience, local=args.local,
        secret_file=args.secret_file, allow_hosts=args.allow_host, prefix=args.prefix,
    )  # fmt: skip


def new(args: Namespace) -> int:
    """Fetch a borough's files into a folder."""
    return import_module("dashboard.fetching").start(args)


def refresh(args: Namespace) -> int:
    """Fetch what is new, build, and print what changed."""
    return import_module("dashboard.fetching").refresh(args)


def inspect(args: Namespace) -> int:
    """Print what files seem to be, and the sources to paste into the TOML."""
    return import_module("dashboard.inspecting").run(args)


COMMANDS: Mapping[str, Callable[[Namespace], int | None]] = {
    "new": new,
    "refresh": refresh,
    "inspect": inspect,
    "build": build,
    "check": check,
    "serve": serve,
    "withdraw": withdraw,
    "peers": peers,
}


def _reason(error: OSError, do: str = "") -> str:
    """Return where and why something failed, and what to do: a known remedy, else ``do``."""
    why = error.strerror or str(error)
    what = f"{error.filename}: {why}" if error.filename else why
    do = REMEDIES.get(error.errno or 0, do)
    return f"{what}. {do}." if do else what


def _failed(what: str, code: int = 1) -> int:
    print(one_line(what), file=sys.stderr)
    return code
