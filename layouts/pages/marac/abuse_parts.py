"""Domestic abuse and hate crime from the annual report: a finding, a sentence and a table each."""

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import pandas as pd

from data.model.noun import Noun
from data.model.query_rows import CheckRow
from data.model.rows import rows
from data.stats.significance import Change
from layouts.base import change_words, words
from layouts.base.components import csv_file, scrolled_table
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.published.published import last_changes, report_table, years_of

ABUSE, HATE = "domestic_abuse", "hate_crime"
TOGETHER = "Crimes and other incidents combined (our sum)"
HATE_TOTAL = "Recorded Hate Crime (included in above crimes) and Incidents"
NOTHING = "nothing changed beyond normal variation"
TOTALS = (TOGETHER, HATE_TOTAL)
NOUN = {ABUSE: Noun("count", "counts"), HATE: Noun("strand", "strands")}
SHORT = {
    "Domestic Abuse Incidents - Recorded Crime (ND)": "Recorded crimes",
    "Domestic Abuse Incidents - Non Crime Occurrence (ND)": "Other incidents",
    TOGETHER: "Crimes and other incidents combined",
    HATE_TOTAL: "Hate crime and incidents",
}
HEADING = {ABUSE: "Domestic abuse", HATE: "Hate crime"}
OVERLAP = "Strands overlap: one incident may be in several, so they are never stacked or added up."
TERMS = "Recorded crimes, and incidents that are not crimes, are counted apart; we add the two."


def abuse_card(annual: pd.DataFrame, checks: pd.DataFrame, csv_link: str) -> list[Any]:
    """Return the card of recorded crimes, other incidents and their sum, and the report's claims.

    Without figures it says how to add them.
    """
    if not _has_figures(annual, ABUSE):
        return _nothing(ABUSE)
    figures = with_total(annual)
    return _card(figures, checks, ABUSE, TERMS, csv_link)


def hate_card(annual: pd.DataFrame, checks: pd.DataFrame, csv_link: str) -> list[Any]:
    """Return the card of hate crime in all and by strand; without figures, how to add them."""
    if not _has_figures(annual, HATE):
        return _nothing(HATE)
    return _card(annual, checks, HATE, OVERLAP, csv_link)


def table(annual: pd.DataFrame, name: str) -> Table | None:
    """Return the numbers of one of the two cards; None if the report has none."""
    if not _has_figures(annual, name):
        return None
    return report_table(with_total(annual) if name == ABUSE else annual, name)


def _has_figures(annual: pd.DataFrame, name: str) -> bool:
    return bool((annual["table_name"] == name).any())


def _nothing(name: str) -> list[Any]:
    return [
        html.H2(HEADING[name]),
        html.P(
            f"No published figures have been loaded. Add an annual source with the table {name}.",
            className="soft",
        ),
    ]


def _card(
    annual: pd.DataFrame, checks: pd.DataFrame, name: str, terms: str, csv_link: str
) -> list[Any]:
    shown = report_table(annual, name)
    return [
        html.H2(title(annual, name)),
        html.P(" ".join([terms, *earlier(annual, name)]), className="finding"),
        *(html.P(each) for each in change_sentences(annual, checks, name)),
        scrolled_table(shown, kind="published"),
        html.P(
            f"{change_words.marked(_parts(last_changes(annual, name)), NOUN[name])} "
            f"{change_words.THRESHOLDS}",
            className="soft",
        ),
        csv_file(csv_link),
    ]


def title(annual: pd.DataFrame, name: str) -> str:
    """Return what changed in the last year beyond normal variation, as a heading."""
    tests = last_changes(annual, name)
    if not tests:
        return f"{HEADING[name]}: no two years to compare"
    when = f" in {years_of(annual, name)[-1]}"
    return f"{HEADING[name]}: {_moved(tests, when) or NOTHING + when}"


def earlier(annual: pd.DataFrame, name: str) -> list[str]:
    """Return a sentence on the change before the last one; empty if nothing changed then."""
    said = _moved(last_changes(annual, name, back=1))
    years = years_of(annual, name)
    return [f"From {years[-3]} to {years[-2]} {said}."] if said else []


def change_sentences(annual: pd.DataFrame, checks: pd.DataFrame, name: str) -> list[str]:
    """Return the report's claims about the last year that its figures do not show, each once."""
    tests = dict(last_changes(annual, name))
    quoted = checks[(checks["table_name"] == name) & (checks["quotation"].fillna("") != "")]
    found = {}
    for row in rows(quoted, CheckRow):
        words_ = f"The report says “{row.quotation}”."
        test = tests.get(row.measure)
        if row.state != "agrees":
            found[words_] = f"{words_} {row.note or ''}".strip()
        elif row.relation == "direction" and test is not None and test.verdict == "normal":
            found[words_] = (
                f"{words_} {_short(row.measure)} went from {words.number(test.before)} to "
                f"{words.number(test.after)}, {words.BEYOND['normal']}."
            )
    return list(found.values())


def _moved(tests: Sequence[tuple[str, Change]], when: str = "") -> str:
    """Return which parts changed, corrected for many tests, then whether the total changed.

    Empty if nothing changed beyond normal variation.
    """
    parts = _parts(tests)
    whole = [each for each in tests if each not in parts]
    said, total = (change_words.moved(_named(each), when) for each in (parts, whole))
    for name, _test in _named(whole):
        if said and total and said.endswith(total.removeprefix(name)):
            total = f"so did {name}"
    return ", and ".join(filter(None, (said, total)))


def _parts(tests: Sequence[tuple[str, Change]]) -> list[tuple[str, Change]]:
    """Return the tests without that of the total, which is not independent of its parts."""
    return [each for each in tests if each[0] not in TOTALS]


def _named(tests: Sequence[tuple[str, Change]]) -> list[tuple[str, Change]]:
    return [(_lower(_short(measure)), test) for measure, test in tests]


def _short(measure: str) -> str:
    return SHORT.get(measure, measure)


def _lower(text: str) -> str:
    """Return text in lower case, except words such as ASB."""
    return " ".join(each if each.isupper() else each.lower() for each in text.split(" "))


def with_total(annual: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with the total of domestic abuse added, a row for each year.

    Crimes and other incidents do not overlap, so they are summed. A year that lacks a part has no
    total; with a single part, or no complete year, the figures are returned unchanged.
    """
    figures = annual[annual["table_name"] == ABUSE]
    by_year = figures.pivot(index="year", columns="measure", values=["value", "first_value"])
    whole = by_year.dropna().T.groupby(level=0).sum().T
    if whole.empty or figures["measure"].nunique() == 1:
        return annual
    years = years_of(annual, ABUSE)
    change, percent = _last_change(dict(whole["value"]), years)
    total = whole.reset_index()
    last = total["year"] == years[-1]
    total = total.assign(
        report=figures["report"].iloc[0], table_name=ABUSE, measure=TOGETHER,
        position=figures["position"].max() + 1,
        published_change=last.map({True: change, False: nan}),
        published_percent=last.map({True: percent, False: nan}),
    )  # fmt: skip
    return pd.concat([annual, total], ignore_index=True)


def _last_change(values: Mapping[str, float], years: Sequence[str]) -> tuple[float, float]:
    """Return the change between the last two years as a count and in per cent; NaN without both.

    ``values`` has the total by year; years that lack a part are absent.
    """
    *_earlier, before, after = (nan, nan, *(values.get(each, nan) for each in years[-2:]))
    return after - before, 100 * (after - before) / before if before else nan
