"""The titles and sentences of maps of areas: the title says what the map shows."""

from collections.abc import Sequence

import pandas as pd

from data.model.noun import either
from data.model.question import Question, join
from data.model.rows import rows
from data.series.trends import Period
from data.stats.area_values import AreaRow
from data.stats.significance import SMALL_BASE, SMALL_COUNT, Change
from layouts.base import change_words, words
from layouts.base.findings import NOT_HELD, what
from layouts.base.words import number

# The least share of all incidents that the areas of a title have together: of many areas, of few.
SHARES = (0.25, 0.5)
LEADERS = 3  # areas named as having most


def where(
    question: Question,
    wards: pd.DataFrame,
    total: int | None = None,
    chosen: Period | None = None,
) -> tuple[str, str]:
    """Return the title and sentence of a map of areas for the chosen measure.

    ``wards`` are the rows of ``area_values`` without places. ``total`` is the number of all
    matching incidents, given where some lie in none of these areas. ``chosen`` is the count and
    change of the chosen areas, if any: the title is then about them, the sentence about all.
    """
    say = {"count": _where_count, "rate": _where_rate, "change": _where_change}
    if not question.is_covered:
        return "No data to map", f"{NOT_HELD} A missing month is not zero."
    title, sentence = say[question.view.measure](question, wards)
    counted = int(wards["n"].sum())
    if counted and question.view.measure == "count":
        sentence += f" {_mapped(question, counted, total or counted)}"
    if not question.filters.narrowed:
        return title, sentence
    of_all = f"The map has all of {question.domain.borough}"
    if chosen is None:
        return title, f"{of_all}. {sentence}"
    return _where_chosen(question, wards, chosen), f"{of_all}. {title}. {sentence}"


def _where_chosen(question: Question, wards: pd.DataFrame, chosen: Period) -> str:
    name = question.where
    if question.view.measure == "change":
        if chosen.change is None:
            return f"{name}: change not compared"
        size = f"{words.signed(chosen.change.difference)} on {question.baseline}"
        return f"{name}: {size}, {words.verdict(chosen.change)}"
    ids = question.filters.areas
    if question.view.measure == "rate" and len(ids) == 1 and not question.filters.drawn:
        row = next(iter(rows(wards[wards["slug"] == ids[0]], AreaRow)), None)
        if row is not None and row.rate is not None and row.n >= SMALL_COUNT:
            return f"{name}: {number(row.rate, 1)} {words.per_residents(question)}"
    of_all = int(wards["n"].sum())
    if 0 < of_all < SMALL_BASE:
        return f"{name}: {number(chosen.n)} of the borough's {question.incident.count(of_all)}"
    part = f", {words.percent(chosen.n, of_all)} of the borough's" if of_all else ""
    return f"{name}: {question.incident.count(chosen.n)}{part}"


def _percent(part: float, whole: float) -> str:
    share = 100 * part / whole
    return "under 1%" if 0 < share < 1 else f"{share:.0f}%"


def _where_count(question: Question, wards: pd.DataFrame) -> tuple[str, str]:
    total, area = int(wards["n"].sum()), question.area
    if not total:
        return "No incidents to map", f"No {question.incidents} are recorded in these months."
    ordered = wards.sort_values("n", ascending=False, kind="stable")
    some = ordered[ordered["n"] > 0]
    lead = _leaders(question, some)
    if total < SMALL_BASE:
        most = f", at most {some['n'].iloc[0]} in one" if len(some) > 1 else ""
        in_ = f"{question.incident.count(total)} in {len(some)} of {area.count(len(wards))}{most}"
        return in_, lead
    share = SHARES[0] if len(wards) > 2 * LEADERS else SHARES[1]
    needed = int((ordered["n"].cumsum() < share * total).sum()) + 1
    top = ordered.head(needed)
    people = wards["residents"]
    residents = (
        f" and {_percent(top['residents'].sum(), people.sum())} of residents"
        if people.notna().all() and people.sum()
        else ""
    )
    held = int(top["n"].sum())
    part = f"{_percent(held, total)} of {question.incidents}"
    which = f"{needed} of {area.count(len(wards))} {either(needed, 'has', 'have')}"
    return f"{which} {part}{residents}", lead


def _leaders(question: Question, some: pd.DataFrame) -> str:
    """Return a sentence that names the areas with most incidents, or counts them if many tie."""
    tied = int((some["n"] == some["n"].iloc[0]).sum())
    names = some["name"].head(LEADERS).tolist()
    if tied > LEADERS:
        return f"{question.area.count(tied)} have the most, {number(some['n'].iloc[0])} each."
    each = f", {number(some['n'].iloc[0])} each" if tied == len(names) > 1 else ""
    return f"{join(names)} {either(len(names), 'has', 'have')} the most{each}."


def _mapped(question: Question, mapped: int, total: int) -> str:
    """Return a sentence on how many of all ``total`` incidents lie in the areas."""
    every = question.incident.count(total)
    if mapped < total:
        rest = either(total - mapped, "other lies", "others lie")
        are = either(mapped, "is", "are")
        return (
            f"{number(mapped)} of {every} {are} mapped; the {rest} in no {question.area.singular}."
        )
    return f"All {every} are mapped." if total > 1 else f"The {every} is mapped."


def _where_rate(question: Question, wards: pd.DataFrame) -> tuple[str, str]:
    known = wards[wards["residents"].notna()]
    if known.empty:
        return (
            "No rates to map",
            f"No population has been loaded for these {question.area.plural}.",
        )
    sound = known[known["n"] >= SMALL_COUNT].sort_values("rate", ascending=False)
    unit = words.per_residents(question)
    without = wards["name"][wards["residents"].isna()].tolist()
    if without:
        who = without[0] if len(without) == 1 else question.area.count(len(without))
        borough = f"{who} {either(len(without), 'has', 'have')} no population, so the borough has "
        borough += "no rate."
    else:
        overall = wards["n"].sum() / wards["residents"].sum() * 1000
        borough = f"{question.domain.borough} as a whole: {number(overall, 1)} {unit}."
    if sound.empty:
        return "Too few incidents for reliable rates", borough
    top, *others = rows(sound, AreaRow)
    alike = [other.name for other in others if other.rate == top.rate]
    low, high = top.rate_low or 0.0, top.rate_high or 0.0
    near = sum((other.rate_high or 0.0) >= low for other in others)
    size = f"{number(top.rate or 0, 1)} {unit}"
    limits = f"(95% interval {number(low, 1)} to {number(high, 1)})"
    if not others:
        title = f"Only {top.name} has enough incidents for a rate: {size} {limits}"
    elif near:
        title = (
            f"Rates of {question.area.count(near + 1)} cannot be told apart; the highest "
            f"{either(len(alike) + 1, 'is', 'are')} {join([top.name, *alike])}, {size} {limits}"
        )
    else:
        title = f"The highest rate is in {top.name}: {size} {limits}"
    few = len(known) - len(sound)
    said = [
        borough,
        f"{question.area.count(few, ('has', 'have'))} too few incidents for a rate."
        if few and others
        else "",
        "In town centres most people are not residents." if top.town_centre else "",
    ]
    return title, " ".join(filter(None, said))


def _where_change(question: Question, wards: pd.DataFrame) -> tuple[str, str]:
    """Return the title and sentence of a map of changes.

    The title counts the areas whose change survives the correction for many tests. Where changes
    are clear or possible and none survives, it says so, like the note under the table.
    """
    tests = [test for test in wards["test"] if test is not None]
    if not tests:
        return "Change cannot be mapped", f"Not compared: {words.why_no_change(question)}."
    area, marked = question.area, [test for test in tests if test.verdict != "normal"]
    named = [*zip(wards["name"], wards["test"], strict=True)]
    left = {*change_words.left(named)}
    rises = sum(test.difference > 0 for test in marked)
    falls = len(marked) - rises
    ways = f"{rises} up and {falls} down" if rises and falls else "up" if rises else "down"
    said = [
        f"Clear or possible: {len(marked)} of {area.count(len(tests))}, {ways} on "
        f"{question.baseline}."
        if marked
        else "",
    ]
    alone = f"Normal variation alone would give {change_words.expected(tests)}"
    if not marked:
        title = f"No {area.singular} changed beyond normal variation"
        if not any(map(change_words.could_be_marked, tests)):
            title = f"Too few incidents to tell a change in any {area.singular}"
            return title, f"Each has fewer than {change_words.LEAST_SUM} in both periods together."
    elif not left:
        title = f"No {area.singular}'s change stands out among {len(tests)}"
    else:
        title = _rose(question, [test for name, test in named if name in left], len(tests))
    said = [*said, f"{alone}.", change_words.cautions(question)]
    return title, " ".join(filter(None, said))


def _rose(question: Question, tests: Sequence[Change], among: int) -> str:
    """Return "Shoplifting rose in 9 of 25 wards (4 clearly, 5 possibly)"."""
    clear = sum(test.verdict == "clear" for test in tests)
    rises = sum(test.difference > 0 for test in tests)
    ways = {"rose": rises, "fell": len(tests) - rises}
    sure = "" if clear else "possibly "
    did = " and ".join(f"{sure}{way} in {n}" for way, n in ways.items() if n)
    both = f" ({clear} clearly, {len(tests) - clear} possibly)" if 0 < clear < len(tests) else ""
    return f"{what(question)} {did} of {question.area.count(among)}{both}"


def area_lines(row: AreaRow, question: Question) -> list[str]:
    """Return lines on one area: count, then rate with interval and change with verdict if known."""
    lines = [question.incident.count(row.n)]
    if row.rate is not None and row.rate_low is not None and row.rate_high is not None:
        if row.n < SMALL_COUNT:
            lines.append("Under 10: too few for a reliable rate")
        else:
            lines.append(
                f"{number(row.rate, 1)} {words.per_residents(question)} "
                f"(95% interval {number(row.rate_low, 1)} to {number(row.rate_high, 1)})"
            )
        if row.town_centre:
            lines.append("Town centre: most people there are not residents")
    if row.test is not None:
        lines.append(
            f"{words.signed(row.test.difference)} on {question.baseline}: {words.verdict(row.test)}"
        )
    return lines
