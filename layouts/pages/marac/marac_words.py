"""Sentences on MARAC figures; they claim only what tests and intervals support."""

from collections.abc import Sequence
from itertools import groupby

from data.marac.marac import OTHER_DEFINITION, RATE, MaracYear, YearChange, fewer_children
from data.marac.marac_band import ExpectedRange
from data.marac.marac_chart import Centre
from data.marac.marac_volume import Elsewhere, Volume, Women
from data.marac.marac_windows import Window
from data.model.disclosure import EXACT, Rule
from data.model.noun import Noun, either
from data.model.question import join
from layouts.base import change_words, words
from layouts.base.disclosure_words import rounding

ADD_MARAC = (
    "No published MARAC figures have been loaded. Add a source of the kind marac to the borough's "
    "TOML to see cases and repeat cases here."
)
ONLY_FINER = "No published MARAC years have been loaded. Finer returns are below, for partners."
NO_REPEATS = "Repeat cases are not given for any year, so there is no repeat rate."
CASE = Noun("case", "cases")
MEANING = (
    "Below the band, repeats may be going unflagged; above it, safety plans may not be holding."
)


def percent(year: MaracYear) -> str:
    """Return the repeat rate as a percentage: "36.3%"; "not given" if it is None."""
    return f"{100 * year.rate:.1f}%" if year.rate is not None else "not given"


def band_range(band: ExpectedRange) -> str:
    """Return the expected band in words: "28 to 40%"."""
    return f"{band.low:g} to {band.high:g}%"


def lead(
    years: Sequence[MaracYear],
    band: ExpectedRange | None,
    changes: Sequence[YearChange],
    windows: Sequence[Window] = (),
    *,
    scope: str = "",
    volume: tuple[Sequence[Volume], Sequence[Elsewhere]] = ((), ()),
) -> str:
    """Return the finding of the page in a few sentences, after ``scope``, their subject.

    ``volume`` has the cases per 10,000 women by year, and the published figures of other areas.
    """
    said = [scope] if scope else []
    if not years:
        return " ".join([*said, ONLY_FINER if windows else ADD_MARAC])
    rated = [each for each in years if each.rate is not None]
    if not rated:
        last = years[-1]
        return " ".join([*said, f"{CASE.count(last.cases)} discussed in {last.label}.", NO_REPEATS])
    now = rated[-1]
    were = either(now.repeats or 0, "was a repeat", "were repeats")
    said.append(
        f"{now.repeats} of {CASE.count(now.cases)} discussed in {now.label} {were}: {percent(now)}."
    )
    if band:
        said.append(against(now, band))
    said += [
        f"The {CASE.count(each.cases)} {either(each.cases, 'is', 'are')} {each.rate:.1f} "
        f"per 10,000 women: {_than_expected(each, level)}."
        for each in volume[0]
        if each.label == now.label
        for level in of_volume(volume[1])[:1]
    ]
    last = [each for each in changes if each.after is years[-1]]
    if last:
        said.append(f"{since(last, changes)}.")
    return " ".join(said)


def against(year: MaracYear, band: ExpectedRange) -> str:
    """Return a sentence on whether the interval of a year is below, within or above the band."""
    where = band.position_of(year.interval)
    if where == "unsure":
        return f"That is too few cases to say whether the rate is within {_expected(band)}."
    lies = "within" if where == "inside" else where
    return f"That is {lies} {_expected(band)}, and so is its whole interval."


def _expected(band: ExpectedRange) -> str:
    doubt = "" if band.confirmed else ", which is still to be confirmed"
    return f"the expected {band_range(band)}{doubt}"


def rate_title(years: Sequence[MaracYear], band: ExpectedRange | None) -> str:
    """Return the finding of the chart of rates."""
    rated = [each for each in years if each.rate is not None]
    if not rated:
        return "No repeat rate"
    now = rated[-1]
    said = f"{percent(now)} were repeats in {now.label}"
    if not band:
        return said
    return {
        "inside": f"{said}: inside the expected {band_range(band)}",
        "below": f"{said}: below the expected {band_range(band)}",
        "above": f"{said}: above the expected {band_range(band)}",
        "unsure": f"{said}: too few cases to say if that is as expected",
    }[band.position_of(now.interval)]


def since(changes: Sequence[YearChange], every: Sequence[YearChange]) -> str:
    """Return a clause on the changes of one pair of years.

    ``every`` has all changes of the table, which are corrected together.
    """
    pair = changes[0]
    tested = [each for each in changes if each.test is not None]
    if not tested:
        return f"From {pair.before.label} to {pair.after.label} nothing could be compared"
    said = moved(tested, every) or "nothing changed beyond normal variation"
    changed = any(each.reason == OTHER_DEFINITION for each in changes)
    but = "; repeats are not compared, as their definition changed" if changed else ""
    return f"From {pair.before.label} to {pair.after.label} {said}{but}"


def moved(changes: Sequence[YearChange], every: Sequence[YearChange], when: str = "") -> str:
    """Return the measures that changed, corrected for all tests of ``every``; empty if none did."""
    named = [(_spoken(each.measure), each.test) for each in changes]
    return change_words.moved(named, when, [each.test for each in every])


def _spoken(measure: str) -> str:
    return "the repeat rate" if measure == RATE else measure.lower()


def changes_title(changes: Sequence[YearChange]) -> str:
    """Return the latest year's changes as a title."""
    if not changes:
        return "No two years in a row to compare"
    last = [each for each in changes if each.after is changes[-1].after]
    label = last[0].after.label
    if not any(each.test for each in last):
        return f"{label} could not be compared with the year before"
    when = f" in {label}"
    return _capital(moved(last, changes, when) or f"nothing changed beyond normal variation{when}")


def earlier_changes(changes: Sequence[YearChange]) -> str:
    """Return a sentence on the changes of each year before the latest, the newest first."""
    pairs = [list(group) for _year, group in groupby(changes, key=lambda each: each.after.label)]
    said = [f"{since(pair, changes)}." for pair in reversed(pairs[:-1])]
    return " ".join(said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def chart_title(centres: Sequence[Centre]) -> str:
    """Return the finding of the p-chart of the latest definition."""
    if not centres:
        return "Is any year unlike the others? Not enough years to say"
    now = centres[-1]
    average = f"{100 * now.rate:.1f}%"
    out = [each for each in now.points if each.verdict != "normal"]
    if not out:
        return f"All {len(now.points)} years are within the limits around their average, {average}"
    named = join([f"{each.year.label} ({_side(each.rate, now.rate)})" for each in out])
    return f"Unlike the average of {average}: {named}"


def _side(rate: float, centre: float) -> str:
    return "higher" if rate > centre else "lower"


def of_volume(elsewhere: Sequence[Elsewhere]) -> list[Elsewhere]:
    """Return the published figures that give an expected volume (cases per 10,000 women)."""
    return [each for each in elsewhere if each.measure == "expected_volume"]


def _than_expected(volume: Volume, level: Elsewhere) -> str:
    """Return whether the interval of a volume is below, above or around the expected volume."""
    low, high = volume.interval
    than = "fewer than" if high < level.value else "more than" if low > level.value else "about"
    return f"{than} the {level.value:g} expected"


def volume_title(volumes: Sequence[Volume], expected: Sequence[Elsewhere]) -> str:
    """Return the latest volume as a title, compared with the expected volume if there is one."""
    if not volumes:
        return "No volume: the number of women is not known"
    now = volumes[-1]
    said = f"{now.rate:.1f} cases per 10,000 women in {now.label}"
    if not expected:
        return said
    return f"{said}: {_than_expected(now, expected[0])}"


def women_words(women: Women | None) -> str:
    """Return the number of women that the volume is divided by, or how to add it."""
    if women is None:
        return (
            "Add a population source with the group women16 (women aged 16 and over) to see cases "
            "per 10,000 women."
        )
    said = f"{words.number(women.value)} women aged 16 and over ({women.vintage})"
    estimate = ", an estimate" if women.estimate else ""
    return f"On {said}{estimate}; one number is used for all years."


def children_question(years: Sequence[MaracYear]) -> str:
    """Return the question why children per case fell; empty unless they fell beyond chance."""
    pair = fewer_children(years)
    if pair is None:
        return ""
    before, now = pair
    return (
        f"Why were there {now.children_per_case:.2f} children per case in {now.label}, after "
        f"{before.children_per_case:.2f} in {before.label}? Fewer children may live in these "
        "homes, or they may not have been counted in every case. This ratio is only a question to "
        "ask: children of one family are counted together, so chance varies more than the test "
        "assumes."
    )


def window_rate(window: Window) -> str | None:
    """Return the rate of twelve months: "36.3%", or "about 39%" from rounded counts; or None."""
    if window.rate is None:
        return None
    return f"{100 * window.rate:.1f}%" if window.exact else f"about {100 * window.rate:.0f}%"


def windows_title(windows: Sequence[Window]) -> str:
    """Return the rate of the latest twelve months as a title, or that there is none."""
    said = window_rate(windows[-1])
    when = f"in the 12 months to {windows[-1].label}"
    return f"{_capital(said)} were repeats {when}" if said else f"No repeat rate {when}"


def windows_sentence(standing: str, rule: Rule) -> str:
    """Return how the counts of the windows are protected; ``standing`` is that of the rules."""
    off = "" if rule.width == EXACT else " A rate may be a few points out."
    return (
        f"For partners. {rounding(rule.width)}{off} Published years are exact. Windows overlap, so "
        f"neighbours are alike and not tested. These rules are {standing}."
    )
