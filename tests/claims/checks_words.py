"""Checks of single sentences: no unknown numbers, no leader where several tie."""

import re

from data.model import months
from data.model.crime_types import ASB_TYPE, CHOICES
from geo.getis_ord import LEAST_INCIDENTS
from layouts.base.change_words import MOST_TIMES
from layouts.base.tables import Table
from layouts.pages.trends.trend_panels import FEWEST
from tests.claims.checks_change import panels, value
from tests.claims.walk import Answered, Check
from tests.texts import text_of

UNKNOWN = re.compile(r"\b(nan|NaN|NaT|inf)\b|<NA>|\bNone[.,;:)%]|: None$")
RATIO = re.compile(r"([\d.,]+) to ([\d.,]+) times$")
LONG_SPAN = re.compile(r"\b[A-Z][a-z]+ (\d{4}) to [A-Z][a-z]+ \1\b")
COORDINATES = re.compile(r"\d\.\d{4}, [−-]?\d+\.\d{4}")
CATEGORIES = {each.id for each in CHOICES if each.asb_categories}
HIGHEST = re.compile(r"((?:\w{3}(?: and \w{3})?|\d+ months)) in (\d{4}/\d{2}) \(([\d,]+)")


def numbers_are_known(answered: Answered) -> list[str]:
    """No sentence has a number that is missing or endless."""
    return [
        fault
        for path, said in answered.said
        if UNKNOWN.search(said)
        for fault in answered.faults(path, [said])
    ]


def leaders_are_alone(answered: Answered) -> list[str]:
    """The largest of several lines, and the highest month of a year, share that with none."""
    found = []
    for path, panel in panels(answered):
        table = panel.table
        if panel.title.endswith(" is the largest"):
            sums = sorted(
                sum(row[k] or 0 for row in table.rows) for k in range(1, len(table.columns))
            )
            if len(sums) < 2 or sums[-1] == sums[-2]:
                found += answered.faults(path, [panel.title])
        said = text_of(panel.sentence)
        for names, year, most in HIGHEST.findall(said) if "Highest month" in said else ():
            series = _year(table, year)
            tied = series.count(value(most))
            named = (
                int(match[1])
                if (match := re.search(r"(\d+) months", names))
                else (1 + names.count(" and "))
            )
            if None in series or len(series) < months.YEAR or value(most) < FEWEST or named != tied:
                found += answered.faults(path, [said])
    return found


def parts_are_named(answered: Answered) -> list[str]:
    """A title that denies a change of the whole names the parts that are left."""
    found = []
    for path, panel in panels(answered):
        denied = "no change beyond normal variation" in panel.title and ";" not in panel.title
        if denied and re.search(r"\d+ stands? out", panel.table.note):
            found += answered.faults(path, [f"{panel.title} | {panel.table.note}"])
    return found


def ratios_are_rounded(answered: Answered) -> list[str]:
    """No ratio of counts is given beyond ten times."""
    found = []
    for path, page in answered.pages.items():
        for said in {*page.sentences, *page.cells}:
            ends = RATIO.search(said)
            if ends and max(float(each.replace(",", "")) for each in ends.groups()) > MOST_TIMES:
                found += answered.faults(path, [said])
    return found


def spans_are_short(answered: Answered) -> list[str]:
    """A span within one year names the year once."""
    return [fault for path, said in answered.said if LONG_SPAN.search(said)
            for fault in answered.faults(path, [said])]  # fmt: skip


def no_coordinates(answered: Answered) -> list[str]:
    """No sentence has coordinates: they are in lists of points."""
    return [fault for path, said in answered.said if COORDINATES.search(said)
            for fault in answered.faults(path, [said])]  # fmt: skip


def categories_are_named(answered: Answered) -> list[str]:
    """Where only some categories of ASB are chosen, no line or bar is called all of it."""
    page = answered.pages.get("/trends")
    if not page or not {*page.question.filters.crime} & CATEGORIES:
        return []
    names = [name for panel in page.panels.values()
             for name in (*panel.table.columns, *(row[0] for row in panel.table.rows))]  # fmt: skip
    return answered.faults("/trends", [each for each in names if each == ASB_TYPE.label])


def peaks_have_counts(answered: Answered) -> list[str]:
    """The densest spot is named in a title only on as many incidents as a test of clusters has."""
    return [
        fault
        for path, panel in panels(answered)
        if panel.title.startswith("Densest")
        and value(text_of(panel.sentence).split()[0]) < LEAST_INCIDENTS
        for fault in answered.faults(path, [panel.title])
    ]


def rates_of_districts(answered: Answered) -> list[str]:
    """What was measured on districts is said of the whole borough only."""
    page = answered.pages.get("/")
    if not page or not page.question.filters.narrowed:
        return []
    return answered.faults("/", [each for each in page.sentences if "one district in" in each])


def _year(table: Table, label: str) -> list[int | None]:
    """Return the months of a year in a table that has years as rows or as columns."""
    if label in table.columns:
        return [row[table.columns.index(label)] for row in table.rows]
    return next([*row[1:]] for row in table.rows if row[0] == label)


CHECKS: tuple[Check, ...] = (
    numbers_are_known, leaders_are_alone, parts_are_named, ratios_are_rounded, spans_are_short,
    no_coordinates, categories_are_named, peaks_have_counts, rates_of_districts,
)  # fmt: skip
