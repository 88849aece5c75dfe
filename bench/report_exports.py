"""Print the times of exports with their targets."""

from bench.exports import DECKS, VIEWS, Exported
from bench.report import _aim, _table, console, say

AGENDA_AIM_S, DECKS_AIM_S, CHANGE_AIM_MS = 10.0, 60.0, 1000.0


def exported(times: Exported) -> None:
    """Print the times of slides, and of filter changes meanwhile."""
    table = _table("Exports", "Work", "Taken", "Aim")
    table.add_row("First deck of a server, processes starting", f"{times.first_s:.1f} s", "")
    table.add_row(
        f"An agenda of {VIEWS} views", f"{times.agenda_s:.1f} s",
        f"{AGENDA_AIM_S:.0f} s {_aim(times.agenda_s, AGENDA_AIM_S)}",
    )  # fmt: skip
    table.add_row(
        f"{DECKS} decks of one view, requested at once", f"{times.decks_s:.1f} s",
        f"{DECKS_AIM_S:.0f} s {_aim(times.decks_s, DECKS_AIM_S)}",
    )  # fmt: skip
    table.add_row(
        "A filter change meanwhile, median", f"{times.change_ms:.0f} ms",
        f"{CHANGE_AIM_MS:.0f} ms {_aim(times.change_ms, CHANGE_AIM_MS)}",
    )  # fmt: skip
    console.print(table)
    say(
        f"{times.changes} filter changes meanwhile; their 95th percentile is "
        f"{times.high_ms:.0f} ms. Slides are made in processes of low priority."
    )
