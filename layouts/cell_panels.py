"""Panels of the layers made of cells: density, significant clusters and life cycles."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from data import months
from data.frames import each_row
from data.layers import Clusters, Density, Life
from data.question import Question, join
from layouts import components, theme, words
from layouts.cell_maps import cell_map
from layouts.classes import Class
from layouts.panels import Panel
from layouts.tables import Cell, Table
from layouts.words import number

LEVELS = {
    99: Class(theme.SEQUENTIAL[4], "Very unlikely to be chance (99%)"),
    95: Class(theme.SEQUENTIAL[3], "Unlikely to be chance (95%)"),
    90: Class(theme.SEQUENTIAL[1], "Perhaps not chance (90%)"),
}
LIVES = {
    "persistent": Class(theme.SEQUENTIAL[4], "Persistent"),
    "emerging": Class(theme.SERIES[1], "Emerging"),
    "intermittent": Class(theme.SEQUENTIAL[2], "Intermittent"),
    "former": Class("#EDEFF1", "Former"),
}
BARS = "▁▂▃▄▅▆▇█"
HALF = 0.5
UNLIKELY = 95


def density_panel(question: Question, found: Density, height: int) -> Panel:
    """The bands of density over the wards, with the bandwidth printed on the map."""
    unit = "incidents per km²"
    bands = found.bands.copy()
    bands["code"] = [f"b{place}" for place in range(len(bands))]
    bands["name"] = [f"{number(row.low)} to {number(row.high)}" for row in each_row(bands)]
    bands["card"] = [f"{each} {unit}" for each in bands["name"]]
    shades = theme.SEQUENTIAL[-max(len(bands), 1) :]
    classes = [Class(shade, name) for shade, name in zip(shades, bands["name"], strict=False)]
    peaks = found.peaks
    if len(peaks):
        top = peaks.iloc[0]
        title = f"Densest around {top['name']}"
        sentence = (
            f"{number(top['density'])} {unit} at the peak. The map shows the whole borough, "
            f"with a bandwidth of {found.bandwidth_m} m."
        )
    else:
        title, sentence = "Too few incidents to draw a density", no_density(question)
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(
            question, bands, classes, range(len(bands)), height=height,
            note=f"Bandwidth {found.bandwidth_m} m, squares of {found.cell_m:.0f} m",
        ),
        table=Table(
            caption=f"The densest spots for {question.incidents}, "
            f"{words.span(question.first, question.last)}",
            head=("Spot", "Ward", "Per km²", "Longitude", "Latitude"),
            rows=[
                (row.name, row.ward, round(row.density), round(row.lon, 4), round(row.lat, 4))
                for row in each_row(peaks)
            ],
            words=2,
            decimals=4,
        ),
        legend=components.legend("Incidents per km²", classes, components.ring_key()),
    )  # fmt: skip


def no_density(question: Question) -> str:
    """Why there is nothing to draw, though there may be incidents."""
    if question.filters.points_may_be_shown:
        return f"No {question.incidents} are recorded in these months."
    return (
        "For a type that is never shown as points, a spot is drawn only where incidents at three "
        "or more points add up."
    )


def clusters_panel(question: Question, found: Clusters, height: int) -> Panel:
    """The squares where incidents gather beyond chance, or the reason why none could be tested."""
    cells = found.cells.copy()
    cells["card"] = [_cluster_card(question, row) for row in each_row(cells)]
    classes = [each for level, each in LEVELS.items() if (cells["level"] == level).any()]
    order = [level for level in LEVELS if (cells["level"] == level).any()]
    size = f"{found.cell_m:.0f} m"
    if found.too_few:
        title = "Too few incidents to test for clusters"
        sentence = (
            f"{number(found.too_few.incidents)} incidents in {number(found.too_few.occupied)} "
            f"squares of {size}: a test needs {found.too_few.least_incidents} in "
            f"{found.too_few.least_occupied}. The ranking beside it still holds."
        )
    elif cells.empty:
        title = "No cluster is beyond chance"
        sentence = f"{number(found.tested)} squares of {size} were tested."
    else:
        squares = int((cells["level"] >= UNLIKELY).sum())
        sure = found.groups[found.groups["level"] >= UNLIKELY]
        perhaps = len(found.groups) - len(sure)
        title = "No cluster is clearly beyond chance"
        sentence = ""
        if len(sure):
            where = f"{number(len(sure))} {'place' if len(sure) == 1 else 'places'}"
            title = f"More {question.incidents} than chance explains in {where}"
            top = sure.sort_values("n", ascending=False).iloc[0]
            sentence = f"The largest is {top['name']}: {number(top['n'])} in and around it. "
        if perhaps:
            more = "more is" if perhaps == 1 else "more are"
            sentence += f"{number(perhaps)} {more} perhaps not chance. "
        sentence += (
            f"{number(squares)} of {number(found.tested)} squares of {size} are unlikely to be "
            "chance."
        )
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(
            question, cells, classes, [order.index(each) for each in cells["level"]],
            height=height, note=f"Squares of {size}",
        ),
        table=Table(
            caption=f"Squares with more {question.incidents} than chance explains, "
            f"{words.span(question.first, question.last)}",
            head=("Square", "Ward", "How sure", "In it", "With those beside", "z", "q"),
            rows=[
                (row.name, row.ward, LEVELS[row.level].label,
                 int(row.n) if question.filters.points_may_be_shown else None,
                 int(row.around), round(float(row.z), 2), round(float(row.q), 4))
                for row in each_row(cells)
            ],
            words=3,
            decimals=4,
            missing="not shown",
        ),
        legend=components.legend("More than chance", classes, components.ring_key()),
    )  # fmt: skip


def _cluster_card(question: Question, row: Any) -> str:
    lines = [f"<b>{row.name}</b>", f"{LEVELS[row.level].label}"]
    if question.filters.points_may_be_shown:
        lines.append(words.plural(int(row.n), "incidents"))
        if row.top_share > HALF and row.n > 1:
            lines.append("Over half of them at one point")
    lines.append(f"{number(row.around)} with the squares beside it")
    if row.edge:
        lines.append("On the border: what lies across it is not held")
    elif row.border:
        lines.append("On the border: incidents just outside count too")
    return "<br>".join(lines)


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
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(
            question, cells, [LIVES[each] for each in order],
            [order.index(each) for each in cells["life"]],
            height=height, note=f"Squares of {found.cell_m:.0f} m",
        ),
        table=Table(
            caption=f"Life of the squares that were hotspots of {question.incidents}",
            head=("Square", "Ward", "Life", "Quarters hot",
                  *(words.quarter(each) for each in found.quarters)),
            rows=[
                (row.name, row.ward, LIVES[row.life].label, int(row.hot_quarters),
                 *_by_quarter(question, row))
                for row in each_row(cells)
            ],
            words=3,
        ),
        legend=components.legend(
            "Hotspots", [LIVES[each] for each in order], components.ring_key()
        ),
    )  # fmt: skip


def told(question: Question, row: Any) -> Sequence[int | None]:
    """What may be said of a square by quarter: its counts, or for some types only whether hot."""
    if question.filters.points_may_be_shown:
        return row.counts
    return [None if each is None else int(each) for each in row.hot]


def _by_quarter(question: Question, row: Any) -> Sequence[Cell]:
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
