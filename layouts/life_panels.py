"""The panel of life cycles: squares that were hotspots in some quarter, and what shows it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from data import months
from data.frames import each_row
from data.layers import Life
from data.question import Question, join
from layouts import components, tables, theme, words
from layouts.cell_maps import cell_map, on_paper
from layouts.classes import Class
from layouts.panels import Panel
from layouts.tables import Cell, Table

LIVES = {
    "persistent": Class(theme.SEQUENTIAL[4], "Persistent"),
    "emerging": Class(theme.SERIES[1], "Emerging"),
    "intermittent": Class(theme.SEQUENTIAL[2], "Intermittent"),
    "former": Class("#EDEFF1", "Former"),
}
BESIDE = (0, 1, 2, 3)  # columns that have room beside a map
BARS = "▁▂▃▄▅▆▇█"


def life_panel(question: Question, found: Life, height: int) -> Panel:
    """The squares that were hot in some quarter, by class, or the reason why there are none."""
    cells, reason = found.cells.copy(), found.answer.too_few
    assessed = int(found.answer.assessed.sum())
    if reason:
        cells = cells.head(0)
        title = "No life cycles: too few quarters could be tested"
        sentence = (
            f"{reason.complete} of {len(found.quarters)} quarters are complete and "
            f"{reason.assessed} of them have enough incidents. It takes {reason.least_complete} "
            f"complete and {reason.least_assessed} tested, both recent and older."
        )
    else:
        kinds = Counter(cells["life"])
        said = [f"{kinds[each]} {each}" for each in LIVES if kinds[each]]
        noun = "hotspot" if len(cells) == 1 else "hotspots"
        title = f"{join(said)} {noun}" if said else "No square was a hotspot for long"
        sentence = (
            f"Over the {len(found.quarters)} quarters to "
            f"{months.label(months.shift(found.quarters[-1], 2))}, of which {assessed} could be "
            "tested. The months chosen do not change it."
        )
    order = [each for each in LIVES if (cells["life"] == each).any()]
    cells["card"] = [
        f"<b>{row.name}</b><br>{LIVES[row.life].label}: hot in {row.hot_quarters} of {assessed} "
        f"quarters<br>{bars(told(question, row))}"
        for row in each_row(cells)
    ]
    table = Table(
        caption=f"Life of the squares that were hotspots of {question.incidents}, by quarter: "
        + ("incidents in each and the squares beside it"
           if question.filters.points_may_be_shown else "whether each was hot"),
        head=("Square", "Ward", "Life", "Quarters hot",
              *(words.quarter(each) for each in found.quarters)),
        rows=[
            (row.name, row.ward, LIVES[row.life].label, int(row.hot_quarters),
             *by_quarter(question, row))
            for row in each_row(cells)
        ],
        words=3,
    )  # fmt: skip
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(
            question, cells, [LIVES[each] for each in order],
            [order.index(each) for each in cells["life"]],
            height=height, note=f"Squares of {found.cell_m:.0f} m",
        ),
        printed=on_paper(
            title, cells, [LIVES[each] for each in order],
            [order.index(each) for each in cells["life"]],
        ),
        table=table,
        leading=tables.brief(table, BESIDE),
        legend=components.legend(
            "Hotspots", [LIVES[each] for each in order], components.ring_key()
        ),
    )  # fmt: skip


def told(question: Question, row: Any) -> Sequence[int | None]:
    """What may be said of a square by quarter: its counts, or for some types only whether hot."""
    if question.filters.points_may_be_shown:
        return row.counts
    return [None if each is None else int(each) for each in row.hot]


def by_quarter(question: Question, row: Any) -> Sequence[Cell]:
    """The same as a table has it."""
    if question.filters.points_may_be_shown:
        return row.counts
    return ["not tested" if each is None else "hot" if each else "not hot" for each in row.hot]


def bars(counts: Sequence[int | None]) -> str:
    """Counts as a row of small bars, a gap where a quarter is not held: "▂▅█ ▁"."""
    top = max([each for each in counts if each is not None], default=0)
    steps = len(BARS) - 1
    return "".join(
        " " if each is None else BARS[round(each / top * steps) if top else 0] for each in counts
    )
