"""Run every measurement and print the figures: ``python -m bench``."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench import (
    bare,
    browser,
    build,
    exports,
    hotspots,
    load,
    report,
    report_exports,
    server,
    serving,
)  # fmt: skip
from bench.large import builds
from data.pack.packs import Packs

LARGE_ROWS = 5_000_000


def main() -> int:
    """Return 0 if everything could be measured, whatever the figures."""
    start = perf_counter()
    report.machine()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        report.builds(build.measure(work))
        built = _try("large build", lambda: report.large(builds.measure(LARGE_ROWS)))
        packs = Packs(work / "packs")
        measured = [
            built,
            _try("server", lambda: report.answers(server.measure(packs))),
            _try("views", lambda: _views(work)),
            _try("browser and load", lambda: _running(packs)),
            _try("hotspots", lambda: report.methods(hotspots.measure(work))),
        ]
        packs.current().close()
    report.say(f"Done in {perf_counter() - start:.0f} s.")
    return 0 if all(measured) else 1


def _views(work: Path) -> None:
    """Measure Trends views and hotspot layers, also for seventeen districts if present."""
    build.seventeen(work)
    for folder in ("packs", "seventeen"):
        if (work / folder).exists():
            packs = Packs(work / folder)
            report.views(server.measure_views(packs), len(packs.current().domain.areas))
            report.layers(server.measure_layers(packs), len(packs.current().domain.areas))


def _running(packs: Packs) -> None:
    """Measure what needs a running server: the browser, many users, exports."""
    with serving.product(packs.directory) as (port, process):
        with serving.app_in_thread(bare.create_app(packs)) as floor:
            _try("browser", lambda: report.redraws(*browser.measure(port, floor)))
        _try("first load", lambda: report.first_loads(browser.first_loads(port, report.FIRST_AIMS)))
        report.loads(load.measure(packs, port), load.memory(process))
        _try("exports", lambda: report_exports.exported(exports.measure(packs, port)))


def _try(name: str, part: Callable[[], None]) -> bool:
    """Run one part; print why if it fails, and return whether it succeeded."""
    try:
        part()
    except Exception as error:  # the other parts should still run
        report.say(f"[bold red]The {name} could not be measured:[/] {error!s:.500}")
        return False
    return True


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # a normal exit makes DuckDB report connections that Dash still has open
