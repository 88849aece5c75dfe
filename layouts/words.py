"""Findings in words: frames and counts to sentences, pure and in plain English."""

from collections.abc import Sequence
from datetime import date

from data import months
from data.crime_types import CHOICE
from data.headlines import Headline
from data.measures import Measure
from data.question import Question, join
from data.significance import Change, RateChange

SHAPES = {
    ("clear", True): "▲", ("clear", False): "▼", ("possible", True): "△", ("possible", False): "▽",
}  # fmt: skip
STEADY = "●"
CHANCE = {
    "clear": "which is more than chance would explain",
    "possible": "which may be more than chance",
    "normal": "which is within normal variation",
}
MOST_NAMED = 6


def number(value: float, decimals: int = 0) -> str:
    """A number with thousands separated and a true minus sign."""
    return f"{value:,.{decimals}f}".replace("-", "−")


def signed(value: float, decimals: int = 0) -> str:
    """A number that always shows its sign."""
    return f"{'+' if value > 0 else ''}{number(value, decimals)}"


def span(first: date, last: date) -> str:
    """The span, as in "April 2021 to March 2022", or one month's name."""
    if first == last:
        return months.label(first)
    return f"{months.label(first)} to {months.label(last)}"


def plural(count: int, words: str) -> str:
    """The count and what is counted: "1 burglary", "2 burglaries"."""
    return f"{number(count)} {singular(words) if count == 1 else words}"


def singular(words: str) -> str:
    """One of a number of things: "burglaries" to "burglary"."""
    ends = {"burglaries": "burglary", "robberies": "robbery", "thefts": "theft",
            "offences": "offence", "squares": "square", "quarters": "quarter",
            "incidents": "incident", "crimes": "crime"}  # fmt: skip
    return " ".join(ends.get(word, word) for word in words.split(" "))


def runs(missing: Sequence[date]) -> str:
    """Missing months as stretches: "June to October 2021 and May 2022"."""
    stretches: list[list[date]] = []
    for month in missing:
        if stretches and month == months.shift(stretches[-1][-1], 1):
            stretches[-1].append(month)
        else:
            stretches.append([month])
    named = [stretch(each[0], each[-1]) for each in stretches]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more stretches"]
    return join(named)


def stretch(first: date, last: date) -> str:
    """The span at its shortest: "June to October 2021"."""
    if first == last:
        return months.label(first)
    if first.year == last.year:
        return f"{first:%B} to {months.label(last)}"
    return span(first, last)


def quarter(first: date) -> str:
    """A quarter by its first month: "April to June 2022"."""
    return stretch(first, months.shift(first, 2))


def subject(question: Question) -> str:
    """What, where and when, without the number."""
    return f"{question.incidents} in {question.where}, {span(question.first, question.last)}"


def notes(question: Question) -> list[str]:
    """What a reader must know beside the result: missing months, and what was not understood."""
    said = [f"{question.untold}."] if question.untold else []
    if question.missing:
        count = len(question.missing)
        said.append(
            f"{count} month{'s are' if count > 1 else ' is'} not held and left out: "
            f"{runs(question.missing)}."
        )
    reason = why_no_change(question)
    if reason:
        said.append(f"Not compared with the year before: {reason}.")
    if question.ignored:
        said.append(f"Not understood in the link, so ignored: {', '.join(question.ignored)}.")
    return said


def verdict(change: Change | RateChange) -> str:
    """The verdict in words and a shape, as in "▲ clear rise" or "● normal variation"."""
    if change.verdict == "normal":
        return f"{STEADY} normal variation"
    rise = change.difference > 0
    return f"{SHAPES[change.verdict, rise]} {change.verdict} {'rise' if rise else 'fall'}"


def amount(change: Change) -> str:
    """The change as a percentage, or as a count when the base is too small for one."""
    if change.percent is None:
        return signed(change.difference)
    return f"{signed(change.percent, 1)}%"


def why_no_change(question: Question) -> str:
    """Why the chosen months cannot be set against the year before; nothing when they can."""
    filters, domain = question.filters, question.domain
    if filters.year_before(domain) is not None:
        return ""
    first, last = months.shift(filters.first_month, -12), months.shift(filters.last_month, -12)
    if last >= filters.first_month:
        return "more than 12 months are chosen"
    if first < domain.months[0]:
        return "no year before is held"
    return "months are missing"


def compared(change: Change, when: str = "the year before") -> str:
    """A change as a clause: "254 fewer than the year before, more than chance would explain"."""
    size = abs(change.difference)
    if not size:
        return f"the same as {when}"
    direction = "more" if change.difference > 0 else "fewer"
    return f"{number(size)} {direction} than {when}, {CHANCE[change.verdict]}"


def tile_label(headline: Headline) -> str:
    """The short name of a headline tile."""
    short = {"asb": "ASB", "violence-and-sexual-offences": "Violence and sexual"}
    return short.get(headline.choice, CHOICE[headline.choice].label)


def measure_words(measure: Measure, question: Question) -> str:
    """What the numbers of a map or ranking are: its legend's heading."""
    return {
        "count": f"Incidents by {question.area_noun}",
        "rate": "Incidents per 1,000 residents",
        "change": f"Change on {question.baseline}",
    }[measure.id]
