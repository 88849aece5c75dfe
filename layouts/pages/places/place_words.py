"""Sentences of a place's profile: its count, change, mix of types, outcomes and location."""

from collections.abc import Sequence
from math import inf

from data.model.query_rows import PlaceRow
from data.model.question import Question, join
from data.places.profile import Neighbours, Share
from data.stats.significance import SMALL_BASE, Change, Interval
from layouts.base import change_words, words
from layouts.base.findings import NOT_HELD, lowered
from layouts.base.words import SHAPES, STEADY, number

CONFIDENCE = {
    "high": "Location: certain.",
    "medium": "Location: fairly certain.",
    "low": "Location: uncertain; the outline may miss the place.",
}
MOST_OUTCOMES = 3
BY_WARD = (
    "Not known by place: the files loaded give outcomes by ward and for the whole area only, "
    "which are on the page Outcomes."
)


def percent(n: int, total: int) -> str:
    """Return a share such as "12.3%" or "under 0.1%"; a dash if ``total`` is too small."""
    return "–" if total < SMALL_BASE else words.percent(n, total)


def part(n: int, total: int) -> str:
    """Return "12.3% of the 2,801", or "1 of the 13" if ``total`` is too small for a share."""
    return f"{number(n) if total < SMALL_BASE else percent(n, total)} of the {number(total)}"


def lead(
    question: Question, n: int, total: int, test: Change | None, shares: Sequence[Share] = ()
) -> str:
    """Return the count, its share of the borough, its change and an over-represented type."""
    if not question.is_covered:
        return NOT_HELD
    borough, where = question.domain.borough, question.where
    counted = question.incident.count(n) if n else f"No {question.incidents}"
    said = f"{counted} in {words.stretch(question.first, question.last)}"
    said += f", {where}" if question.filters.drawn else ""
    said += f": {part(n, total)} in {borough}" if n else ""
    said += "."
    over = over_share(shares, borough)
    if test:
        compared = words.compared(test)
        change = f"{compared[0].upper()}{compared[1:]}."
        return " ".join(filter(None, [said, change, over, change_words.cautions(question)]))
    reason = f"Not compared with the year before: {words.why_no_change(question)}."
    return " ".join(filter(None, [said, reason, over]))


def over_share(shares: Sequence[Share], borough: str) -> str:
    """Return a sentence on the type most over-represented; empty if none clearly is.

    Clearly: its verdict is clear, and it stands out among the tests of all types.
    """
    left = {*change_words.left([(each.crime_type, each.test) for each in shares])}
    over = [
        (each.ratio, each)
        for each in shares
        if each.crime_type in left
        and each.test
        and each.test.verdict == "clear"
        and each.ratio is not None
        and each.ratio > 1
    ]
    if not over:
        return ""
    ratio, most = max(over, key=lambda each: each[0])
    return (
        f"Clearly more than its share of {lowered(most.label)}: {number(most.n)}, "
        f"{number(ratio, 1)} times the share in the rest of {borough}."
    )


def against_rest(test: Change | None, borough: str) -> str:
    """Return a title that compares the change of a place with that of the rest of the borough.

    ``test`` has the counts of the place, with those of the rest as exposure; it is None if the
    rest has no incidents in one of the years.
    """
    if test is None:
        return f"Not compared with the rest of {borough}, which has none"
    if not test.before + test.after:
        return "No incidents in either year"
    if test.verdict == "normal":
        return f"No difference from the rest of {borough} beyond normal variation"
    more = test.after * test.exposure[0] > test.exposure[1] * test.before
    sure = "" if test.verdict == "clear" else "possibly "
    if test.after == test.before:
        return f"As many as before, while the rest of {borough} {sure}{'fell' if more else 'rose'}"
    rose = test.after > test.before
    said = {(True, True): "rose more", (True, False): "fell less",
            (False, True): "rose less", (False, False): "fell more"}[more, rose]  # fmt: skip
    found = f"{sure}{said} than the rest of {borough}"
    return f"{found[0].upper()}{found[1:]}"


def represented(test: Change | None) -> str:
    """Return whether a type is over- or under-represented, as a shape and words."""
    if test is None:
        return "not compared"
    low_high = test.ratio
    if test.verdict == "normal" or low_high is None:
        return f"{STEADY} normal variation"
    over = test.after * test.exposure[0] > test.before * test.exposure[1]
    sure = "" if test.verdict == "clear" else "possibly "
    return f"{SHAPES[test.verdict, over]} {sure}{'over' if over else 'under'}-represented"


def ratio(each: Share) -> str:
    """Return the ratio with its 95 % interval: "1.8 (1.4 to 2.2)"; a dash without one."""
    limits = each.test.ratio if each.test else None
    if each.ratio is None or limits is None:
        return "–"
    return f"{number(each.ratio, 1)} ({bounds(limits)})"


def bounds(limits: Interval) -> str:
    """Return an interval in words: "0.9 to 1.4", or "0.9 or more" if it has no upper limit."""
    low, high = limits
    return f"{number(low, 1)} {'or more' if high == inf else f'to {number(high, 1)}'}"


def mix(shares: Sequence[Share], borough: str) -> tuple[str, str]:
    """Return title and sentence of a mix: over-represented types, how many chance would give."""
    tested = [each for each in shares if each.test]
    if not tested:
        return "No mix to compare", "No incidents at this place, or none elsewhere."
    over = [each for each in tested if represented(each.test).endswith("over-represented")]
    far = sorted(over, key=lambda each: each.test.p_value if each.test else 1)
    chance = number(0.05 * len(tested), 1)
    sentence = (
        f"All types and ASB, whatever is chosen above. Share here over share in the rest of "
        f"{borough}, with its 95% interval. Normal variation alone would give about {chance} of "
        f"{len(tested)}. {change_words.THRESHOLDS}"
    )
    if not far:
        return "No type is over-represented beyond normal variation", sentence
    clear = [each for each in far if each.test and each.test.verdict == "clear"]
    named = join([each.label[0].lower() + each.label[1:] for each in (clear or far)[:3]])
    sure = "More" if clear else "Possibly more"
    return f"{sure} than its share of {named}", sentence


def outcomes(rows: Sequence[tuple[str | None, int]], *, by_ward: bool = False) -> str:
    """Return the most frequent last outcomes, or why there are none.

    ``rows`` are (outcome, n), most first; the outcome is None for incidents without one.
    ``by_ward``: outcome files are loaded, which give outcomes by ward and not by place.
    """
    known = [(str(name), n) for name, n in rows if name is not None]
    total = sum(n for _name, n in rows)
    if not total:
        return "No incidents, so no outcomes."
    if not known:
        return (
            BY_WARD if by_ward else "The files loaded give no outcome for any of these incidents."
        )
    listed = join([f"{name} {number(n)}" for name, n in known[:MOST_OUTCOMES]])
    recorded = sum(n for _name, n in known)
    more = " Others are rarer." if len(known) > MOST_OUTCOMES else ""
    return f"Last outcomes, known for {number(recorded)} of {number(total)}: {listed}.{more}"


def location(row: PlaceRow, near: Neighbours, buffer: str) -> str:
    """Return how sure the location is, the shape that is shown, and what it overlaps.

    ``buffer`` is its radius in metres, empty for the place's own outline.
    """
    said = [CONFIDENCE.get(row.confidence or "", "Location: not known.")]
    if row.note:
        said.append(row.note)
    if buffer:
        said.append(f"Shown here: {buffer} m around its middle.")
    elif row.radius_m:
        said.append(f"Shown as a circle of {number(row.radius_m)} m radius.")
    if near.wards:
        said.append(f"It lies in {join(list(near.wards))}.")
    if near.places:
        said.append(f"It overlaps {join(list(near.places))}: what happens there counts in each.")
    return " ".join(said)
