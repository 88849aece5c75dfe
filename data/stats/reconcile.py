"""Check that published figures agree with each other, in exact fractions.

A ``Check`` is a relation that a report states: a sum, two equal figures, a change, a direction or a
percentage. Exceptions are declared with their size, so that a declared one hides no other error.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Literal

Relation = Literal["sum", "equal", "change", "direction", "percentage"]
CheckState = Literal["agrees", "declared", "fails"]
Figure = tuple[str, str]  # table and measure
Values = Mapping[Figure, Mapping[str, Fraction]]
# Why a published figure may differ: the keyword in an annual file, and its words on the page.
REASONS: Mapping[str, str] = {
    "truncated": "truncated, not rounded",
    "unlisted": "the report does not list every kind",
    "overlapping": "strands overlap: one event may count under several",
    "unstated": "the report does not account for the rest",
    "scope": "the figure covers a part only",
    "differs": "the report contradicts itself",
    "restated": "restated since",
}
RISE, FALL = "rise", "fall"
EXCEPTION = re.compile(
    r"(?P<year>20\d\d/\d\d)\s+(?:(?P<over>[+-]?\d+(?:\.\d+)?)\s+)?(?P<reason>[a-z]+)"
)
NEEDLESS = "an exception is declared, but the figures agree"
DECIMALS = 1


@dataclass(frozen=True)
class Exemption:
    """A declared exception of a check in one year.

    ``reason`` is one of ``REASONS``. ``over`` is the published minus the calculated figure, None
    for a direction, and for a percentage that is truncated, not rounded.
    """

    reason: str
    over: Fraction | None = None


@dataclass(frozen=True)
class Check:
    """One relation that published figures should satisfy.

    ``terms`` are figures with their signs. ``years`` are those to check, oldest first, of a
    direction the first and the last to compare; if empty, all that the figures have. ``stated`` is
    the number, "rise" or "fall" of the report's text, if it is no published figure. Percentages
    have one decimal.
    """

    name: str
    relation: Relation
    figure: Figure
    terms: Sequence[tuple[Figure, int]] = ()
    years: Sequence[str] = ()
    stated: str = ""
    exceptions: Mapping[str, Exemption] = field(default_factory=dict)
    quotation: str = ""
    note: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Result:
    """The result of a check for one year: published and calculated value, and why they differ.

    ``year`` of a direction is its first and last. ``found`` is the calculated value as text;
    ``exact`` is it as a number, a percentage before rounding, None for a direction and for a
    percentage of zero.
    """

    check: Check
    year: str
    published: str
    found: str
    exact: float | None
    state: CheckState
    reason: str = ""


def exceptions_in(text: str) -> dict[str, Exemption]:
    """Return the declared exceptions by year, as in "2022/23 998 unlisted; 2021/22 817 unlisted".

    Raises:
        ValueError: one of them is not a year, an amount that may be left out and a known reason, or
            a year has two.
    """
    exceptions = {}
    for each in filter(None, (part.strip() for part in text.split(";"))):
        parts = EXCEPTION.fullmatch(each)
        if parts is None or parts["reason"] not in REASONS:
            example = f"'2022/23 998 unlisted'; reasons are {', '.join(REASONS)}"
            raise ValueError(f"'{each}' is not an exception such as {example}")
        if parts["year"] in exceptions:
            raise ValueError(f"{parts['year']} has two exceptions")
        over = Fraction(parts["over"]) if parts["over"] else None
        exceptions[parts["year"]] = Exemption(parts["reason"], over)
    return exceptions


def results(check: Check, values: Values) -> Iterator[Result]:
    """Yield the result of a check for each of its years in the figures of one report."""
    for year in _years(check, values):
        match check.relation:
            case "direction":
                yield _direction(check, values, year)
            case "percentage":
                yield _percentage(check, values, year)
            case "change":
                terms = check.terms or [(check.figure, 1)]
                change = _sum(terms, values, year) - _sum(terms, values, _before(year))
                yield _compared(check, year, Fraction(check.stated), change)
            case _:
                published = values[check.figure][year]
                yield _compared(check, year, published, _sum(check.terms, values, year))


def rounded(value: Fraction, decimals: int = DECIMALS) -> Fraction:
    """Return the value rounded to this many decimals, halves away from zero."""
    return _cut(value, decimals, Fraction(1, 2))


def truncated(value: Fraction, decimals: int = DECIMALS) -> Fraction:
    """Return the value truncated towards zero to this many decimals."""
    return _cut(value, decimals, Fraction(0))


def _cut(value: Fraction, decimals: int, offset: Fraction) -> Fraction:
    steps = floor(abs(value) * 10**decimals + offset)
    return Fraction(steps if value >= 0 else -steps, 10**decimals)


def exact_of(value: float) -> Fraction:
    """Return the decimal number, of at most six decimals, that a float was read from."""
    return Fraction(value).limit_denominator(10**6)


def _years(check: Check, values: Values) -> list[str]:
    """Return the years in which all figures of the check are published.

    A change, and a percentage without terms, need the year before as well. A direction has its last
    year only, and only if its other years are published.
    """
    figures = [figure for figure, _sign in check.terms]
    if check.relation != "change" or not figures:
        figures.append(check.figure)
    common = sorted(set.intersection(*({*values.get(figure, {})} for figure in figures)))
    if check.relation == "direction":
        ends = list(check.years) or [*common[:1], *common[-1:]]
        return ends[-1:] if len({*ends} & {*common}) > 1 and {*ends} <= {*common} else []
    years = [year for year in common if not check.years or year in check.years]
    if check.relation == "change" or (check.relation == "percentage" and not check.terms):
        return [year for year in years if _before(year) in common]
    return years


def _before(year: str) -> str:
    """Return the financial year before one such as 2022/23."""
    start = int(year[:4]) - 1
    return f"{start}/{(start + 1) % 100:02d}"


def _sum(terms: Sequence[tuple[Figure, int]], values: Values, year: str) -> Fraction:
    return sum((sign * values[figure][year] for figure, sign in terms), Fraction(0))


def _percentage(check: Check, values: Values, year: str) -> Result:
    if check.terms:
        (part, _), (whole, _) = check.terms
        top, bottom = values[part][year], values[whole][year]
    else:
        bottom = values[check.figure][_before(year)]
        top = values[check.figure][year] - bottom
    published = Fraction(check.stated) if check.stated else values[check.figure][year]
    if not bottom:
        reason = "a percentage of zero cannot be calculated"
        return Result(check, year, shown(published), "none", None, "fails", reason)
    exact = 100 * top / bottom
    exemption = check.exceptions.get(year)
    if exemption is None or exemption.reason != "truncated":
        return _compared(check, year, published, rounded(exact), exact)
    state: CheckState = "fails"
    if published == rounded(exact):
        reason = NEEDLESS
    elif published == truncated(exact):
        state, reason = "declared", REASONS["truncated"]
    else:
        reason = f"declared as truncated, but truncation gives {shown(truncated(exact))}"
    return Result(check, year, shown(published), shown(rounded(exact)), float(exact), state, reason)


def _direction(check: Check, values: Values, year: str) -> Result:
    by_year = values[check.figure]
    first = check.years[0] if check.years else min(by_year)
    step = by_year[year] - by_year[first]
    direction = RISE if step > 0 else FALL if step < 0 else "no change"
    state, reason = _judged(check.exceptions.get(year), agrees=direction == check.stated)
    found = f"{direction}: {shown(by_year[first])} to {shown(by_year[year])}"
    return Result(check, f"{first} to {year}", check.stated, found, None, state, reason)


def _compared(
    check: Check, year: str, published: Fraction, found: Fraction, exact: Fraction | None = None
) -> Result:
    exemption, over = check.exceptions.get(year), published - found
    state, reason = _judged(exemption, agrees=over == 0)
    if exemption is not None and over and exemption.over != over:
        declared = "no amount" if exemption.over is None else shown(exemption.over)
        reason = f"published minus calculated is {shown(over)}, but {declared} is declared"
        state = "fails"
    value = float(found if exact is None else exact)
    return Result(check, year, shown(published), shown(found), value, state, reason)


def _judged(exemption: Exemption | None, *, agrees: bool) -> tuple[CheckState, str]:
    if exemption is None:
        return ("agrees", "") if agrees else ("fails", "not explained")
    if agrees:
        return "fails", NEEDLESS
    return "declared", REASONS[exemption.reason]


def shown(value: Fraction) -> str:
    """Return a number for people: with as many decimals as it needs, at most four."""
    text = f"{float(value):,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
