"""Numbers, periods, verdicts and changes in words."""

from collections.abc import Sequence
from datetime import date

from data.model import months
from data.model.crime_types import CHOICE
from data.model.measures import Measure
from data.model.noun import Noun, either
from data.model.question import Question, join
from data.series.headlines import Headline
from data.stats.significance import Change, RateChange, Verdict

SHAPES = {
    ("clear", True): "▲",
    ("clear", False): "▼",
    ("possible", True): "△",
    ("possible", False): "▽",
}
STEADY = "●"
MARKS = f"▲ ▼ clear, △ ▽ possible, {STEADY} normal variation or too few to tell"
# What a change is compared with, in one phrase everywhere; "normal variation" for short.
USUAL = "the usual month-to-month ups and downs of such counts"
BEYOND = {
    "clear": f"which is more than {USUAL}",
    "possible": f"which may be more than {USUAL}",
    "normal": "which is within normal variation",
}
VERBS = {"clear": ("rose", "fell"), "possible": ("possibly rose", "possibly fell")}
FEW = 20  # an unmarked change of two counts with a lower sum is "too few to tell"
MOST_NAMED = 6
MONTH = Noun("month", "months")
MORE = Noun("more stretch", "more stretches")
LEAST_PERCENT = 0.1


def number(value: float, decimals: int = 0) -> str:
    """Return a number with commas at thousands and a true minus sign; zero has no sign."""
    return f"{value:z,.{decimals}f}".replace("-", "−")


def signed(value: float, decimals: int = 0) -> str:
    """Return a number with its sign, + or −; zero has none."""
    return f"{'+' if round(value, decimals) > 0 else ''}{number(value, decimals)}"


def percent(n: int, total: int) -> str:
    """Return ``n`` as a percentage of ``total``, which is not 0: "12.3%", "under 0.1%"."""
    share = 100 * n / total
    return "under 0.1%" if 0 < share < LEAST_PERCENT else f"{number(share, 1)}%"


def runs(missing: Sequence[date]) -> str:
    """Return missing months as stretches: "June to October 2021 and May 2022"."""
    named = [stretch(first, last) for first, last in months.runs(missing)]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], MORE.count(len(named) - MOST_NAMED)]
    return join(named)


def stretch(first: date, last: date) -> str:
    """Return a span: "April 2021 to March 2022", "June to October 2021", or one month's name."""
    if first == last:
        return months.label(first)
    start = f"{first:%B}" if first.year == last.year else months.label(first)
    return f"{start} to {months.label(last)}"


def quarter(first: date) -> str:
    """Return a quarter by its first month: "April to June 2022"."""
    return stretch(first, months.shift(first, 2))


def period(question: Question) -> str:
    """Return the chosen months: "2022/23" for a financial year, else "June to October 2021"."""
    year = months.year_of(question.first)
    if (question.first, question.last) == months.year_span(year):
        return months.year_label(year)
    return stretch(question.first, question.last)


def during(when: str) -> str:
    """Return a period with its preposition: "in 2022/23", "from June to October 2021"."""
    spans = " to " in when and not when.startswith("the ")
    return f"{'from' if spans else 'in'} {when}"


def subject(question: Question) -> str:
    """Return what, where and when, without the number."""
    return f"{question.incidents} in {question.where}, {stretch(question.first, question.last)}"


def notes(question: Question) -> list[str]:
    """Return notes on the result: missing months, no comparison, unknown parts of the link."""
    said = []
    if question.missing:
        count = MONTH.count(len(question.missing), ("has", "have"))
        are = either(len(question.missing), "is", "are")
        said.append(f"{count} no data and {are} left out: {runs(question.missing)}.")
    said += _lacking(question)
    reason = why_no_change(question)
    if reason:
        said.append(f"Not compared with the year before: {reason}.")
    if question.ignored:
        and_so = "" if question.filters.refused else ", so ignored"
        said.append(f"Not understood in the link{and_so}: {', '.join(question.ignored)}.")
    return said


def too_few(change: Change | RateChange) -> bool:
    """Whether a change is not marked and its two counts sum to less than ``FEW``."""
    few = isinstance(change, Change) and change.before + change.after < FEW
    return few and change.verdict == "normal"


def verdict(change: Change | RateChange) -> str:
    """Return the verdict in words and a shape: "▲ clear rise" or "● normal variation"."""
    if too_few(change):
        return f"{STEADY} too few to tell"
    return _verdict(change.verdict, change.difference > 0)


def by_chance(change: Change) -> str:
    """Return the verdict of a Poisson test, in the words of ``verdict``."""
    return _verdict(change.by_chance, change.difference > 0)


def _verdict(found: Verdict, rise: bool) -> str:
    if found == "normal":
        return f"{STEADY} normal variation"
    return f"{SHAPES[found, rise]} {found} {'rise' if rise else 'fall'}"


def amount(change: Change) -> str:
    """Return the change as a percentage, or as a count when the base is too small for one."""
    if change.percent is None:
        return signed(change.difference)
    return f"{signed(change.percent, 1)}%"


def why_no_change(question: Question) -> str:
    """Return why the chosen months are not compared with the year before; empty if they are."""
    filters, domain = question.filters, question.domain
    if filters.year_before(domain) is not None:
        return ""
    first, last = months.shift(filters.first_month, -12), months.shift(filters.last_month, -12)
    if last >= filters.first_month:
        return "more than 12 months are chosen"
    if last < domain.months[0]:
        return "there is no data for the year before"
    if first < domain.months[0]:
        return "some months of the year before have no data"
    if filters.other_forces(domain, first, last):
        return held_unlike(filters.other_forces(domain, first, last))
    return "months are missing"


def held_unlike(forces: Sequence[str]) -> str:
    """Return a clause: that forces have data in different months of the two periods."""
    are = either(len(forces), "is", "are")
    return f"{join([*forces])} {are} not held in the same months of both"


def _lacking(question: Question) -> list[str]:
    """Return a sentence for each counted force that lacks chosen types in chosen months."""
    filters = question.filters
    lacking = question.domain.gaps.lacking(filters.types, narrowed=filters.narrowed)
    inside = {each: forces for each, forces in lacking.items()
              if question.first <= each <= question.last}  # fmt: skip
    of = "" if len(filters.types) == 1 else " on some or all of the types"
    said = []
    for force in sorted({name for forces in inside.values() for name in forces}):
        when = sorted(month for month, forces in inside.items() if force in forces)
        said.append(
            f"{force} has no data{of} in {runs(when)}: those incidents are missing, not zero."
        )
    return said


def tied(parts: Sequence[tuple[str, float]]) -> list[str]:
    """Return the names that share the largest number; none if it is 0."""
    most = max((value for _name, value in parts), default=0)
    return [name for name, value in parts if value == most > 0]


def leaders(parts: Sequence[tuple[str, float]], of: Noun) -> str:
    """Return the names that share the largest number, or how many if they are many."""
    names = tied(parts)
    return of.count(len(names)) if len(names) > MOST_NAMED else join(names)


def per_residents(question: Question) -> str:
    """Return the unit of a rate, with the months covered unless they are one whole year."""
    held = question.filters.length - len(question.missing)
    whole = held == question.filters.length == months.YEAR
    return "per 1,000 residents" + ("" if whole else f" in the {MONTH.count(held)} covered")


def compared(change: Change, when: str = "the year before") -> str:
    """Return a change as a clause: "254 fewer than the year before, which is …"."""
    size = abs(change.difference)
    if not change.before + change.after:
        return "no change from 0"
    beyond = "too few to tell" if too_few(change) else BEYOND[change.verdict]
    if not size:
        return f"the same as {when}" + (f", {beyond}" if too_few(change) else "")
    direction = "more" if change.difference > 0 else "fewer"
    return f"{number(size)} {direction} than {when}, {beyond}"


def changed(subject: str, test: Change, when: str) -> str:
    """Return a title: "Burglary possibly rose in 2022/23", or that no change can be seen."""
    if too_few(test):
        return f"{subject}: too few to tell a change {during(when)}"
    if test.verdict == "normal":
        return f"{subject}: no change beyond normal variation {during(when)}"
    return f"{subject} {verb(test)} {during(when)}"


def verb(test: Change | RateChange) -> str:
    """Return what a change beyond normal variation did: "rose", "possibly fell"."""
    return VERBS[test.verdict][test.difference < 0]


def alike(one: Change, other: Change) -> bool:
    """Whether two changes have the same verdict and direction."""
    return verdict(one) == verdict(other)


def tile_label(headline: Headline) -> str:
    """Return the short name of a headline tile."""
    if len(headline.crime) > 1:
        return f"{len(headline.crime)} types chosen"
    [choice] = headline.crime
    return "ASB" if choice == "asb" else CHOICE[choice].label


def measure_words(measure: Measure, question: Question) -> str:
    """Return what the numbers of a map or ranking are: the heading of its legend."""
    counted = f"{question.incidents[0].upper()}{question.incidents[1:]}"
    return {
        "count": f"{counted} by {question.area.singular}",
        "rate": f"{counted} per 1,000 residents",
        "change": f"Change on {question.baseline}",
        "harm": f"Harm score by {question.area.singular}",
    }[measure.id]
