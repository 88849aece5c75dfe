"""Domestic abuse and hate crime from the annual report: a finding, a sentence and a table each."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data.frames import each_row
from data.significance import Change
from layouts import change_words, words
from layouts.components import csv_file, scrolled_table
from layouts.published import last_changes, report_table, years_of
from layouts.tables import Table

ABUSE, HATE = "domestic_abuse", "hate_crime"
TOGETHER = "Both together (worked out here)"
SHORT = {
    "Domestic Abuse Incidents - Recorded Crime (ND)": "crimes",
    "Domestic Abuse Incidents - Non Crime Occurrence (ND)": "other incidents",
    TOGETHER: "both together",
    "Recorded Hate Crime (included in above crimes) and Incidents": "Hate crime and incidents",
}
HEADING = {ABUSE: "Domestic abuse", HATE: "Hate crime"}
OVERLAP = "Strands overlap: one incident may be in several, so they are never stacked or added up."
TERMS = (
    "Recorded crime and other incidents, which are no crimes, are counted apart. Both together are "
    "worked out here."
)


def abuse_card(annual: pd.DataFrame, checks: pd.DataFrame, csv_link: str) -> list[Any]:
    """Recorded crime, other incidents and both together; and what the report says about them."""
    if not _held(annual, ABUSE):
        return _nothing(ABUSE)
    figures = with_total(annual)
    return _card(figures, checks, ABUSE, TERMS, csv_link)


def hate_card(annual: pd.DataFrame, checks: pd.DataFrame, csv_link: str) -> list[Any]:
    """Hate crime and its strands, each by itself."""
    if not _held(annual, HATE):
        return _nothing(HATE)
    return _card(annual, checks, HATE, OVERLAP, csv_link)


def table(annual: pd.DataFrame, name: str) -> Table | None:
    """The numbers of one of the two cards, if the report has them."""
    if not _held(annual, name):
        return None
    return report_table(with_total(annual) if name == ABUSE else annual, name)


def _held(annual: pd.DataFrame, name: str) -> bool:
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
        *(html.P(each) for each in told(annual, checks, name)),
        scrolled_table(shown, kind="published"),
        html.P(change_words.by_chance(last_changes(annual, name)), className="soft"),
        csv_file(csv_link),
    ]


def title(annual: pd.DataFrame, name: str) -> str:
    """What changed in the last year beyond chance, as a heading."""
    tests = last_changes(annual, name)
    if not tests:
        return f"{HEADING[name]}: no two years to compare"
    said = change_words.moved(_named(tests)) or "nothing changed beyond chance"
    return f"{HEADING[name]}: {said} in {years_of(annual, name)[-1]}"


def earlier(annual: pd.DataFrame, name: str) -> list[str]:
    """What changed beyond chance from the year before the last two: a sentence, if anything did."""
    said = change_words.moved(_named(last_changes(annual, name, back=1)))
    years = years_of(annual, name)
    return [f"From {years[-3]} to {years[-2]} {said}."] if said else []


def told(annual: pd.DataFrame, checks: pd.DataFrame, name: str) -> list[str]:
    """What the report says of the last year, where its figures do not bear it out; each once."""
    tests = dict(last_changes(annual, name))
    quoted = checks[(checks["table_name"] == name) & (checks["quotation"].fillna("") != "")]
    found = {}
    for row in each_row(quoted):
        words_ = f"The report says “{row.quotation}”."
        test = tests.get(row.measure)
        if row.state != "agrees":
            found[words_] = f"{words_} {row.note}"
        elif row.relation == "direction" and test is not None and test.verdict == "normal":
            found[words_] = (
                f"{words_} {_short(row.measure)} went from {test.before} to {test.after}, "
                f"{words.CHANCE['normal']}."
            )
    return list(found.values())


def _named(tests: Sequence[tuple[str, Change]]) -> list[tuple[str, Change]]:
    return [(_lower(_short(measure)), test) for measure, test in tests]


def _short(measure: str) -> str:
    return SHORT.get(measure, measure)


def _lower(text: str) -> str:
    """In small letters, but for words such as ASB."""
    return " ".join(each if each.isupper() else each.lower() for each in text.split(" "))


def with_total(annual: pd.DataFrame) -> pd.DataFrame:
    """The published figures with domestic abuse added up: crime and other incidents do not overlap.

    The total of a year needs every part of it; its change and percentage are worked out here.
    """
    rows = annual[annual["table_name"] == ABUSE]
    by_year = rows.pivot(index="year", columns="measure", values=["value", "first_value"])
    whole = by_year.dropna().T.groupby(level=0).sum().T
    years = years_of(annual, ABUSE)
    if whole.empty or rows["measure"].nunique() == 1:
        return annual
    total = whole.reset_index().assign(
        report=rows["report"].iloc[0], table_name=ABUSE, measure=TOGETHER,
        position=rows["position"].max() + 1, published_change=0.0, published_percent=float("nan"),
    )  # fmt: skip
    before, after = (whole["value"].get(each) for each in (years[-2:] if len(years) > 1 else "  "))
    if before and after is not None:
        total["published_percent"] = 100 * (after - before) / before
    return pd.concat([annual, total], ignore_index=True)
