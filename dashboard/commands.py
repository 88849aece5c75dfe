"""What the commands of the command line do."""

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import duckdb
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dashboard import printed
from data import borough, comparators, demo
from data.build import BuildFailed, Report
from data.build import build as build_pack
from data.disclosure import Audience
from data.errors import BadInput, one_line, seen_from
from data.pack import NoPack, Pack
from data.packs import Packs
from data.publish import Busy

STOPPED = 130  # as shells have it for Ctrl-C


def run(asked: Namespace) -> int:
    """The exit code of one command; what went wrong is told in one line on stderr."""
    try:
        COMMANDS[asked.command](asked)
    except KeyboardInterrupt:
        return _failed("stopped", STOPPED)
    except (BuildFailed, Busy, NoPack) as error:
        return _failed(str(error))
    except duckdb.Error as error:
        return _failed(f"the pack cannot be read ({error}); build it again")
    except OSError as error:
        return _failed(_told(error))
    return 0


def build(asked: Namespace) -> None:
    """Read a borough's files, or the demonstration set's, and make the result current."""
    if asked.demo:
        with tempfile.TemporaryDirectory() as folder:
            _build(demo.write(Path(folder)), asked.out, asked.audience)
    else:
        _build(asked.sources, asked.out, asked.audience)


def _build(toml: Path, out: Path, audience: Audience) -> None:
    try:
        report = _build_with_a_bar(borough.read(toml), out, audience)
    except BadInput as error:
        file = str(toml) if error.file == toml else seen_from(toml.parent, error.file)
        raise BuildFailed(error.told(file)) from None
    except OSError as error:
        raise BuildFailed(f"{_told(error)}. Give a folder that can be written to.") from None
    printed.account(report.account)
    pack = Pack(report.path)
    printed.rejections(pack)
    printed.months(pack)
    printed.audience(pack)
    printed.say(f"{report.path} is now the current pack of {out} (version {report.version}).")


def _build_with_a_bar(described: borough.Borough, out: Path, audience: Audience) -> Report:
    """The pack, with a bar that moves with every file; none where nobody watches."""
    files = sum(len(source.files) for source in described.sources)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    console = printed.console(sys.stderr)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("Reading", total=files)

        def told(path: Path) -> None:
            last = progress.tasks[task].completed + 1 == files
            progress.update(task, advance=1, description="Writing" if last else path.name)

        return build_pack(described, out, told, audience)


def check(asked: Namespace) -> None:
    """Print what the current pack holds and verify it once more."""
    pack = Packs(asked.pack).current()
    problems = pack.problems()
    if problems:
        raise BuildFailed(f"{pack.path} contradicts itself: {'; '.join(problems)}. Build it again.")
    printed.borough(pack)
    printed.audience(pack)
    printed.months(pack)
    printed.incidents(pack)
    printed.actions(pack)
    printed.reconciliation(pack)
    printed.sources(pack)
    printed.rejections(pack)
    printed.say("Every check is passed.")


def peers(asked: Namespace) -> None:
    """Make a file of other areas to compare with, from counts of police.uk's street files."""
    try:
        made = comparators.read(asked.counts, asked.months, asked.people, asked.forces)
    except BadInput as error:
        raise BuildFailed(str(error)) from None
    made.rows.to_csv(asked.out, index=False, lineterminator="\n")
    printed.say(
        f"{asked.out} has districts: {made.districts}. Left out: {made.without_population} without "
        f"a population, {made.without_force} without a force, {made.without_month} without a "
        "month of their own force."
    )


def serve(asked: Namespace) -> None:
    """Run the dashboard until it is stopped."""
    # Loaded now, not above: nothing else here needs Dash.
    try:
        import_module("dashboard.serve").serve(
            asked.pack, asked.host, asked.port, behind_proxy=asked.behind_proxy
        )
    except OSError as error:
        where = f"{asked.host}:{asked.port}"
        raise OSError(f"cannot serve on {where} ({_told(error)}); choose another --port") from None


COMMANDS: Mapping[str, Callable[[Namespace], None]] = {
    "build": build,
    "check": check,
    "serve": serve,
    "peers": peers,
}


def _told(error: OSError) -> str:
    why = error.strerror or str(error)
    return f"{error.filename}: {why}" if error.filename else why


def _failed(what: str, code: int = 1) -> int:
    print(one_line(what), file=sys.stderr)
    return code
