"""Council requests as a fixed table of counts: the only form in which a pack holds them.

Counts by category and quarter, and by ward and by outcome in each financial year. Each is rounded
by itself, and stays as it was first published; totals are not stored but added up from the counts
as shown. A pack for the public has complete financial years only.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from data.model import months
from data.model.disclosure import EXACT, KEY, Audience, Disclosure, Rule, SafeCount, safe

CATEGORY, WARD, OUTCOME = BREAKDOWNS = ("category", "ward", "outcome")
QUARTER, YEAR = "quarter", "year"
COLUMNS = (
    "breakdown", "position", "name", "code", "asb_category", "period", "first_month",
    "n", "least", "most",
)  # fmt: skip
MONTHS = {QUARTER: 3, YEAR: months.YEAR}
# If a year has at least seven counts above 0 and somebody knows its exact total, that reveals an
# exact count in about one year of 17,000.
FEWEST = 7
Span = tuple[date, date]


def cells(counts: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Return the pack's table ``request_cell`` from counts under a rule.

    ``counts`` has the columns of ``KEY`` and n: exact counts, or the ends of their bands if the
    rule rounds. Columns: ``COLUMNS``.
    """
    shown = [safe(int(n), rule) for n in counts["n"]]
    table = _table(counts, shown)
    return table if rule.width == EXACT else _enough(table)


def rule_of(sensitive: Sequence[str], audience: Audience, disclosure: Disclosure) -> Rule:
    """Return the rule for every count of requests: tier B's if any category is of tier B.

    Counts by ward and outcome include all categories. Exact counts of some categories, with a total
    published elsewhere, would reveal the others.

    ``sensitive`` has the categories of tier B.
    """
    return disclosure.rule(audience, "B" if sensitive else "A")


def counts(
    requests: pd.DataFrame, covered: Span, wards: Mapping[str, str], audience: Audience
) -> pd.DataFrame:
    """Return the exact counts that the audience may see: columns ``KEY`` and n.

    ``requests`` are the rows of the reader of requests, ``covered`` their first and last month,
    ``wards`` the names of the current wards by code.
    """
    periods = _periods(covered, whole_years=audience == "public")
    held: list[date] = [*requests["month"].unique()]
    found = requests.assign(
        **{
            QUARTER: requests["month"].map(
                {day: months.shift(day, -((day.month - 1) % 3)) for day in held}
            ),
            YEAR: requests["month"].map(
                {day: months.year_span(months.year_of(day))[0] for day in held}
            ),
        }
    )
    # A category or outcome that occurs only after the last of these periods has no line.
    found = found[found[QUARTER].isin(periods[QUARTER])]
    lines = {
        CATEGORY: [
            (name, "", kind)
            for name, kind in found[["category", "asb_category"]].drop_duplicates().to_numpy()
        ],
        WARD: [*((name, code, "") for code, name in wards.items()), ("", "", "")],
        OUTCOME: [(name, "", "") for name in sorted({*found["outcome"], ""})],
    }
    keys = {CATEGORY: ["category", "asb_category"], WARD: ["ward_code"], OUTCOME: ["outcome"]}
    rows = []
    for breakdown in BREAKDOWNS:
        period = QUARTER if breakdown == CATEGORY else YEAR
        found_in = Counter(zip(*(found[each] for each in (*keys[breakdown], period)), strict=True))
        for name, code, kind in lines[breakdown]:
            key = {CATEGORY: (name, kind), WARD: (code,), OUTCOME: (name,)}[breakdown]
            for first in periods[period]:
                rows.append(
                    (breakdown, period, str(first), name, code, kind, found_in[*key, first])
                )
    return pd.DataFrame(rows, columns=[*KEY, "n"])


def _periods(covered: Span, *, whole_years: bool) -> dict[str, list[date]]:
    """Return the first months of complete quarters and years, by ``QUARTER`` and ``YEAR``.

    ``whole_years`` leaves out quarters of incomplete years.
    """
    starts = range(months.year_of(covered[0]), months.year_of(covered[1]) + 1)
    years = [months.year_span(each)[0] for each in starts]
    years = [each for each in years if _within(each, months.YEAR, covered)]
    firsts = [months.shift(date(each, 4, 1), by) for each in starts for by in range(0, 12, 3)]
    quarters = [
        each
        for each in firsts
        if _within(each, MONTHS[QUARTER], covered)
        and not (whole_years and months.year_span(months.year_of(each))[0] not in years)
    ]
    return {QUARTER: quarters, YEAR: years}


def _within(first: date, length: int, covered: Span) -> bool:
    return covered[0] <= first and months.shift(first, length - 1) <= covered[1]


def edition(covered: Span) -> int:
    """Return the year in which the latest complete financial year begins.

    Without one, the year before the first.
    """
    complete = _periods(covered, whole_years=True)[YEAR]
    return max([each.year for each in complete], default=months.year_of(covered[0]) - 1)


def _table(cells: pd.DataFrame, shown: Sequence[SafeCount]) -> pd.DataFrame:
    """Return the cells with their counts as shown, and the position of each line."""
    frame = cells.assign(
        n=[each.value for each in shown],
        least=[each.least for each in shown],
        most=[each.most for each in shown],
    )
    line = list(zip(frame["breakdown"], frame["name"], frame["asb_category"], strict=True))
    order = sorted({*line}, key=lambda each: (
        BREAKDOWNS.index(each[0]), each[1] == "", each[1].lower(), each[2]
    ))  # fmt: skip
    frame["position"] = [order.index(each) for each in line]
    frame["first_month"] = [date.fromisoformat(each) for each in frame["first_month"]]
    return frame[list(COLUMNS)].sort_values(["position", "first_month"], ignore_index=True)


def _enough(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without a breakdown in a year that has fewer than seven counts above 0.

    What is left out depends only on the counts as shown, so it reveals nothing else.
    """
    year = map(months.year_of, table["first_month"])
    group = [*zip(table["breakdown"], year, strict=True)]
    above = Counter(each for each, n in zip(group, table["n"], strict=True) if n)
    return table[[above[each] >= FEWEST for each in group]].reset_index(drop=True)
