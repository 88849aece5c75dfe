"""What is said of a borough among its peers: never more than the limits allow."""

from collections.abc import Sequence

from data.area_values import PER
from data.crime_types import BY_ID
from data.funnel import FEWEST, LEVELS, Expected, Funnel, Peers, Standing
from data.question import Question, join
from data.significance import SMALL_COUNT
from layouts import words
from layouts.findings import lowered, what
from layouts.words import number

MOST_NAMED = 6
RARE = (1, 0.1)  # rates per 1,000 under which one more decimal is given
HOW_TO_ADD = (
    "Add a source of the kind peers to the borough's TOML and build again: see docs/sources.md."
)
# A shape and words for each standing: the shapes are those of changes, without their meaning.
STANDINGS: dict[Standing, str] = {
    "above 99.8": "▲ above 99.8%",
    "above 95": "△ above 95%",
    "within": "● within",
    "below 95": "▽ below 95%",
    "below 99.8": "▼ below 99.8%",
    "not assessed": "not assessed",
}
CLAIMS: dict[Standing, str] = {
    "above 99.8": "is higher than expected",
    "above 95": "may be higher than expected",
    "within": "is within what is expected",
    "below 95": "may be lower than expected",
    "below 99.8": "is lower than expected",
}


def decimals_of(found: Funnel) -> int:
    """How many decimals the rates need: one from 1 per 1,000, more for rare types."""
    rates = [float(found.own["rate"]), found.expected.rate * PER if found.expected else 0.0]
    lowest = min((rate for rate in rates if rate), default=1.0)
    return 1 + sum(lowest < each for each in RARE)


def finding(question: Question, found: Funnel) -> tuple[str, str]:
    """The title and the sentence of a funnel."""
    own, name = found.own, question.domain.borough
    decimals = decimals_of(found)
    rate = (
        f"{number(own['rate'], decimals)} per 1,000 residents in {name} "
        f"({number(own['rate_low'], decimals)} to {number(own['rate_high'], decimals)})"
    )
    count = len(found.peers)
    when = months(question, found)
    if found.expected is None:
        why = "too few peers" if count < FEWEST else "none recorded among peers"
        said = (
            f"Limits need {FEWEST} peers that hold the same months; {_have(count)}."
            if count < FEWEST
            else f"None of {words.plural(count, 'peers')} has an incident of this type."
        )
        return f"{what(question)}: {why}", f"{rate}, {when}. {said}"
    together = f"{number(found.expected.rate * PER, decimals)} in its {count} peers together"
    parts = [f"{rate}, {together}, {when}.", _spread(found, found.expected)]
    if own["n"] < SMALL_COUNT:
        few = words.plural(int(own["n"]), "incidents")
        parts.append(f"With {few}, the rate itself tells little.")
    return f"{what(question)}: {name} {CLAIMS[own['standing']]}", " ".join(parts)


def _have(count: int) -> str:
    return {0: "no peer does", 1: "1 does"}.get(count, f"{count} do")


def months(question: Question, found: Funnel) -> str:
    """The months that count, in words."""
    if len(found.months) == found.asked:
        return words.span(question.first, question.last)
    count = len(found.months)
    return f"over the {count} of {found.asked} months held for all of them"


def _spread(found: Funnel, expected: Expected) -> str:
    """What the limits allow for, and how far chance alone would go."""
    count = len(found.peers)
    if not expected.spread:
        return "The peers differ no more than chance explains, so the limits are those of chance."
    beyond = expected.beyond_chance(found.peers["n"], found.peers["residents"])
    which = f"all {count} differ" if beyond == count else _differ(beyond, count)
    return f"The limits allow for how much peers differ: {which} by more than chance explains."


def _differ(beyond: int, count: int) -> str:
    return {0: "none differs", 1: f"1 of {count} differs"}.get(
        beyond, f"{beyond} of {count} differ"
    )


def left_out(found: Funnel) -> str:
    """Which peers lack a month that counts; empty if none does."""
    count = len(found.left_out)
    if not count:
        return ""
    named = f": {join(list(found.left_out))}" if count <= MOST_NAMED else ""
    verb = "1 peer is" if count == 1 else f"{count} peers are"
    return f"{verb} left out for want of some of these months{named}."


def beyond(names: Sequence[tuple[str, float]], decimals: int) -> str:
    """Which peers are higher than the chart reaches, with their rates; empty if none is."""
    if not names:
        return ""
    listed = [f"{name} ({number(rate, decimals)})" for name, rate in names[:MOST_NAMED]]
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return f"▲ at the edge: higher than the chart reaches, {join([*listed, *more])}."


def own_limits(found: Funnel, decimals: int) -> str:
    """The limits for as many residents as the borough has; empty without limits."""
    if found.expected is None:
        return ""
    people = found.own["residents"]
    said = []
    for level in LEVELS:
        low, high = (float(side[0]) * PER for side in found.expected.limits([people], level))
        said.append(f"{100 * level:g}%: {number(low, decimals)} to {number(high, decimals)}")
    return f"Limits per 1,000 for {number(people)} residents: {'; '.join(said)}."


def nothing(question: Question, answer: Peers) -> tuple[str, str]:
    """The title and the sentence where there is no funnel, with the reason."""
    borough = question.domain.borough
    types = join([lowered(BY_ID[each].label) for each in answer.missing])
    said = {
        "no peers": ("No other areas to compare with",
                     f"No figures of other areas have been loaded. {HOW_TO_ADD}"),
        "categories": ("Peers do not tell categories of ASB apart",
                       "Choose anti-social behaviour as a whole."),
        "types": ("Peers do not hold this type",
                  f"No other area has figures for {types}. Choose another crime type."),
        "no residents": (f"{borough} has no rate to compare",
                         "No population has been loaded for all of its wards."),
        "not held": (f"{borough} holds none of these months",
                     "A missing month is not zero. Choose another period."),
        "no months": (f"{borough} and its peers share none of these months",
                      "A month counts when the borough and at least half of its peers hold it. "
                      "Choose another period."),
    }  # fmt: skip
    return said[answer.reason or "no peers"]
