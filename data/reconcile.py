"""Do published figures agree with each other? Each stated relation is worked out again, exactly.

What a report says is a ``Check``: a sum, two equal figures, a change, a direction or a percentage.
Exceptions are declared with their size, so a declared one hides no other error.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Literal

Relation = Literal["sum", "equal", "change", "direction", "percentage"]
State = Literal["agrees", "declared", "fails"]
Figure = tuple[str, str]  # table and measure
Values = Mapping[Figure, Mapping[str, Fraction]]
RELATIONS: tuple[Relation, ...] = ("sum", "equal", "change", "direction", "percentage")
# Why a published figure may differ, as a file declares it, and how a page says it.
REASONS: Mapping[str, str] = {
    "truncated": "cut after one decimal, not rounded",
    "unlisted": "the report does not list every kind",
    "overlapping": "strands overlap: one event may count under several",
    "unstated": "the report does not say what became of the rest",
    "scope": "the figure is of a part only",
    "differs": "the report differs with itself",
    "restated": "restated since",
}
RISE, FALL = "rise", "fall"
EXCEPTION = re.compile(
    r"(?P<year>20\d\d/\d\d)\s+(?:(?P<over>[+-]?\d+(?:\.\d+)?)\s+)?(?P<reason>[a-z]+)"
)
DECIMALS = 1


@dataclass(frozen=True)
class Exemption:
    """A declared exception: by how much the published figure is over, and why.

    ``over`` is null for a direction, and for a percentage that is cut instead of rounded.
    """

    reason: str
    over: Fraction | None = None


@dataclass(frozen=True)
class Check:
    """One relation that published figures should satisfy.

    ``terms`` are figures with their signs; ``years`` the years it is about, oldest first, none for
    every year that all its figures have. ``stated`` is what the report says where no figure of its
    own does: a number, or rise or fall.
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
    """A check worked out for one year: what was published, what was found, and why they differ.

    ``exact`` is the value before any rounding; null for a direction.
    """

    check: Check
    year: str
    published: str
    found: str
    exact: float | None
    state: State
    reason: str = ""


def exceptions_in(text: str) -> dict[str, Exemption]:
    """The exceptions that a cell declares, by year: "2022/23 998 unlisted; 2021/22 817 unlisted".

    Raises:
        ValueError: one of them is not a year, an amount and a known reason.
    """
    found = {}
    for each in filter(None, (part.strip() for part in text.split(";"))):
        parts = EXCEPTION.fullmatch(each)
        if parts is None or parts["reason"] not in REASONS:
            raise ValueError(f"'{each}' is no exception")
        over = Fraction(parts["over"]) if parts["over"] else None
        found[parts["year"]] = Exemption(parts["reason"], over)
    return found


def results(check: Check, values: Values) -> Iterator[Result]:
    """The check worked out for each of its years that the figures of one report have."""
    for year in _years(check, values):
        yield _WORK[check.relation](check, values, year)


def rounded(value: Fraction, decimals: int = DECIMALS) -> Fraction:
    """The value rounded to some decimals, halves away from zero."""
    return _cut(value, decimals, Fraction(1, 2))


def truncated(value: Fraction, decimals: int = DECIMALS) -> Fraction:
    """The value with what follows some decimals cut off."""
    return _cut(value, decimals, Fraction(0))


def _cut(value: Fraction, decimals: int, more: Fraction) -> Fraction:
    steps = floor(abs(value) * 10**decimals + more)
    return Fraction(steps if value >= 0 else -steps, 10**decimals)


def exact_of(value: float) -> Fraction:
    """The decimal number that a float was read from."""
    return Fraction(value).limit_denominator(10**6)


def _figures(check: Check) -> list[Figure]:
    return [check.figure, *(figure for figure, _sign in check.terms)]


def _years(check: Check, values: Values) -> list[str]:
    """The years to work a check out for, each of which every figure of it has.

    A change needs the year before as well, a direction its first year.
    """
    figures = _figures(check)
    if check.relation == "change" and check.terms:
        figures = [figure for figure, _sign in check.terms]
    held = [values.get(figure, {}) for figure in figures]
    common = sorted(set(held[0]).intersection(*held[1:]))
    if check.relation == "direction":
        ends = list(check.years) or [*common[:1], *common[-1:]]
        return ends[-1:] if {*ends} <= {*common} else []
    wanted = [each for each in common if not check.years or each in check.years]
    if check.relation == "change" or (check.relation == "percentage" and not check.terms):
        return [each for each in wanted if _before(each) in common]
    return wanted


def _before(year: str) -> str:
    """The financial year before one such as 2022/23."""
    start = int(year[:4]) - 1
    return f"{start}/{(start + 1) % 100:02d}"


def _sum(check: Check, values: Values, year: str) -> Result:
    found = sum((sign * values[term][year] for term, sign in check.terms), Fraction(0))
    return _compared(check, year, values[check.figure][year], found)


def _change(check: Check, values: Values, year: str) -> Result:
    terms = check.terms or [(check.figure, 1)]
    now, before = (
        sum((sign * values[term][each] for term, sign in terms), Fraction(0))
        for each in (year, _before(year))
    )
    return _compared(check, year, Fraction(check.stated), now - before)


def _percentage(check: Check, values: Values, year: str) -> Result:
    if check.terms:
        (part, _), (whole, _) = check.terms
        top, bottom = values[part][year], values[whole][year]
    else:
        bottom = values[check.figure][_before(year)]
        top = values[check.figure][year] - bottom
    published = Fraction(check.stated) if check.stated else values[check.figure][year]
    if not bottom:
        reason = "a share of nothing is no percentage"
        return Result(check, year, shown(published), "none", None, "fails", reason)
    exact = 100 * top / bottom
    exemption = check.exceptions.get(year)
    if exemption is not None and exemption.reason == "truncated":
        # Declared as cut: it must be what cutting gives, and not what rounding gives.
        fits = published == truncated(exact) != rounded(exact)
        state: State = "declared" if fits else "fails"
        reason = REASONS["truncated"] if fits else "declared as cut, which does not give this"
        return Result(
            check, year, shown(published), shown(rounded(exact)), float(exact), state, reason
        )
    return _compared(check, year, published, rounded(exact), exact)


def _direction(check: Check, values: Values, year: str) -> Result:
    held = values[check.figure]
    first = check.years[0] if check.years else min(held)
    step = held[year] - held[first]
    found = RISE if step > 0 else FALL if step < 0 else "no change"
    agrees = found == check.stated
    state, reason = _judged(check.exceptions.get(year), agrees=agrees)
    told = f"{found}: {shown(held[first])} to {shown(held[year])}"
    span = year if first == year else f"{first} to {year}"
    return Result(check, span, check.stated, told, None, state, reason)


def _compared(
    check: Check, year: str, published: Fraction, found: Fraction, exact: Fraction | None = None
) -> Result:
    exemption, over = check.exceptions.get(year), published - found
    agrees = over == 0
    if exemption is not None and not agrees and exemption.over != over:
        wanted = "an amount" if exemption.over is None else shown(exemption.over)
        state: State = "fails"
        reason = f"over by {shown(over)}, where {wanted} is declared"
    else:
        state, reason = _judged(exemption, agrees=agrees)
    value = float(found if exact is None else exact)
    return Result(check, year, shown(published), shown(found), value, state, reason)


def _judged(exemption: Exemption | None, *, agrees: bool) -> tuple[State, str]:
    if exemption is None:
        return ("agrees", "") if agrees else ("fails", "not explained")
    if agrees:
        return "fails", "an exception is declared, but the figures agree"
    return "declared", REASONS[exemption.reason]


def shown(value: Fraction) -> str:
    """A number as a person reads it: whole if it is, else with as many decimals as it needs."""
    text = f"{float(value):,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


_WORK = {
    "sum": _sum, "equal": _sum, "change": _change, "direction": _direction,
    "percentage": _percentage,
}  # fmt: skip
