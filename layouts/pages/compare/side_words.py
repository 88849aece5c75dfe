"""Sentences on two sides: what each is, the unit of the comparison, and one verdict."""

from data.model import months
from data.model.filters import Filters
from data.model.question import Question
from data.series.cautions import caution
from data.series.sides import Side, Sides
from data.stats.significance import Change
from layouts.base import change_words, words
from layouts.base.words import SHAPES, STEADY, number

SAME = "A and B select the same incidents, so there is no difference"
SEASON = "A and B are not the same months of the year: a season may make the difference."
TYPES = "A and B are different types: which is more does not say which matters more."
RESIDENTS = "Residents are not the people present: in a town centre most live elsewhere."
GROUND = "Counts are compared: the residents of both are not known, and the ground is of like size."


def described(of: Question, side: Side | None = None, other: str = "") -> str:
    """Return a side in words: "burglaries in Norreys, April 2022 to March 2023".

    ``other`` is the name of the other side, if that may have been taken out of this one.
    """
    less = f", without {other}" if side and side.less else ""
    return f"{words.subject(of)}{less}"


def caption(sides: Sides, of_a: Question, of_b: Question) -> str:
    """Return the description of both sides as the caption of a table."""
    a, b = described(of_a, sides.a, "B"), described(of_b, sides.b, "A")
    return f"A: {a}. B: {b}"


def unit(sides: Sides) -> str:
    """Return what counts are divided by: "per 1,000 residents a month"; empty for counts."""
    return " ".join(
        filter(
            None,
            [
                "per 1,000 residents" if sides.per_residents else "",
                "a month" if sides.per_month else "",
            ],
        )
    )


def rate(n: int, side: Side, sides: Sides) -> float:
    """Return a count of a side in the unit of the comparison."""
    size = (side.residents or 0) / 1000 if sides.per_residents else 1
    return n / size / (side.months if sides.per_month else 1)


def percent(test: Change) -> float | None:
    """Return A against B in per cent; None if B has fewer than 50 incidents."""
    if test.percent is None:
        return None
    here, there = test.after / test.exposure[1], test.before / test.exposure[0]
    return 100 * (here / there - 1)


def is_more(test: Change) -> bool:
    """Whether A has more than B in the unit of the comparison."""
    return test.after * test.exposure[0] > test.before * test.exposure[1]


def verdict(test: Change | None) -> str:
    """Return the verdict on one pair of counts: a shape and words."""
    if test is None:
        return change_words.NOT_COMPARED
    if words.too_few(test):
        return f"{STEADY} too few to tell"
    if test.verdict == "normal":
        return f"{STEADY} normal variation"
    more = is_more(test)
    sure = "clearly" if test.verdict == "clear" else "possibly"
    return f"{SHAPES[test.verdict, more]} {sure} {'more' if more else 'fewer'} in A"


def names(sides: Sides, of_a: Question, of_b: Question) -> tuple[str, str]:
    """Return names for both sides: their areas or months if only those differ, else "A" and "B"."""
    a, b = sides.a, sides.b
    if a.less or b.less or a.filters.crime != b.filters.crime:
        return "A", "B"
    if same_months(sides):
        return f"{of_a.where} (A)", f"{of_b.where} (B)"
    if (a.filters.areas, a.filters.drawn) == (b.filters.areas, b.filters.drawn):
        return f"{words.period(of_a)} (A)", f"{words.period(of_b)} (B)"
    return "A", "B"


def same_months(sides: Sides) -> bool:
    """Whether both sides have the same months."""
    one, other = ((each.first_month, each.last_month) for each in _filters(sides))
    return one == other


def _filters(sides: Sides) -> tuple[Filters, Filters]:
    return sides.a.filters, sides.b.filters


def title(sides: Sides, of_a: Question, of_b: Question) -> str:
    """Return the verdict on A and B as a title."""
    test = sides.test
    a, b = names(sides, of_a, of_b)
    if sides.same:
        return f"{STEADY} {SAME}"
    if words.too_few(test):
        return f"{STEADY} {a} and {b}: too few incidents to tell a difference"
    if test.verdict == "normal":
        return f"{STEADY} No difference between {a} and {b} beyond normal variation"
    more = is_more(test)
    sure = "Clearly" if test.verdict == "clear" else "Possibly"
    value = percent(test)
    size = "" if value is None else f", by {number(abs(value))}% {unit(sides)}".rstrip()
    way = "more" if more else "fewer"
    return f"{SHAPES[test.verdict, more]} {sure} {way} in {a} than in {b}{size}"


def counted(side: Side, sides: Sides, question: Question) -> str:
    """Return the count of a side, with its rate where the comparison has one."""
    said = question.incident.count(side.n)
    per = unit(sides)
    return f"{said}, {number(rate(side.n, side, sides), 2)} {per}" if per else said


def sentence(sides: Sides, of_a: Question, of_b: Question) -> str:
    """Return the counts of both sides, and their difference with its interval and verdict."""
    test = sides.test
    said = f"A: {counted(sides.a, sides, of_a)}. B: {counted(sides.b, sides, of_b)}."
    if sides.same:
        return said
    beyond = "too few to tell" if words.too_few(test) else words.BEYOND[test.verdict]
    reach = change_words.interval(test)
    if not reach:
        none = "Neither has any" if not test.before + test.after else "B has none"
        return f"{said} {none}, {beyond}."
    value = percent(test)
    if value is None:
        ratio = number(test.after / test.exposure[1] * test.exposure[0] / test.before, 2)
        return f"{said} A is {ratio} times B (95% interval {reach}), {beyond}."
    way = "more" if value > 0 else "fewer"
    amount = f"{number(abs(value), 1)}% {way} than" if value else "as many as"
    return f"{said} A has {amount} B (95% interval {reach}), {beyond}."


def notes(sides: Sides, of_a: Question) -> list[str]:
    """Return cautions on a comparison, a sentence each."""
    a, b = _filters(sides)
    per = unit(sides)
    calendar = [
        {each.month for each in months.between(filters.first_month, filters.last_month)}
        for filters in (a, b)
    ]
    same_ground = (a.areas, a.drawn) == (b.areas, b.drawn)
    said = [
        f"Compared {per}, since A and B differ in size or in length." if per else "",
        RESIDENTS if sides.per_residents else "",
        "" if sides.per_residents or same_ground or sides.same else GROUND,
        SEASON if calendar[0] != calendar[1] else "",
        TYPES if a.crime != b.crime else "",
        change_words.cautioned(caution(of_a.domain, a, b), "of B"),
    ]
    return [each for each in said if each]
