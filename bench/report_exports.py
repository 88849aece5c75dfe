"""What exports take, as a table with what is aimed for."""

from bench.exports import DECKS, VIEWS, Exported
from bench.report import _aim, _table, console, say

AGENDA_AIM_S, DECKS_AIM_S, CHANGE_AIM_MS = 10.0, 60.0, 1000.0


def exported(found: Exported) -> None:
    """Print what slides take, and filter changes meanwhile."""
    table = _table("Exports", "Work", "Taken", "Aim")
    table.add_row("First deck of a server, processes starting", f"{found.first_s:.1f} s", "")
    table.add_row(
        f"An agenda of {VIEWS} views", f"{found.agenda_s:.1f} s",
        f"{AGENDA_AIM_S:.0f} s {_aim(found.agenda_s, AGENDA_AIM_S)}",
    )  # fmt: skip
    table.add_row(
        f"{DECKS} decks of one view, asked for at once", f"{found.decks_s:.1f} s",
        f"{DECKS_AIM_S:.0f} s {_aim(found.decks_s, DECKS_AIM_S)}",
    )  # fmt: skip
    table.add_row(
        "A filter change meanwhile, median", f"{found.change_ms:.0f} ms",
        f"{CHANGE_AIM_MS:.0f} ms {_aim(found.change_ms, CHANGE_AIM_MS)}",
    )  # fmt: skip
    console.print(table)
    say(
        f"{found.changes} filter changes meanwhile; their 95th percentile is "
        f"{found.high_ms:.0f} ms. Slides are made in processes that yield to everything else."
    )
