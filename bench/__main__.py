"""One run of every measurement: ``python -m bench``. It prints figures and never fails on them."""

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
from data.packs import Packs


def main() -> int:
    """0 when everything could be measured, whatever the figures."""
    start = perf_counter()
    report.machine()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        report.builds(build.measure(room))
        packs = Packs(room / "packs")
        fine = [
            _tried("server", lambda: report.answers(server.measure(packs))),
            _tried("views", lambda: _views(room)),
            _tried("browser and load", lambda: _running(packs)),
            _tried("hotspots", lambda: report.methods(hotspots.measure(room))),
        ]
        packs.current().close()
    report.say(f"Done in {perf_counter() - start:.0f} s.")
    return 0 if all(fine) else 1


def _views(room: Path) -> None:
    """Trends views and hotspot layers, also on the largest area there is, if it is here."""
    build.seventeen(room)
    for folder in ("packs", "seventeen"):
        if (room / folder).exists():
            packs = Packs(room / folder)
            report.views(server.measure_views(packs), len(packs.current().domain.areas))
            report.layers(server.measure_layers(packs), len(packs.current().domain.areas))


def _running(packs: Packs) -> None:
    """What needs the product as it is served: the browser, then many users."""
    with serving.product(packs.directory) as (port, process):
        with serving.app_in_thread(bare.create_app(packs)) as floor:
            _tried("browser", lambda: report.redraws(*browser.measure(port, floor)))
        report.loads(load.measure(packs, port), load.memory(process))
        _tried("exports", lambda: report_exports.exported(exports.measure(packs, port)))


def _tried(name: str, part: Callable[[], None]) -> bool:
    """Whether a part could be measured; if not, why, and the rest goes on."""
    try:
        part()
    except Exception as error:  # whatever it is, the other figures are wanted
        report.say(f"[bold red]The {name} could not be measured:[/] {error!s:.500}")
        return False
    return True


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # at a plain exit DuckDB complains of what Dash still holds
