"""Harm in words: scores, changes beside those of the count, limits, and why there is none."""

from math import floor, log10

from data.harm.harm_scale import Reason, Scale
from data.harm.harm_series import Compared, Size
from data.model.noun import Noun
from data.model.question import Question, join
from data.stats.significance import Change
from layouts.base import change_words, findings, words
from layouts.base.words import number

DIGITS = 3  # significant digits of a score in a sentence; more would look too certain
CRIME = Noun("crime", "crimes")
WHY: dict[Reason, tuple[str, str]] = {
    "asb": (
        "Anti-social behaviour has no harm score",
        "It is no crime, so courts give no sentences to go by. Choose a type of crime.",
    ),
    "weights": (
        "No harm score for these types",
        "One of the chosen types has no weight in the source of harm weights.",
    ),
    "place": (
        "No harm score for so small an area",
        "One grave crime would outweigh all else there. Choose wards, or the whole borough.",
    ),
    "edition": (
        "Harm is given by ward only",
        "One grave crime would outweigh all else in a smaller area. Choose wards for the map.",
    ),
    "short": (
        "Harm of wards needs twelve months",
        "One grave crime would outweigh all else in a shorter time. Choose a year that has data.",
    ),
    "not held": ("No data for the months chosen", "A missing month is not zero."),
}
UNRELIABLE = "A score in brackets rests on too few crimes: it varies like that of fewer than ten."
LIMITS = (
    "Each crime counts with the mean weight of its type, not with its own: police.uk does not say "
    "which offence it was. The score of a ward is a re-weighted count.",
    "Anti-social behaviour has no weight and is in no score.",
    "Other scales of harm put areas in another order. Read harm with the count, not alone.",
)


def about(value: float) -> str:
    """Return a score in three significant digits, without decimals: "1,090,000"."""
    if value < 1:
        return number(value)
    return number(round(value, DIGITS - 1 - floor(log10(value))))


def score(size: Size) -> str:
    """Return a score with its interval: "1,090,000 (95% interval 950,000 to 1,250,000)"."""
    low, high = map(about, size.limits)
    return f"{about(size.harm)} (95% interval {low} to {high})"


def finding(question: Question, found: Compared) -> tuple[str, str]:
    """Return the title and sentence of the harm of the chosen months, beside their count."""
    name = findings.lowered(findings.subject(question))
    when = words.period(question)
    said = f"Harm {score(found.now)} from {CRIME.count(found.now.n)} in {when}."
    if found.harm is None or found.count is None:
        reason = words.why_no_change(question)
        return f"Harm of {name}", f"{said} Not compared with the year before: {reason}."
    title = words.changed(f"Harm of {name}", found.harm, when)
    if found.differs:
        title += f"; the count {_did(found.count)}"
    return title, (
        f"{said} Harm: {_clause(found.harm)}. Count: {_clause(found.count)}. "
        f"{change_words.cautions(question)}"
    ).strip()


def _clause(test: Change) -> str:
    """Return a change with its interval and verdict."""
    interval = change_words.interval(test)
    within = f" ({interval})" if interval else ""
    return f"{words.amount(test)}{within}, {words.verdict(test)}"


def _did(test: Change) -> str:
    if test.verdict == "normal":
        return "is within normal variation"
    return words.verb(test)


def differing(found: list[Compared]) -> str:
    """Return a sentence on the types whose count and harm differ in verdict; "" if none does."""
    named = [findings.lowered(each.name) for each in found if each.differs]
    if not named:
        return ""
    return f"Count and harm have different verdicts for {join(named)}."


def weights_of(scale: Scale) -> str:
    """Return sentences on the weights: index, vintage, and the area that recorded the offences."""
    used = scale.used
    own = f", from the offences that {used.area} recorded" if used.area else ""
    return f"Weights: {used.index_name}, {used.vintage}{own}.{fallback(scale)}"


def fallback(scale: Scale) -> str:
    """Return why weights of another area are used, for all or for some types; empty if none are."""
    used = scale.used
    said = f" Those of {used.area} are used, since {used.fallback}." if used.fallback else ""
    if scale.filled:
        said += " Types that the force never recorded have the weight of England."
    return said


def range_of(scale: Scale, counts: dict[str, float]) -> str:
    """Return the range of a score under the offence mixes of other forces; "" without others."""
    found = scale.range_of(counts)
    if found is None:
        return ""
    (low, high), (least, most) = found
    if low == high:
        return "With the mix of offences of any other force the score would be the same."
    return (
        f"With the mix of offences of other forces the score would be {about(low)} ({least}) to "
        f"{about(high)} ({most})."
    )
