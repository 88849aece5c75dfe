"""Titles and sentences of the funnel of peers."""

from collections.abc import Sequence

from data.model.crime_types import BY_ID
from data.model.noun import Noun, either
from data.model.question import Question, join
from data.stats.funnel import FEWEST, LEVELS, Expected, Funnel, Peers
from data.stats.significance import SMALL_COUNT
from layouts.base import words
from layouts.base.findings import ASK, lowered, what
from layouts.base.standings import CLAIMS
from layouts.base.words import number

MOST_NAMED = 6
PEER = Noun("peer", "peers")
RARE = (1, 0.1)  # rates per 1,000 under which one more decimal is given


def decimals_of(funnel: Funnel) -> int:
    """Return the decimals of rates: 1 from a rate of 1 per 1,000, 2 from 0.1, else 3.

    Scores of harm have none.
    """
    if funnel.unit != 1:
        return 0
    rates = [funnel.own.rate, funnel.expected.rate * funnel.per if funnel.expected else 0.0]
    lowest = min((rate for rate in rates if rate), default=1.0)
    return 1 + sum(lowest < each for each in RARE)


def named(question: Question, funnel: Funnel) -> str:
    """Return the subject of a funnel: "Burglary", or "Harm of burglary"."""
    return f"Harm of {lowered(what(question))}" if funnel.unit != 1 else what(question)


def finding(question: Question, funnel: Funnel) -> tuple[str, str]:
    """Return the title and the sentence of a funnel."""
    own, name = funnel.own, question.domain.borough
    decimals = decimals_of(funnel)
    of_harm = "A harm score of " if funnel.unit != 1 else ""
    rate = (
        f"{of_harm}{number(own.rate, decimals)} per 1,000 residents in {name} "
        f"({number(own.rate_low, decimals)} to {number(own.rate_high, decimals)})"
    )
    count = len(funnel.peers)
    when = months(question, funnel)
    if funnel.expected is None:
        why = "too few peers" if count < FEWEST else "none recorded among peers"
        said = (
            f"Limits need {FEWEST} peers that hold the same months; {_have(count)}."
            if count < FEWEST
            else f"None of {PEER.count(count)} has an incident of this type."
        )
        return f"{named(question, funnel)}: {why}", f"{rate}, {when}. {said}"
    together = (
        f"{number(funnel.expected.rate * funnel.per, decimals)} in its {count} peers together"
    )
    parts = [f"{rate}, {together}, {when}.", _spread(funnel, funnel.expected)]
    if own.n < SMALL_COUNT:
        parts.append(f"With {question.incident.count(own.n)}, the rate itself is uncertain.")
    return f"{named(question, funnel)}: {name} {CLAIMS[own.standing]}", " ".join(parts)


def _have(count: int) -> str:
    return f"{count} {either(count, 'does', 'do')}" if count else "no peer does"


def months(question: Question, funnel: Funnel) -> str:
    """Return the months that are compared, in words: a span, or how many of the chosen months."""
    if len(funnel.months) == funnel.months_in_period:
        return words.stretch(question.first, question.last)
    count = len(funnel.months)
    return f"over the {count} of {funnel.months_in_period} months held for all of them"


def _spread(funnel: Funnel, expected: Expected) -> str:
    """Return whether the limits allow for more than chance, and how many peers differ by more."""
    count = len(funnel.peers)
    if not expected.spread:
        return "The peers differ no more than chance explains, so the limits are those of chance."
    beyond = expected.beyond_chance(funnel.peers["size"], funnel.peers["residents"])
    which = f"all {count} differ" if beyond == count else _differ(beyond, count)
    return f"The limits allow for how much peers differ: {which} by more than chance explains."


def _differ(beyond: int, count: int) -> str:
    return (
        f"{beyond} of {count} {either(beyond, 'differs', 'differ')}" if beyond else "none differs"
    )


def left_out(funnel: Funnel) -> str:
    """Return which peers are left out, as they lack some of the months; empty if none is."""
    count = len(funnel.left_out)
    if not count:
        return ""
    named = f": {join(list(funnel.left_out))}" if count <= MOST_NAMED else ""
    return f"{PEER.count(count, ('is', 'are'))} left out for lack of some of these months{named}."


def beyond(names: Sequence[tuple[str, float]], decimals: int) -> str:
    """Return the peers whose rate is above the axis of the chart; empty if there are none."""
    if not names:
        return ""
    listed = [f"{name} ({number(rate, decimals)})" for name, rate in names[:MOST_NAMED]]
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return f"▲ at the edge: higher than the chart reaches, {join([*listed, *more])}."


def own_limits(funnel: Funnel, decimals: int) -> str:
    """Return the limits at the borough's number of residents; empty without limits."""
    if funnel.expected is None:
        return ""
    people = funnel.own.residents
    said = []
    for level in LEVELS:
        low, high = (
            float(side[0]) * funnel.per for side in funnel.expected.limits([people], level)
        )
        said.append(f"{100 * level:g}%: {number(low, decimals)} to {number(high, decimals)}")
    return f"Limits per 1,000 for {number(people)} residents: {'; '.join(said)}."


def nothing(question: Question, answer: Peers) -> tuple[str, str]:
    """Return a title and a sentence that say why there is no funnel."""
    borough = question.domain.borough
    types = join([lowered(BY_ID[each].label) for each in answer.missing])
    said = {
        "no peers": (
            "No other areas to compare with",
            f"No figures of other areas have been loaded. {ASK}",
        ),
        "categories": (
            "Peers do not tell categories of ASB apart",
            "Choose anti-social behaviour as a whole.",
        ),
        "types": (
            "Peers do not hold this type",
            f"No other area has figures for {types}. Choose another crime type.",
        ),
        "no residents": (
            f"{borough} has no rate to compare",
            "No population has been loaded for all of its wards.",
        ),
        "not held": (
            f"{borough} holds none of these months",
            "A missing month is not zero. Choose another period.",
        ),
        "no months": (
            f"{borough} and its peers share none of these months",
            "A month counts when the borough and at least half of its peers hold it. "
            "Choose another period.",
        ),
    }
    return said[answer.reason or "no peers"]
