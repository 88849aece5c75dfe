"""The findings of the panels: titles that say what the chart shows, sentences with the number."""

from typing import Any

import pandas as pd

from data.crime_types import CHOICE
from data.question import Question, join
from data.significance import SMALL_COUNT
from data.trends import YearTotal, year_changes
from layouts import words
from layouts.words import number

SHARES = ((0.25, "A quarter"), (0.5, "Half"))
LEADERS = 3
NOT_HELD = "None of the months chosen is held."


def what(question: Question) -> str:
    """The crime types as a title begins: "Anti-social behaviour", "Burglary and robbery"."""
    labels = [CHOICE[each].label for each in question.filters.crime]
    return join([labels[0], *(lowered(each) for each in labels[1:])])


def subject(question: Question) -> str:
    """The crime types, and the areas if any were chosen."""
    return f"{what(question)} in {question.where}" if question.filters.narrowed else what(question)


def trend(question: Question, totals: list[YearTotal]) -> tuple[str, str]:
    """The title and sentence of a trend over financial years.

    Only whole years are compared; years with a missing month are named and left alone.
    """
    name = subject(question)
    whole = [(year, test) for year, test in year_changes(totals) if test is not None]
    if not whole:
        return f"{name}, month by month", _held(question, totals)
    year, test = whole[-1]
    sentence = f"{number(year.n)} in {year.label}: {words.compared(test)}."
    partial = [each for each in totals if not each.complete]
    if partial:
        sentence += f" {join([each.label for each in partial])} not compared: months are missing."
    directions = [
        0 if test.verdict == "normal" else (1 if test.difference > 0 else -1)
        for _year, test in whole
    ]
    if directions[-1] == 0:
        return f"No real change in {lowered(name)} in {year.label}", sentence
    verb = "rose" if directions[-1] > 0 else "fell"
    years = [each.label for each in totals]
    in_a_row = len(whole) > 1 and years.index(whole[-2][0].label) == years.index(year.label) - 1
    if in_a_row and directions[-2] == directions[-1]:
        return f"{name} {verb} in each of the last two years", sentence
    return f"{name} {verb} in {year.label}", sentence


def lowered(name: str) -> str:
    """The name as it stands inside a sentence; "ASB" stays as it is."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def _held(question: Question, totals: list[YearTotal]) -> str:
    domain = question.domain
    if len(domain.covered) == len(domain.months):
        latest = totals[-1]
        return f"{number(latest.n)} in {latest.label}. There is no earlier whole year to compare."
    return (
        f"{len(domain.covered)} of {len(domain.months)} months are held. Gaps are months without "
        "data, so years are not compared."
    )


def where(question: Question, wards: pd.DataFrame, total: int | None = None) -> tuple[str, str]:
    """The title and sentence of a ward map for the chosen measure.

    ``wards`` are the ward rows of ``area_values``, ``total`` all matching incidents where some may
    lie in none of them.
    """
    say = {"count": _where_count, "rate": _where_rate, "change": _where_change}
    if not question.held:
        return "No data to map", f"{NOT_HELD} A missing month is not zero."
    title, sentence = say[question.view.measure](question, wards)
    counted = int(wards["n"].sum())
    if counted and question.view.measure == "count":
        sentence += f" {_mapped(question, counted, total or counted)}"
    if question.filters.narrowed:
        sentence = f"The map shows the whole borough. {sentence}"
    return title, sentence


def _where_count(question: Question, wards: pd.DataFrame) -> tuple[str, str]:
    total = int(wards["n"].sum())
    if not total:
        return "No incidents to map", f"No {question.incidents} are recorded in these months."
    ordered = wards.sort_values("n", ascending=False, kind="stable")
    running = ordered["n"].cumsum()
    share, name = SHARES[0] if len(wards) > 2 * LEADERS else SHARES[1]
    needed = int((running < share * total).sum()) + 1
    leaders = ordered.loc[ordered["n"] > 0, "name"].head(LEADERS).tolist()
    lead = f"{join(leaders)} {'has' if len(leaders) == 1 else 'have'} the most."
    noun = question.area_noun
    wards_named = f"one {noun}" if needed == 1 else f"{needed} {noun}s"
    title = f"{name} of incidents fall in {wards_named} of {len(wards)}"
    return title, lead


def _mapped(question: Question, mapped: int, total: int) -> str:
    """How many of all incidents the areas hold between them."""
    if mapped < total:
        return (
            f"{number(mapped)} of {words.plural(total, question.incidents)} are mapped; the others "
            f"lie in no {question.area_noun}."
        )
    all_of_them = words.plural(total, question.incidents)
    return f"All {all_of_them} are mapped." if total > 1 else f"The {all_of_them} is mapped."


def _where_rate(question: Question, wards: pd.DataFrame) -> tuple[str, str]:
    known = wards[wards["residents"].notna()]
    if known.empty:
        return "No rates to map", f"No population has been loaded for these {question.area_noun}s."
    sound = known[known["n"] >= SMALL_COUNT].sort_values("rate", ascending=False)
    overall = known["n"].sum() / known["residents"].sum() * 1000
    borough = f"{question.domain.borough} as a whole: {number(overall, 1)} per 1,000 residents."
    if sound.empty:
        return "Too few incidents for reliable rates", borough
    top = sound.iloc[0]
    return (
        f"{top['name']} has the highest rate, {number(top['rate'], 1)} per 1,000 residents",
        f"{borough} In town centres most people are not residents.",
    )


def _where_change(question: Question, wards: pd.DataFrame) -> tuple[str, str]:
    tests = [test for test in wards["test"] if test is not None]
    if not tests:
        return "Change cannot be mapped", f"Not compared: {words.why_no_change(question)}."
    real = wards[[test.verdict != "normal" for test in wards["test"]]]
    expected = f"Chance alone would mark about {max(round(0.05 * len(wards)), 1)} of {len(wards)}."
    if real.empty:
        noun = question.area_noun
        return (
            f"No {noun} changed beyond chance",
            f"Every {noun} is within normal variation. {expected}",
        )
    rises = int((real["change"] > 0).sum())
    parts = [
        f"{rises} up" if rises else "",
        f"{len(real) - rises} down" if rises < len(real) else "",
    ]
    return (
        f"{len(real)} of {len(wards)} {question.area_noun}s changed beyond chance",
        f"{join([part for part in parts if part]).capitalize()} on {question.baseline}. {expected}",
    )


def area_lines(row: Any, incidents: str, baseline: str) -> list[str]:
    """What is known of one area, a line each: count, rate with interval, change with verdict."""
    lines = [words.plural(int(row.n), incidents)]
    if row.residents > 0:
        if row.n < SMALL_COUNT:
            lines.append("Under 10: too few for a reliable rate")
        else:
            lines.append(
                f"{number(row.rate, 1)} per 1,000 residents "
                f"({number(row.rate_low, 1)} to {number(row.rate_high, 1)})"
            )
        if row.town_centre:
            lines.append("Town centre: residents are not the population at risk")
    if row.test is not None:
        lines.append(
            f"{words.signed(row.test.difference)} on {baseline}: {words.verdict(row.test)}"
        )
    return lines
