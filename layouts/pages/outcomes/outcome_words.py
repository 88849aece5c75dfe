"""Sentences on outcomes: shares with their intervals, horizons and differences."""

from collections.abc import Sequence

from data.model.noun import Noun, either
from data.model.outcome_groups import NO_SUSPECT, POSITIVE, UNABLE
from data.model.question import join
from data.outcomes.cohorts import LEAST_AGE, PUBLISHED, Tally
from data.outcomes.outcomes import FEWEST, Compared, Outcomes
from data.stats.significance import Change
from layouts.base import words
from layouts.base.change_words import MOST_NAMED, left, ratio
from layouts.base.tables import Cell
from layouts.base.words import number

HIGHER = {
    ("clear", True): "▲ clearly higher",
    ("clear", False): "▼ clearly lower",
    ("possible", True): "△ possibly higher",
    ("possible", False): "▽ possibly lower",
}
NO_FORCE = (
    "The rest of the police force is not compared: its crimes are not held, or are fewer than "
    f"{FEWEST}."
)
NOT_COMPARED = "not compared"
FEW = "the numbers are too small to tell the two apart"
INTERVALS = "The intervals of shares are Wilson's."


def horizon(within: int) -> str:
    """Return a horizon in a sentence: "within 3 months", "by the release of the street file"."""
    if within == PUBLISHED:
        return "by the release of the street file"
    return f"within {within} months"


def percent(value: float) -> str:
    """Return a share from 0 to 1 as a percentage with one decimal: "10.2%"."""
    return f"{number(100 * value, 1)}%"


def with_interval(tally: Tally, *groups: str) -> str:
    """Return a share with its interval: "10.2% (95% interval 8.1 to 12.7%)"."""
    return f"{cell(tally, *groups)} (95% interval {interval_cell(tally, *groups)})"


def standing(test: Change | None) -> str:
    """Return the verdict on a difference from others, as a shape and words."""
    if test is None:
        return NOT_COMPARED
    if words.too_few(test):
        return f"{words.STEADY} too few to tell"
    if test.verdict == "normal":
        return f"{words.STEADY} within normal variation"
    return HIGHER[test.verdict, _ratio(test) > 1]


def _ratio(test: Change) -> float:
    """Return the rate of the later count over that of the earlier; infinite if that is 0."""
    if not test.before:
        return float("inf")
    return test.after / test.exposure[1] / (test.before / test.exposure[0])


def lead(found: Outcomes) -> str:
    """Return the share of the chosen months and its comparisons, or why there is no share."""
    own = found.whole.own
    if not own.crimes:
        return nothing(found)
    said = (
        f"Of {found.crime.count(own.crimes)} in {recorded(found)}, "
        f"{with_interval(own, *POSITIVE)} had a positive outcome {horizon(found.within)}."
    )
    if found.within == PUBLISHED:
        return f"{said} {_published(found)}"
    return " ".join([said, _force(found.whole), _before(found.before)]).strip()


def recorded(found: Outcomes) -> str:
    """Return the months that are old enough to count, as spans in words."""
    return words.runs(found.ripe)


def nothing(found: Outcomes) -> str:
    """Return why there is no share."""
    if found.within == PUBLISHED:
        return f"No street file of the chosen months was released {LEAST_AGE} months later or more."
    return (
        f"No chosen month is complete: a share {horizon(found.within)} needs the outcomes of the "
        f"month of recording and of the {found.within} months after it. Choose earlier months or "
        "a shorter time."
    )


def _published(found: Outcomes) -> str:
    released = join([*found.releases])
    return (
        f"These are the last outcomes in the street files as released in {released}. Later months "
        "had less time, so nothing is compared."
    )


def _force(whole: Compared) -> str:
    if whole.test is None or whole.others is None:
        return NO_FORCE
    share = percent(whole.others.share(*POSITIVE))
    if words.too_few(whole.test):
        return f"In the rest of the police force it was {share}; {FEW}."
    return f"In the rest of the police force it was {share}: here it is {_is(whole.test)}."


def _before(before: Compared | None) -> str:
    if before is None or before.test is None or before.others is None:
        return ""
    share = percent(before.others.share(*POSITIVE))
    if words.too_few(before.test):
        return f"In the same months a year earlier it was {share}; {FEW}."
    return f"In the same months a year earlier it was {share}: now it is {_is(before.test)}."


def _is(test: Change) -> str:
    """Return the verdict without its shape, with the interval of the ratio if there is one."""
    said = standing(test).split(" ", 1)[1]
    return said if test.ratio is None else f"{said} ({ratio(test)})"


def differ(tests: Sequence[tuple[str, Change]], noun: Noun, others: str) -> str:
    """Return how many types or wards differ from ``others`` beyond normal variation."""
    verdicts = [test.verdict for _name, test in tests]
    clear, possible = verdicts.count("clear"), verdicts.count("possible")
    if not tests:
        return f"By {noun.singular}, not compared"
    if not clear and not possible:
        return f"No {noun.singular} differs from {others} beyond normal variation"
    if not clear:
        return f"{possible} of {noun.count(len(tests))} may differ from {others}"
    verb = either(clear, "differs", "differ")
    more = f"; {possible} more may" if possible else ""
    return f"{clear} of {noun.count(len(tests))} {verb} from {others}{more}"


def survivors(tests: Sequence[tuple[str, Change]]) -> str:
    """Return which differences stand out, corrected for many tests.

    Empty if all are within normal variation.
    """
    if all(test.verdict == "normal" for _name, test in tests):
        return ""
    names = left(tests)
    which = f": {join(names)}" if 0 < len(names) <= MOST_NAMED else ""
    return (
        f"{len(names) or 'None'} {either(max(len(names), 1), 'stands', 'stand')} out among "
        f"{len(tests)}{which}."
    )


def groups_title(own: Tally) -> str:
    """Return the share of crimes without an identified suspect, as a title."""
    return f"No suspect was identified in {percent(own.share(NO_SUSPECT))}"


def groups_sentence(own: Tally) -> str:
    """Return the share of crimes whose suspect could not be prosecuted, with its limit."""
    return (
        f"In {percent(own.share(UNABLE))} police were unable to prosecute a suspect. Police.uk "
        "does not say whether the victim supported action."
    )


def share(tally: Tally | None) -> float | None:
    """Return the share of positive outcomes in per cent; None without a tally."""
    return 100 * tally.share(*POSITIVE) if tally else None


def ends(tallies: Sequence[Tally | None]) -> tuple[list[float | None], list[float | None]]:
    """Return the lower and upper ends of the intervals of positive shares, in per cent."""
    low, high = (
        [100 * each.interval(*POSITIVE)[n] if each else None for each in tallies] for n in (0, 1)
    )
    return low, high


def cell(tally: Tally | None, *groups: str) -> Cell:
    """Return the share of groups, by default the positive ones, as a cell; None without a tally."""
    return percent(tally.share(*(groups or POSITIVE))) if tally else None


def interval_cell(tally: Tally | None, *groups: str) -> Cell:
    """Return the interval of a share as a cell: "8.1 to 12.7%"; None without a tally."""
    if tally is None:
        return None
    low, high = tally.interval(*(groups or POSITIVE))
    return f"{number(100 * low, 1)} to {percent(high)}"
