"""The panel of life cycles: places that were hotspots in several quarters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from data.hotspots.results import Life, LifeRow
from data.model import months
from data.model.noun import Noun, either
from data.model.question import Question, join
from data.model.rows import rows
from layouts.base import components, tables, theme, words
from layouts.base.classes import Class
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.maps.cell_maps import cell_map, on_paper

LIVES = {
    "persistent": Class(theme.SEQUENTIAL[4], "Persistent"),
    "emerging": Class(theme.SERIES[1], "Emerging"),
    "intermittent": Class(theme.SEQUENTIAL[2], "Intermittent"),
    "former": Class("#EDEFF1", "Former"),
}
BESIDE = (0, 1, 2, 3)  # columns of the shorter table that fits beside a map
QUARTER, HOTSPOT = Noun("quarter", "quarters"), Noun("hotspot", "hotspots")
BARS = "▁▂▃▄▅▆▇█"


def life_panel(question: Question, life: Life, height: int) -> Panel:
    """Return the map of hotspots by their life cycle, or the reason why there are none."""
    places = life.hotspots.copy()
    found = rows(places, LifeRow)
    assessed = sum(life.assessed)
    order = [each for each in LIVES if (places["life"] == each).any()]
    places["code"] = [f"h{index}" for index in range(len(places))]
    places["card"] = [
        f"<b>{row.name}</b><br>{LIVES[row.life].label}: hot in {row.hot_quarters} of "
        f"{QUARTER.count(assessed)}<br>{bars(row.counts)}"
        for row in found
    ]
    title, sentence = _said(question, life, found)
    table = Table(
        caption=f"Hotspots of {question.incidents}, with the incidents of each quarter",
        columns=("Hotspot around", "Ward", "Life", "Quarters hot", "Squares",
              *(words.quarter(each) for each in life.quarters)),
        rows=[
            (row.name, row.ward, LIVES[row.life].label, row.hot_quarters, row.squares,
             *row.counts)
            for row in found
        ],
        text_columns=3,
    )  # fmt: skip
    classes, placed = [LIVES[each] for each in order], [order.index(row.life) for row in found]
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(
            question, places, classes, placed, height=height,
            note=f"Squares of {life.cell_m:.0f} m",
        ),
        print_map=on_paper(title, places, classes, placed),
        table=table,
        leading=tables.brief(table, BESIDE),
        legend=components.legend("Hotspots", classes, components.ring_key()),
    )  # fmt: skip


def _said(question: Question, life: Life, found: Sequence[LifeRow]) -> tuple[str, str]:
    """Return the title and the sentence; if areas are chosen, the title is about them alone."""
    reason = life.too_few
    if reason:
        return "No life cycles: too few quarters could be tested", (
            f"{reason.complete or 'None'} of {QUARTER.count(len(life.quarters))} "
            f"{either(max(reason.complete, 1), 'is', 'are')} complete, and "
            f"{reason.assessed or 'none'} {either(max(reason.assessed, 1), 'has', 'have')} enough "
            f"incidents. At least {reason.least_complete} complete quarters are needed, "
            f"{reason.least_assessed} of them with enough incidents, some recent and some older."
            f"{_gaps(question, life)}"
        )
    title = _kinds(found) or "No place was a hotspot in two quarters"
    whole = ""
    if question.filters.narrowed:
        whole = f"The map has the whole borough: {title[0].lower()}{title[1:]}. "
        here = _kinds([each for each in found if each.touches]) or "No hotspot"
        title = f"{here} in {question.where}"
    return title, (
        f"{whole}Over {QUARTER.count(len(life.quarters))} to "
        f"{months.label(months.shift(life.quarters[-1], 2))}, of which {sum(life.assessed)} could "
        f"be tested.{_gaps(question, life)} Squares that touch are one hotspot. The months chosen "
        "do not change it."
    )


def _gaps(question: Question, life: Life) -> str:
    """Return which quarters are left out, and which small forces other quarters have no data of."""
    types, gaps = question.filters.types, question.domain.gaps
    held = {
        month: complete
        for first, complete in zip(life.quarters, life.complete, strict=True)
        for month in months.between(first, months.shift(first, 2))
    }
    lost = [month for month, complete in held.items() if not complete]
    forces = _forces(gaps.lacking(types, narrowed=False), lost)
    said = f" Left out for missing data: {words.runs(lost)}" if lost else ""
    said += f" ({join(forces)})." if forces else "." if lost else ""
    few = gaps.lacking(types, narrowed=True)
    without = [month for month, complete in held.items() if complete and month in few]
    if without:
        small = _forces(few, without)
        said += (
            f" {join(small)} {either(len(small), 'has', 'have')} few of these incidents and no "
            f"data in {words.runs(without)}: a hotspot of such incidents may seem to end there."
        )
    return said


def _forces(lacking: Mapping[date, frozenset[str]], held: Sequence[date]) -> list[str]:
    """Return the forces that lack data in any of the months ``held``, by name."""
    return sorted({force for month in held for force in lacking.get(month, ())})


def _kinds(found: Sequence[LifeRow]) -> str:
    """Return how many there are of each class: "1 persistent and 2 former hotspots"; or empty."""
    counts = Counter[str](row.life for row in found)
    given = [each for each in LIVES if counts[each]]
    said = join([f"{counts[each]} {each}" for each in given])
    return f"{said} {HOTSPOT.form(counts[given[-1]])}" if given else ""


def bars(counts: Sequence[int | None]) -> str:
    """Return counts as a row of small bars, a gap where a quarter is missing: "▂▅█ ▁"."""
    top = max([each for each in counts if each is not None], default=0)
    steps = len(BARS) - 1
    return "".join(
        " " if each is None else BARS[round(each / top * steps) if top else 0] for each in counts
    )
