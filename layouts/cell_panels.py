"""Panels of the layers made of cells: density and significant clusters."""

from collections.abc import Sequence
from typing import Any

from data.frames import each_row
from data.layers import Clusters, Density
from data.question import Question
from layouts import components, findings, tables, theme, words
from layouts.cell_maps import cell_map, on_paper
from layouts.classes import Class
from layouts.panels import Panel
from layouts.tables import Table
from layouts.words import number

LEVELS = {
    99: Class(theme.SEQUENTIAL[4], "Very unlikely to be chance (99%)"),
    95: Class(theme.SEQUENTIAL[3], "Unlikely to be chance (95%)"),
    90: Class(theme.SEQUENTIAL[1], "Perhaps not chance (90%)"),
}
BESIDE = (0, 1, 3, 4, 6, 8)  # columns that have room beside a map
HALF = 0.5
UNLIKELY = 95
MANY = 2
WHOLE = 10
NO_DATA = ("No data to map", f"{findings.NOT_HELD} A missing month is not zero.")


def density_panel(question: Question, found: Density, height: int) -> Panel:
    """The bands of density over the wards, with the bandwidth printed on the map."""
    unit = "incidents per km²"
    bands = found.bands.copy()
    bands["code"] = [f"b{place}" for place in range(len(bands))]
    fine = decimals([*bands["low"]])
    bands["name"] = [
        f"{number(row.low, fine)} to {number(row.high, fine)}" for row in each_row(bands)
    ]
    bands["card"] = [f"{each} {unit}" for each in bands["name"]]
    shades = theme.SEQUENTIAL[-max(len(bands), 1) :]
    classes = [Class(shade, name) for shade, name in zip(shades, bands["name"], strict=False)]
    peaks = found.peaks
    if not question.held:
        title, sentence = NO_DATA
    elif len(peaks):
        top = peaks.iloc[0]
        title = f"Densest around {top['name']}"
        sentence = (
            f"{density(top['density'])} {unit} at the peak. The map shows the whole borough, "
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
        printed=on_paper(title, bands, classes, range(len(bands))),
        table=Table(
            caption=f"The densest spots for {question.incidents}, "
            f"{words.span(question.first, question.last)}",
            head=("Spot", "Ward", "Per km²", "Longitude", "Latitude"),
            rows=[
                (row.name, row.ward, round(row.density, 1), round(row.lon, 4), round(row.lat, 4))
                for row in each_row(peaks)
            ],
            words=2,
            fine={3: 4, 4: 4},
        ),
        legend=components.legend("Incidents per km²", classes, components.ring_key()),
    )  # fmt: skip


def density(value: float) -> str:
    """A density as it is said: whole numbers where they are large."""
    return number(value, 0 if value >= WHOLE else 1)


def decimals(limits: Sequence[float]) -> int:
    """How many decimals tell these limits apart as they are."""
    return next((fine for fine in range(6) if all(round(x, fine) == x for x in limits)), 6)


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
    size, exact = f"{found.cell_m:.0f} m", question.filters.points_may_be_shown
    if not question.held:
        title, sentence = NO_DATA
    elif found.too_few:
        title = "Too few incidents to test for clusters"
        sentence = (
            f"{words.plural(found.too_few.incidents, 'incidents')} in "
            f"{words.plural(found.too_few.occupied, 'squares')} of {size}: a test needs "
            f"{found.too_few.least_incidents} in {found.too_few.least_occupied}. The ranking "
            "beside it still holds."
        )
    elif cells.empty:
        title = "No cluster is beyond chance"
        sentence = f"{number(found.tested)} squares of {size} were tested."
    else:
        title, sentence = _beyond_chance(question, found, size)
    table = Table(
        caption=f"Squares with more {question.incidents} than chance explains, "
        f"{words.span(question.first, question.last)}",
        head=("Square", "Ward", "How sure", "In it", "With those beside",
              "More across the border", "Largest point, %", "z", "q"),
        rows=[
            (row.name, row.ward, LEVELS[row.level].label,
             int(row.n) if exact else None,
             int(row.around), int(row.across),
             round(100 * row.top_share) if exact and row.n else None,
             round(float(row.z), 2), round(float(row.q), 4))
            for row in each_row(cells)
        ],
        words=3,
        missing="not shown" if not exact else "–",
        fine={7: 2, 8: 4},
    )  # fmt: skip
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(
            question, cells, classes, [order.index(each) for each in cells["level"]],
            height=height, note=f"Squares of {size}",
        ),
        printed=on_paper(title, cells, classes, [order.index(each) for each in cells["level"]]),
        table=table,
        leading=tables.brief(table, BESIDE),
        legend=components.legend("More than chance", classes, components.ring_key()),
    )  # fmt: skip


def _beyond_chance(question: Question, found: Clusters, size: str) -> tuple[str, str]:
    """The title and sentence where any square is marked: as sure as the surest, and no surer."""
    sure = found.groups[found.groups["level"] >= UNLIKELY]
    groups = sure if len(sure) else found.groups
    count, top = len(groups), groups.sort_values("n", ascending=False).iloc[0]
    beyond = f"ore {question.incidents} than chance explains in "
    title = (
        f"{'M' if len(sure) else 'Perhaps m'}{beyond}"
        f"{'one place' if count == 1 else f'{number(count)} places'}"
    )
    squares = int((found.cells["level"] >= UNLIKELY).sum())
    said = [
        f"{'It' if count == 1 else 'The largest'} is {top['name']} with {in_group(question, top)}.",
        f"{number(squares) if squares else 'None'} of {number(found.tested)} squares of {size} "
        f"{'is' if squares < MANY else 'are'} unlikely to be chance.",
    ]
    edge = int(found.cells["edge"].sum())
    if edge:
        said.append(
            f"{words.plural(edge, 'squares')} marked {'lies' if edge < MANY else 'lie'} on the "
            "border: what is beyond it is not held."
        )
    return title, " ".join(said)


def in_group(question: Question, group: Any) -> str:
    """How many incidents a group of squares has; for some types with the squares beside it."""
    if question.filters.points_may_be_shown:
        return number(group["n"])
    return f"{number(group['around'])}, the squares beside it included"


def _cluster_card(question: Question, row: Any) -> str:
    lines = [f"<b>{row.name}</b>", f"{LEVELS[row.level].label}"]
    if question.filters.points_may_be_shown:
        lines.append(words.plural(int(row.n), "incidents"))
        if row.top_share > HALF and row.n > 1:
            lines.append("Over half of them at one point")
    lines.append(f"{number(row.around)} with the squares beside it")
    if row.across:
        lines.append(f"{number(row.across)} more across the border, not counted")
    if row.edge:
        lines.append("On the border: what lies across it is not held")
    return "<br>".join(lines)
