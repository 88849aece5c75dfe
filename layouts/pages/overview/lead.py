"""The sentence at the top of the page Now, the button under it, and the section on new data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.model import months, pages
from data.model.domain import Domain
from data.model.noun import either
from data.model.periods import nearest_comparable
from data.model.question import Question
from data.series.trends import Period
from data.stats.significance import Change
from layouts.base import change_words, findings, words
from layouts.base.addresses import below
from layouts.base.unchecked import Link, html
from layouts.base.words import number

USUAL = "the usual ups and downs"
TypeChange = tuple[str, Change | None]


def sentence(
    question: Question, chosen: Period, types: Sequence[TypeChange], asb: Change | None = None
) -> str:
    """Return the change of the chosen counts with its verdict, and the type that changed most.

    ``types`` has the label and change of each chosen crime type. ``asb`` is the change of
    anti-social behaviour, which is named beside all crime if it clearly changed.

    Without a change the sentence gives the count and why it is not compared, or that no data is
    held.
    """
    name, when = findings.subject(question), words.period(question)
    if not question.is_covered:
        return f"{name}: no data for {when}."
    if chosen.change is None:
        reason = words.why_no_change(question)
        return (
            f"{question.incident.count(chosen.n)} in {question.where} in {when}, not compared "
            f"with the year before: {reason}."
        )
    beside = _asb(asb) if question.filters.crime == ("all-crime",) else ""
    return f"{_whole(question, name, when, chosen.change)}{_most(types, chosen.change)}{beside}."


def _asb(test: Change | None) -> str:
    """Return a clause on anti-social behaviour; empty unless it clearly changed."""
    if test is None or test.verdict != "clear":
        return ""
    return f"; anti-social behaviour is clearly {_moved(test)}"


def _moved(test: Change) -> str:
    """Return "up 11%", or "down by 12" on a base under 50."""
    size = change_words.more(test).rpartition(" ")[0]
    by = "" if test.percent is not None else "by "
    return f"{'up' if test.difference > 0 else 'down'} {by}{size}"


def _whole(question: Question, name: str, when: str, test: Change) -> str:
    """Return the clause on the change of all that is chosen, with its verdict in words."""
    are = either(len(question.filters.crime), "is", "are")
    if not test.difference:
        return f"{name}: {number(test.after)} in {when}, as in the year before"
    if test.verdict == "normal":
        size = change_words.more(test)
        return f"{name} {are} within normal variation of the year before in {when}, at {size}"
    beyond = "more than" if test.verdict == "clear" else "which may be more than"
    return f"{name} {are} {_moved(test)} on the year before in {when}, {beyond} {USUAL}"


def _most(types: Sequence[TypeChange], whole: Change) -> str:
    """Return a clause on the largest change among the types that stand out; empty if none does.

    Types that changed in the same direction as the whole come first.
    """
    left = {*change_words.left(types)} if len(types) > 1 else set()
    kept = [(name, test) for name, test in types if test is not None and name in left]
    same = [each for each in kept if each[1].difference * whole.difference > 0]
    if not kept:
        return ""
    name, test = max(same or kept, key=lambda each: abs(each[1].difference))
    did = words.verb(test)
    size = number(abs(test.difference))
    return f"; {findings.lowered(name)} {did}{' most' if same else ''}, by {size}"


def nearest(question: Question, chosen: Period) -> list[Any]:
    """Return a button to the latest months that can be compared.

    Empty if the chosen months are compared, or if no months can be.
    """
    span = nearest_comparable(question.domain) if chosen.change is None else None
    if span is None:
        return []
    first, last = span
    link = question.query_with(period="", first=first, last=last)
    return [
        Link(
            f"Show {words.stretch(*span)}, which can be compared",
            href=link or "?",
            className="button",
        )
    ]


def new_section(domain: Domain, new: Sequence[date] | None) -> list[Any]:
    """Return the section on new data.

    ``new`` has the months that the pack before did not hold; it is None without an earlier pack.
    """
    if new is None:
        said = "These are the first figures loaded."
    elif new:
        said = f"New months: {words.runs(new)}."
    else:
        said = "No month is new."
    newest = max(domain.covered, default=None)
    until = f" The newest month held is {months.label(newest)}." if newest else ""
    link = Link("Revised rows and verdicts", href=below(pages.NEWS.path))
    return [html.H2("What is new since the last data"), html.P([said, until, " ", link])]
