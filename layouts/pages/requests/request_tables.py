"""Tables of council requests, with the changes from the year before."""

from collections.abc import Sequence

from data.model import months
from data.model.crime_types import ASB_CATEGORIES
from data.model.disclosure import SafeCount
from data.model.noun import Noun
from data.requests.request_cells import CATEGORY, FEWEST, OUTCOME, QUARTER, WARD, YEAR
from data.requests.request_lines import RequestLine, RequestLines
from layouts.base import change_words, words
from layouts.base.disclosure_words import largest_error, rounding
from layouts.base.tables import Cell, Table, safe_cell

NOUN = {
    CATEGORY: Noun("category", "categories"),
    WARD: Noun("ward", "wards"),
    OUTCOME: Noun("outcome", "outcomes"),
}
EVERY = "All requests"
NOT_GIVEN = {WARD: "Ward not known", OUTCOME: "Not given"}
NOT_COMPARED = "not compared"
NO_FILTERS = "Filters do not apply to these figures."
LEFT_OUT = f"A year with fewer than {words.number(FEWEST)} counts above 0 is left out."


def name_of(line: RequestLine, breakdown: str) -> str:
    """Return the name of a line; a line without one is "not known", "not given" or the total."""
    return line.name or NOT_GIVEN.get(breakdown, EVERY)


def quarter_labels(lines: RequestLines) -> list[str]:
    """Return a label such as "Apr-Jun 2022" for each quarter."""
    return [f"{each:%b}-{months.shift(each, 2):%b %Y}" for each in lines.quarters]


def year_labels(lines: RequestLines) -> list[str]:
    """Return a label such as "2022/23" for each year."""
    return [months.year_label(each.year) for each in lines.years]


def by_size(lines: Sequence[RequestLine]) -> list[RequestLine]:
    """Return lines with most requests in the last year first."""
    return sorted(lines, key=lambda line: -_size(line.counts[-1]))


def quarter_table(lines: RequestLines) -> Table:
    """Return a row for each category and one for all, with a column for each quarter."""
    every = lines.every[QUARTER]
    return Table(
        caption="Requests to the council by category and quarter",
        columns=("Category", *quarter_labels(lines)),
        rows=[
            (name_of(line, ""), *map(safe_cell, line.counts))
            for line in (*lines.lines(CATEGORY, QUARTER), every)
        ],
        note=_joined(rounding(lines.width), largest_error(EVERY, every.counts), NO_FILTERS),
        latest=True,
    )


def year_table(lines: RequestLines, breakdown: str, heading: str) -> Table:
    """Return a row for each line and the total: counts by year, the last change, its verdict.

    With a single year there are no changes.
    """
    found, every = lines.lines(breakdown, YEAR), lines.every[YEAR]
    ordered = [*(by_size(found) if breakdown == WARD else found), every]
    is_category, years = breakdown == CATEGORY, year_labels(lines)
    names = [EVERY if line is every else name_of(line, breakdown) for line in ordered]
    rows: list[Sequence[Cell]] = [
        (
            name,
            *([ASB_CATEGORIES.get(line.asb_category, "–")] if is_category else []),
            *map(safe_cell, line.counts),
            *(_change(line) if len(years) > 1 else []),
        )
        for name, line in zip(names, ordered, strict=True)
    ]
    compared = ("Change", change_words.RATIO, "Verdict") if len(years) > 1 else ()
    counts = [count for line in found for count in line.counts]
    return Table(
        caption=f"Requests to the council by {heading.lower()} and financial year",
        columns=(heading, *(["Counts as"] if is_category else []), *years, *compared),
        rows=rows,
        text_columns=2 if is_category else 1,
        missing="–",
        note=_joined(
            # Without the total, which is not independent of its parts.
            change_words.marked(
                [(name_of(line, breakdown), line.change) for line in found], NOUN[breakdown]
            ),
            change_words.THRESHOLDS if len(years) > 1 else "",
            rounding(lines.width),
            largest_error("The year of a category", counts) if is_category else "",
            largest_error(EVERY, every.counts),
            LEFT_OUT if any(each.value is None for each in counts) else "",
            NO_FILTERS,
        ),
    )  # fmt: skip


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _size(count: SafeCount) -> int:
    return -1 if count.value is None else count.value


def _change(line: RequestLine) -> tuple[Cell, ...]:
    """Return the last change, the interval of its ratio and the verdict, as cells."""
    test = line.change
    if test is None:
        return (None, None, NOT_COMPARED)
    return (words.signed(test.difference), change_words.ratio(test), words.verdict(test))
