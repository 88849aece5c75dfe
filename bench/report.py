"""Print the figures as tables, each with its target and how it was measured."""

import os
import platform
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.browser import BARE, FirstLoad, Seen
from bench.build import Built
from bench.hotspots import Timed
from bench.large.builds import MANY, Large
from bench.load import Loaded
from bench.samples import middle
from bench.server import Answered, Painted

BUILD_AIM_S = 5.0
LARGE_AIM = 2.0
VIEW_AIM_MS = 50.0
CHARTS_AIM, WHOLE_AIM = 1.25, 1.6
BYTES_AIM = 25_000
# By encoding: its name, and the most bytes of a first load.
FIRST_AIMS = {"br": ("Brotli", 1_700_000), "gzip": ("gzip", 2_100_000)}
WIDTH = 110
console = Console(width=WIDTH, highlight=False)


def machine() -> None:
    """Print the machine and its load."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    console.print(
        f"[bold]Bench[/] of {platform.platform(terse=True)}, {os.cpu_count()} processors{load}, "
        f"Python {platform.python_version()}. All in one run, so that ratios can be trusted."
    )


def builds(found: Sequence[Built]) -> None:
    """Print rows per second."""
    table = _table(
        "Building", "Sources", "Files", "Rows", "Build, s", "Rows/s", "Build under 5 s",
    )  # fmt: skip
    for each in found:
        table.add_row(
            each.name, f"{each.files}", f"{each.rows:,}", f"{each.whole:.2f}",
            f"{each.rows / each.whole:,.0f}", _aim(each.whole, BUILD_AIM_S),
        )  # fmt: skip
    console.print(table)
    say("Everything, to a checked pack made current. Medians of three.")


def large(found: Large | None) -> None:
    """Print a build of millions of rows, as a ratio to DuckDB's bare load."""
    if found is None:
        say("No build of millions of rows: the real files or the room on the disk are missing.")
        return
    ratio = found.build / found.bare
    most = 1500 if found.rows < MANY else 2000
    say(
        f"[bold]{found.rows:,} rows[/] of seventeen districts: bare load {found.bare:.1f} s, build "
        f"{found.build:.1f} s: {ratio:.2f} times, aim {LARGE_AIM:.0f} {_aim(ratio, LARGE_AIM)}. At "
        f"most {found.peak_mb:,.0f} MB of memory, aim {most:,} {_aim(found.peak_mb, most)}. The "
        f"pack has {found.pack_mb:,.0f} MB. The bare "
        "load is DuckDB's CREATE TABLE of the same files, all text, two threads, checkpointed."
    )
    on_pack = found.served
    size = f"{on_pack.incidents:,} incidents, {on_pack.areas} areas, {on_pack.months} months"
    table = _table(
        f"A server on that pack: {size}",
        "Page or view", "Own answer, ms", "All requests, ms, aim 100",
    )  # fmt: skip
    for each in (*on_pack.pages, *on_pack.by_area):
        table.add_row(
            each.page, f"{each.page_ms:.1f}", f"{each.all_ms:.1f} {_aim(each.all_ms, 100)}"
        )
    console.print(table)
    layers(on_pack.layers, on_pack.areas)
    first, others = on_pack.life_ms[0], max(on_pack.life_ms[1:])
    memory = on_pack.memory_mb
    held = f"{memory:,.0f} MB, aim 1,000 {_aim(memory, 1000)}" if memory else "not known here"
    say(
        f"Life cycles: {first:.0f} ms for the first view, aim 500 {_aim(first, 500)}; at most "
        f"{others:.0f} ms for other types, aim 1,500 {_aim(others, 1500)}. Memory of the server "
        f"after all of this: {held}."
    )


def methods(found: Sequence[Timed]) -> None:
    """Print the times of the hotspot methods."""
    table = _table(
        "Hotspot methods", "Area", "Work", "Cells", "Incidents", "First, ms", "Again, ms", "Aim, ms"
    )
    for each in found:
        aim = f"{each.aim_ms:.0f} {_aim(each.again_ms, each.aim_ms)}" if each.aim_ms else ""
        table.add_row(
            each.area, each.work, f"{each.cells:,}", f"{each.incidents:,}",
            f"{each.first_ms:.1f}", f"{each.again_ms:.1f}", aim,
        )  # fmt: skip
    console.print(table)
    say(
        "Every incident of every type at once. First: with nothing prepared but the grid. Again: "
        "the median of the next eight, of two for life cycles, of three beside esda. The aims are "
        "those of a borough, 500 ms for the larger area. The quarters are sampled from all months."
    )


def answers(found: Sequence[Answered]) -> None:
    """Print the server time of a filter change."""
    table = _table(
        "Server time for one filter change", "Page", "Page's own answer, ms",
        "All requests, ms", "Requests", "SQL queries", "Bytes",
    )  # fmt: skip
    for each in found:
        table.add_row(
            each.page, f"{each.page_ms:.1f}", f"{each.all_ms:.1f}", f"{each.requests}",
            f"{each.queries:.0f}", f"{each.size:,.0f}",
        )  # fmt: skip
    console.print(table)
    say(
        "Medians of 20 changes of type, area, period and measure. The requests a browser sends "
        "when the address changes, one after another through Flask's test client; bytes of all "
        "bodies before compression."
    )


def layers(found: Sequence[Painted], areas: int) -> None:
    """Print the times of the hotspot layers, for an area of so many wards and places."""
    table = _table(
        f"Hotspot layers, {areas} wards and places", "Layer", "Cold, ms, aim 500",
        "First, ms, aim 500", "Again, ms, aim 20", "Largest, bytes",
    )  # fmt: skip
    for each in found:
        table.add_row(
            each.layer, f"{each.cold_ms:.0f} {_aim(each.cold_ms, 500)}",
            f"{each.first_ms:.0f} {_aim(each.first_ms, 500)}",
            f"{each.again_ms:.0f} {_aim(each.again_ms, 20)}", f"{each.size:,}",
        )  # fmt: skip
    console.print(table)
    say("Cold: the very first. First: the median of other crime types, each for the first time.")


def views(found: Sequence[Answered], areas: int) -> None:
    """Print the server time of each view of the Trends page."""
    table = _table(
        f"Views of the Trends page, {areas} wards and places", "View", "Page's own answer, ms",
        f"Under {VIEW_AIM_MS:.0f} ms", "SQL queries", "Bytes",
    )  # fmt: skip
    for each in found:
        table.add_row(
            each.page, f"{each.page_ms:.1f}", _aim(each.page_ms, VIEW_AIM_MS),
            f"{each.queries:.0f}", f"{each.size:,.0f}",
        )  # fmt: skip
    console.print(table)


def redraws(found: Sequence[Seen], version: str) -> None:
    """Print the browser's times, as ratios to the bare page."""
    bare = next(each for each in found if each.name == BARE)
    table = _table(
        f"One filter change on the Overview, in Chromium {version}", "Page", "3 charts, ms",
        f"Ratio, aim {CHARTS_AIM}", "Whole, ms", f"Ratio, aim {WHOLE_AIM}", "CPU, ms", "Requests",
        f"Bytes, aim {BYTES_AIM:,}",
    )  # fmt: skip
    for each in found:
        charts, whole = each.charts_ms / bare.charts_ms, each.whole_ms / bare.whole_ms
        size = middle(each.sizes)
        table.add_row(
            each.name, f"{each.charts_ms:.0f}", f"{charts:.2f} {_aim(charts, CHARTS_AIM)}",
            f"{each.whole_ms:.0f}", f"{whole:.2f} {_aim(whole, WHOLE_AIM)}",
            f"{middle(each.cpu):.0f}", f"{middle(each.requests):.0f}",
            f"{size:,.0f} {_aim(size, BYTES_AIM)}",
        )  # fmt: skip
    console.print(table)
    say(
        f"Medians of {len(bare.whole)} changes between the same crime types, page by page in turn, "
        "1366x768. 3 charts: from the choice until the map, the monthly line and the ranking are "
        "redrawn: the last plotly_afterplot of each, the map idle again, the last change to the "
        "ranking. Whole: until nothing on the page changes any more and every answer is there. "
        "The bare page holds only those three charts and has every answer in the browser. CPU: of "
        "the browser's main thread, which a busy machine disturbs less. Bytes: all response bodies "
        "of the change, before compression."
    )


def first_loads(found: Sequence[FirstLoad]) -> None:
    """Print the bytes and requests of a first load by encoding."""
    table = _table("First load of the Overview", "Encoding", "Bytes", "Aim", "Requests")
    for each in found:
        name, aim = FIRST_AIMS[each.encoding]
        table.add_row(name, f"{each.size:,}", f"{aim:,} {_aim(each.size, aim)}", f"{each.requests}")
    console.print(table)
    say(
        "All that Chromium receives with an empty cache, headers too, without the streets; it "
        "offers the server only the encoding named."
    )


def loads(found: Sequence[Loaded], megabytes: float | None) -> None:
    """Print the times of one user and of many."""
    for each in found:
        users = "One user alone" if each.users == 1 else f"{each.users} users at once"
        say(
            f"[bold]{users}[/], {each.changes} filter changes without a pause: median "
            f"{each.median_ms:.0f} ms, 95th percentile {each.high_ms:.0f} ms, "
            f"{each.per_second:.1f} changes a second."
        )
    if megabytes is not None:
        say(f"The server's memory was at most {megabytes:.0f} MB.")


def say(text: str) -> None:
    """Print a paragraph and a blank line."""
    console.print(text, soft_wrap=False)
    console.print()


def _aim(value: float, aim: float) -> str:
    return "[green]within[/]" if value <= aim else "[red]over[/]"


def _table(title: str, first: str, *rest: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(first)
    for each in rest:
        table.add_column(each, justify="right")
    return table
