"""The measures that the board watches: figure, change and verdict, direction wanted, target."""

from collections.abc import Sequence
from typing import Any

from data.model.noun import Noun
from data.model.question import join
from data.series.kpi import Kpi
from layouts.base import change_words, tables, words
from layouts.base.components import scrolled
from layouts.base.tables import Table
from layouts.base.unchecked import html

MEASURE = Noun("measure", "measures")
FROM_TARGET = {
    "normal": ", but within normal variation",
    "possible": ", possibly by more than normal variation",
    "clear": " by more than normal variation",
}
BEYOND = {"clear": "Beyond", "possible": "Possibly beyond"}
EXAMPLE = "The measures, owners and targets are examples."
LIMIT = {"fall": "at most", "rise": "at least"}


def kpi_card(kpis: Sequence[Kpi], *, example: bool = False) -> list[Any]:
    """Return the card of the measures, or an empty list. ``example``: they are invented."""
    if not kpis:
        return []
    table = kpi_table(kpis)
    return [
        html.Section(
            [
                html.H2("What the board watches"),
                *([html.P(EXAMPLE, className="finding")] if example else []),
                html.P(html.B(_beyond(kpis)), className="finding"),
                scrolled(table.caption, tables.render(table)),
                html.P(table.note, className="soft"),
            ],
            className="card",
        )
    ]


def _beyond(kpis: Sequence[Kpi]) -> str:
    """Return which measures changed beyond normal variation, which possibly, and how."""
    tests = {each.row.title: each.change for each in kpis if each.change}
    if not tests:
        return "No measure can be compared with the year before."
    named: dict[str, list[str]] = {}
    for name, test in tests.items():
        named.setdefault(test.verdict, []).append(f"{name} ({words.verdict(test)})")
    found = [f"{said} normal variation: {join(named[verdict])}."
             for verdict, said in BEYOND.items() if verdict in named]  # fmt: skip
    none = f"No change beyond normal variation in {MEASURE.count(len(tests))} compared."
    return " ".join(found) or none


def kpi_table(kpis: Sequence[Kpi]) -> Table:
    """Return a row for each measure: figure, change and verdict, what is wanted, the target."""
    tests = [(each.row.title, each.change) for each in kpis]
    note = change_words.marked(tests, MEASURE)
    return Table(
        caption="Measures of the board",
        columns=("Measure", "Period", "Owner", "Figure", "Year before", change_words.RATIO,
                 "Verdict", "Wanted", "Target"),
        rows=[
            (
                each.row.title,
                _period(each),
                each.row.owner,
                figure(each, each.n),
                figure(each, each.change.before) if each.change else None,
                change_words.ratio(each.change),
                words.verdict(each.change) if each.change else change_words.NOT_COMPARED,
                wanted(each),
                target(each),
            )
            for each in kpis
        ],
        text_columns=3,
        missing="–",
        note=f"{note} {change_words.THRESHOLDS}".strip(),
    )  # fmt: skip


def _period(kpi: Kpi) -> str:
    return words.period(kpi.question) if kpi.question else kpi.year


def figure(kpi: Kpi, n: float) -> str:
    """Return a count, or a rate per 1,000 residents with one decimal."""
    return words.number(n / kpi.per, 1) if kpi.row.measure == "rate" else words.number(n)


def wanted(kpi: Kpi) -> str:
    """Return the direction wanted, and that of the change if it is beyond normal variation."""
    row, test = kpi.row, kpi.change
    if row.wanted == "none":
        return "no direction"
    if test is None or test.verdict == "normal":
        return row.wanted
    same = (test.difference > 0) == (row.wanted == "rise")
    return f"{row.wanted}, {'and' if same else 'but'} it {words.verb(test)}"


def target(kpi: Kpi) -> str | None:
    """Return the target, whether it is met, and whether by more than normal variation.

    None without a target, or where no direction is wanted.
    """
    row, test = kpi.row, kpi.against
    if row.target is None or test is None or row.wanted == "none":
        return None
    now = kpi.n / kpi.per
    is_met = now <= row.target if row.wanted == "fall" else now >= row.target
    met = "met" if is_met else "missed"
    return f"{LIMIT[row.wanted]} {_as_given(row.target)}: {met}{FROM_TARGET[test.verdict]}"


def _as_given(value: float) -> str:
    """Return a number with the decimals that it was given with."""
    return words.number(value, len(f"{value:f}".rstrip("0").partition(".")[2]))
