"""What a place's profile says in sentences: its standing, its months, its mix, where it lies."""

from collections.abc import Sequence
from math import inf
from typing import Any

from data.profile import Neighbours, Share
from data.question import Question, join
from data.significance import Change, Interval, verdict
from layouts import words
from layouts.findings import NOT_HELD
from layouts.words import SHAPES, STEADY, number

CONFIDENCE = {
    "high": "Its location is well known.",
    "medium": "Its location is fairly well known.",
    "low": "Its location is uncertain: the outline may miss the place.",
}
MOST_OUTCOMES = 3


def lead(question: Question, n: int, total: int, test: Change | None) -> str:
    """The count, its share of the borough and its change, in two sentences."""
    if not question.held:
        return NOT_HELD
    borough, where = question.domain.borough, question.where
    counted = words.plural(n, question.incidents) if n else f"No {question.incidents}"
    said = f"{counted} in {words.span(question.first, question.last)}"
    said += f", {where}" if question.filters.drawn else ""
    said += f": {number(100 * n / total, 1)}% of the {number(total)} in {borough}" if n else ""
    said += "."
    if test:
        compared = words.compared(test)
        return f"{said} {compared[0].upper()}{compared[1:]}."
    return f"{said} Not compared with the year before: {words.why_no_change(question)}."


def against_rest(place: Change, rest: Change, p_value: float, borough: str) -> str:
    """Whether a place changed otherwise than the rest of the borough did, as a title.

    ``p_value`` is Fisher's exact test of the two.
    """
    if not place.before + place.after:
        return "None in these months, nor in those of the year before"
    found = verdict(p_value)
    if found == "normal":
        return f"Its change is not clearly different from the rest of {borough}"
    more = place.after * rest.before > rest.after * place.before
    rose = place.after > place.before
    said = {(True, True): "rose more", (True, False): "fell less",
            (False, True): "rose less", (False, False): "fell more"}[more, rose]  # fmt: skip
    sure = "" if found == "clear" else "possibly "
    found = f"{sure}{said} than the rest of {borough}"
    return f"{found[0].upper()}{found[1:]}"


def represented(test: Change | None) -> str:
    """Whether a type is over-represented, beyond chance, in a shape and in words."""
    if test is None:
        return "not compared"
    low_high = test.ratio
    if test.verdict == "normal" or low_high is None:
        return f"{STEADY} no real difference"
    over = test.after * test.exposure[0] > test.before * test.exposure[1]
    sure = "" if test.verdict == "clear" else "possibly "
    return f"{SHAPES[test.verdict, over]} {sure}{'over' if over else 'under'}-represented"


def ratio(each: Share) -> str:
    """The ratio with its 95 % interval, as in "1.8 (1.4 to 2.2)"."""
    limits = each.test.ratio if each.test else None
    if each.ratio is None or limits is None:
        return "–"
    return f"{number(each.ratio, 1)} ({bounds(limits)})"


def bounds(limits: Interval) -> str:
    """An interval in words; one without an end is "0.9 or more"."""
    low, high = limits
    return f"{number(low, 1)} {'or more' if high == inf else f'to {number(high, 1)}'}"


def mix(shares: Sequence[Share], borough: str) -> tuple[str, str]:
    """The title and sentence of a mix: what is over-represented, and how many chance would mark."""
    tested = [each for each in shares if each.test]
    if not tested:
        return "No mix to compare", "No incidents at this place, or none elsewhere."
    over = [each for each in tested if represented(each.test).endswith("over-represented")]
    far = sorted(over, key=lambda each: each.test.p_value if each.test else 1)
    chance = number(0.05 * len(tested), 1)
    sentence = (
        f"All types and ASB, whatever is chosen above. Share here over share in the rest of "
        f"{borough}, with its 95% interval. Chance alone would mark about {chance} of "
        f"{len(tested)}."
    )
    if not far:
        return "No type is over-represented beyond chance", sentence
    named = join([each.label[0].lower() + each.label[1:] for each in far[:3]])
    return f"More than its share of {named}", sentence


def outcomes(rows: Sequence[tuple[str | None, int]]) -> str:
    """The last outcomes recorded, or that none is; ``rows`` are (outcome, n), most first."""
    known = [(str(name), n) for name, n in rows if name is not None]
    total = sum(n for _name, n in rows)
    if not known:
        return "No outcomes are recorded for these incidents."
    listed = join([f"{name} {number(n)}" for name, n in known[:MOST_OUTCOMES]])
    held = sum(n for _name, n in known)
    more = " Others are rarer." if len(known) > MOST_OUTCOMES else ""
    return f"Last outcomes, known for {number(held)} of {number(total)}: {listed}.{more}"


def location(row: Any, near: Neighbours, buffer: str) -> str:
    """How sure the location is, and what the place overlaps; ``row`` as in ``queries.places``."""
    said = [CONFIDENCE.get(row.confidence, "Its location is not known.")]
    if row.note:
        said.append(row.note)
    if buffer:
        said.append(f"Shown here: {buffer} m around its middle.")
    elif row.radius_m > 0:
        said.append(f"It is a circle of {number(row.radius_m)} m.")
    if near.wards:
        said.append(f"It lies in {join(list(near.wards))}.")
    if near.places:
        said.append(f"It overlaps {join(list(near.places))}: what happens there counts in each.")
    return " ".join(said)
