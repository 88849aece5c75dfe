"""Checks of what is said about places and hotspots: one function for each kind of fault."""

import re

from data.model.filters import Filters
from layouts.base import change_words
from layouts.base.tables import Table
from layouts.pages.places.action_words import INVENTED
from tests.claims.walk import Answered, Check

NUMBER = r"(\d[\d,]*)"
NOTHING = ("No data", "No ", "Too few", "Change cannot be mapped")
OLD = re.compile(
    r"meant to move|[Nn]o real (change|difference)|squares? (are|is) hotspots?|chance would give"
    r"|(rose|fell) clearly|tests are allowed for|^Incidents (by (ward|LSOA)|per 1,000)"
)
VERDICT = re.compile(r"[▲▼△▽] (?:clear|possible)")
GIVEN = re.compile(
    r"[▲▼△▽●] (?:clear|possib|normal|within|too few|\w+-rep)"
    r"|(?:here|now) it is (?:(?:clearly|possibly) (?:higher|lower)|within normal variation)"
)


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _column(table: Table, name: str) -> list:
    return [row[table.columns.index(name)] for row in table.rows] if name in table.columns else []


def small_hotspots(answered: Answered) -> list[str]:
    """A hotspot has two incidents or more, and is hot in two quarters or more."""
    return [
        fault
        for path, page in answered.pages.items()
        for table in page.tables
        for name in ("In the cluster", "Quarters hot")
        for value in _column(table, name)
        if value is not None and value < 2
        for fault in answered.faults(path, [f"{name}: {value}"])
    ]


def chance_in_sure_lists(answered: Answered) -> list[str]:
    """A list of clusters at 95 % holds no cluster whose squares are all at 90 %."""
    found = []
    for path, page in answered.pages.items():
        if not any(title.startswith("Clusters (95%") for title in page.titles):
            continue
        for table in page.tables:
            names, levels = _column(table, "Cluster around"), _column(table, "Level")
            rows = [*zip(names, levels, strict=True)] if names else []
            sure = {name for name, level in rows if "90%" not in level}
            perhaps = {name for name, _level in rows if name is not None} - sure
            found += answered.faults(path, sorted(perhaps))
    return found


def clusters_of_the_neighbours(answered: Answered) -> list[str]:
    """No cluster of the borough has most of its incidents across the border."""
    found = []
    for path, page in answered.pages.items():
        for table in page.tables:
            names, own = _column(table, "Cluster around"), _column(table, "In the cluster")
            across = _column(table, "More across the border")
            rows = zip(names, own, across, strict=True) if names and across else ()
            wrong = [name for name, n, beyond in rows if name is not None and beyond > n]
            found += answered.faults(path, wrong)
    return found


def squares_counted_as_places(answered: Answered) -> list[str]:
    """A title counts clusters or hotspots as many as its table names, not their squares."""
    found = []
    for path, page in answered.pages.items():
        for panel in page.panels.values():
            clusters = {*_column(panel.table, "Cluster around")} - {None}
            hotspots = _column(panel.table, "Hotspot around")
            said = re.search(rf"explains in {NUMBER} places?$", panel.title)
            lives = re.findall(
                rf"{NUMBER} (?:persistent|emerging|intermittent|former)", panel.title
            )
            if said and _number(said[1]) != len(clusters):
                found += answered.faults(path, [panel.title])
            if lives and sum(map(_number, lives)) > len(hotspots):
                found += answered.faults(path, [panel.title])
    return found


def clusters_named_as_places(answered: Answered) -> list[str]:
    """A cluster is "around" a place with half as many incidents, and gives the place's count."""
    places = {each.name for each in answered.domain.areas if each.kind == "place"}
    found = []
    for path, said in answered.said:
        match = re.search(r"(?:It is|The largest is|[Cc]luster) (around )?([^:]+): \d", said)
        if match and match[2] in places and (not match[1] or "place itself has" not in said):
            found += answered.faults(path, [said])
        held = re.search(rf": {NUMBER} incidents? in .*; the named place itself has {NUMBER}", said)
        if held and 2 * _number(held[2]) < _number(held[1]):
            found += answered.faults(path, [said])
    return found


def titles_of_other_areas(answered: Answered) -> list[str]:
    """With areas chosen, the title of a map names them, or the borough that it is about."""
    found = []
    for path, page in answered.pages.items():
        question = page.question
        names = [question.domain.area_by_id[each].name for each in question.filters.areas]
        allowed = (*names, question.where, question.domain.borough)
        if not question.filters.narrowed or question.place:
            continue
        for panel in page.panels.values():
            told = any(each in panel.title for each in allowed) or panel.title.startswith(NOTHING)
            if isinstance(panel.figure, dict) and path == "/hotspots" and not told:
                found += answered.faults(path, [panel.title])
    return found


def silent_about_filters(answered: Answered) -> list[str]:
    """Pages of published figures say that chosen filters do not apply."""
    found = []
    for path in ("/marac", "/activity", "/requests"):
        page = answered.pages.get(path)
        if page and page.sentences and page.question.chosen != Filters.of(answered.domain):
            said = any("filters do not apply here" in each.lower() for each in page.sentences)
            found += [] if said else answered.faults(path, ["no word on the filters"])
    return found


def widened(answered: Answered) -> list[str]:
    """Filters that cannot be used count nothing and say so."""
    return [
        fault
        for path, page in answered.pages.items()
        if page.question.filters.refused
        and not any("Nothing is counted" in each for each in page.sentences)
        for fault in answered.faults(path, ["shows more than was asked"])
    ]


def verdicts_from_invented_incidents(answered: Answered) -> list[str]:
    """A verdict on an action in a demonstration comes after its disclaimer."""
    if not answered.domain.demonstration:
        return []
    found = []
    for path, page in answered.pages.items():
        seen = False
        for each in page.sentences:
            seen = seen or each == INVENTED
            if re.search(r"[Ss]et against .*|[▲△▽▼●].*, set against ", each) and not seen:
                found += answered.faults(path, [each])
    return found


def bolder_than_the_verdict(answered: Answered) -> list[str]:
    """A title "More than its share" has a clear verdict in its table; else it says "possibly"."""
    found = []
    for path, page in answered.pages.items():
        cells = [each for each in page.cells if "over-represented" in each]
        for title in [*page.titles, *page.sentences]:
            if title.startswith("More than its share") and not any(
                "possibly" not in each for each in cells
            ):
                found += answered.faults(path, [title])
    return found


def old_wording(answered: Answered) -> list[str]:
    """Nothing is "meant to move", and no sentence asserts that there was no real change."""
    return [
        fault
        for path, said in answered.said
        if OLD.search(said)
        for fault in answered.faults(path, [said])
    ]


def verdicts_without_thresholds(answered: Answered) -> list[str]:
    """A page that uses verdicts says how seldom normal variation makes them."""
    return [
        fault
        for path, page in answered.pages.items()
        if any(VERDICT.search(each) for each in (*page.cells, *page.sentences))
        and not any(re.search("1 in 20|one page in twenty", each) for each in page.sentences)
        for fault in answered.faults(path, ["no thresholds"])
    ]


def thresholds_without_verdicts(answered: Answered) -> list[str]:
    """A page that gives no verdict does not explain them."""
    return [
        fault
        for path, page in answered.pages.items()
        if change_words.THRESHOLDS.partition(";")[0] in " ".join(page.sentences)
        and not any(GIVEN.search(each) for each in (*page.cells, *page.sentences))
        for fault in answered.faults(path, ["thresholds and no verdict"])
    ]


CHECKS: tuple[Check, ...] = (
    small_hotspots,
    chance_in_sure_lists,
    clusters_of_the_neighbours,
    squares_counted_as_places,
    clusters_named_as_places,
    titles_of_other_areas,
    silent_about_filters,
    widened,
    verdicts_from_invented_incidents,
    bolder_than_the_verdict,
    old_wording,
    verdicts_without_thresholds,
    thresholds_without_verdicts,
)
