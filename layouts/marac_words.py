"""What MARAC figures say, in words: pure, and never more than their tests and intervals allow."""

from collections.abc import Sequence
from itertools import groupby

from data.disclosure import Rule
from data.marac import OTHER_DEFINITION, RATE, MaracYear, YearChange, fewer_children
from data.marac_band import Band
from data.marac_chart import Centre
from data.marac_volume import Elsewhere, Volume, Women
from data.marac_windows import Window
from data.question import join
from layouts import change_words, words

ADD_MARAC = (
    "No published MARAC figures have been loaded. Add a source of the kind marac to the borough's "
    "TOML to see cases and repeat cases here."
)
ONLY_FINER = "No published MARAC years have been loaded. Finer returns are below, for partners."
NO_REPEATS = "Repeat cases are not given for any year, so there is no repeat rate."
MEANING = (
    "Below the band, repeats may be going unflagged; above it, safety plans may not be holding."
)


def percent(year: MaracYear, decimals: int = 1) -> str:
    """The repeat rate as a percentage: "36.3%"; "not given" where it is not."""
    return f"{100 * year.rate:.{decimals}f}%" if year.rate is not None else "not given"


def band_range(band: Band) -> str:
    """The band as people say it: "28 to 40%"."""
    return f"{band.low:g} to {band.high:g}%"


def lead(
    years: Sequence[MaracYear],
    band: Band | None,
    changes: Sequence[YearChange],
    windows: Sequence[Window] = (),
) -> str:
    """The finding of the page in two or three sentences."""
    if not years:
        return ONLY_FINER if windows else ADD_MARAC
    rated = [each for each in years if each.rate is not None]
    if not rated:
        return f"{_cases(years[-1])} discussed in {years[-1].label}. {NO_REPEATS}"
    now = rated[-1]
    were = "was a repeat" if now.repeats == 1 else "were repeats"
    said = [f"{now.repeats} of {_cases(now)} discussed in {now.label} {were}: {percent(now)}."]
    if band:
        said.append(against(now, band))
    last = [each for each in changes if each.after is years[-1]]
    if last:
        said.append(f"{since(last)}.")
    return " ".join(said)


def _cases(year: MaracYear) -> str:
    return "1 case" if year.cases == 1 else f"{year.cases:,} cases"


def against(year: MaracYear, band: Band) -> str:
    """Where a year lies against the band: a sentence, and only what its interval allows."""
    where = band.place(year.interval)
    if where == "unsure":
        return f"That is too few cases to say whether the rate is within {_expected(band)}."
    place = "within" if where == "inside" else where
    return f"That is {place} {_expected(band)}, and so is its whole interval."


def _expected(band: Band) -> str:
    doubt = "" if band.confirmed else ", which is still to be confirmed"
    return f"the expected {band_range(band)}{doubt}"


def rate_title(years: Sequence[MaracYear], band: Band | None) -> str:
    """The finding of the chart of rates."""
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
    }[band.place(now.interval)]


def since(changes: Sequence[YearChange]) -> str:
    """What changed from one year to the next, as a clause; the changes are of one pair of years."""
    pair = changes[0]
    tested = [each for each in changes if each.test is not None]
    if not tested:
        return f"From {pair.before.label} to {pair.after.label} nothing could be compared"
    said = moved(tested) or "nothing changed beyond chance"
    changed = any(each.reason == OTHER_DEFINITION for each in changes)
    but = "; repeats are not compared, as their definition changed" if changed else ""
    return f"From {pair.before.label} to {pair.after.label} {said}{but}"


def moved(changes: Sequence[YearChange]) -> str:
    """The measures that changed beyond chance: "cases and children fell clearly"; else nothing."""
    return change_words.moved([(_spoken(each.measure), each.test) for each in changes])


def _spoken(measure: str) -> str:
    return "the repeat rate" if measure == RATE else measure.lower()


def changes_title(changes: Sequence[YearChange]) -> str:
    """The latest year's changes as a title."""
    if not changes:
        return "No two years in a row to compare"
    last = [each for each in changes if each.after is changes[-1].after]
    label = last[0].after.label
    if not any(each.test for each in last):
        return f"{label} could not be compared with the year before"
    return _capital(moved(last) or "nothing changed beyond chance") + f" in {label}"


def earlier_changes(changes: Sequence[YearChange]) -> str:
    """What changed in the years before the latest, latest first: a sentence for each."""
    pairs = [list(group) for _year, group in groupby(changes, key=lambda each: each.after.label)]
    said = [f"{since(pair)}." for pair in reversed(pairs[:-1])]
    return " ".join(said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def chart_title(centres: Sequence[Centre]) -> str:
    """The finding of the p-chart of the latest definition."""
    if not centres:
        return "Is any year unlike the others? Not enough years to say"
    now = centres[-1]
    average = f"the average of {100 * now.rate:.1f}%"
    out = [each for each in now.points if each.verdict != "normal"]
    if not out:
        return f"No year stands out from {average}"
    named = join([f"{each.year.label} ({_side(each.rate, now.rate)})" for each in out])
    return f"Unlike {average}: {named}"


def _side(rate: float, centre: float) -> str:
    return "higher" if rate > centre else "lower"


def volume_title(volumes: Sequence[Volume], expected: Sequence[Elsewhere]) -> str:
    """The latest volume against the volume expected; only what its interval allows."""
    if not volumes:
        return "No volume: the number of women is not known"
    now = volumes[-1]
    said = f"{now.rate:.1f} cases per 10,000 women in {now.label}"
    if not expected:
        return said
    level = expected[0].value
    low, high = now.interval
    than = "fewer than" if high < level else "more than" if low > level else "about"
    return f"{said}: {than} the {level:g} expected"


def women_words(women: Women | None) -> str:
    """What the volume is measured on, or what is missing for it."""
    if women is None:
        return (
            "Add a population source with the group women16 (women aged 16 and over) to see cases "
            "per 10,000 women."
        )
    said = f"{words.number(women.value)} women aged 16 and over ({women.vintage})"
    estimate = ", an estimate" if women.estimate else ""
    return f"On {said}{estimate}; one number is used for all years."


def children_question(years: Sequence[MaracYear]) -> str:
    """A question about fewer children per case, where there is one to ask; else nothing."""
    pair = fewer_children(years)
    if pair is None:
        return ""
    before, now = pair
    return (
        f"Why were there {now.children_per_case:.2f} children per case in {now.label}, after "
        f"{before.children_per_case:.2f} in {before.label}? Fewer children may live in these "
        "homes, or they may not have been counted in every case."
    )


def window_rate(window: Window) -> str | None:
    """The rate of twelve months: "36.3%" from published counts, "about 39%" from rounded ones."""
    if window.rate is None:
        return None
    return f"{100 * window.rate:.1f}%" if window.exact else f"about {100 * window.rate:.0f}%"


def windows_title(windows: Sequence[Window]) -> str:
    """The rate of the latest twelve months as a title, or that there is none to tell."""
    said = window_rate(windows[-1])
    when = f"in the 12 months to {windows[-1].label}"
    return f"{_capital(said)} were repeats {when}" if said else f"No repeat rate {when}"


def windows_sentence(standing: str, rule: Rule) -> str:
    """How the counts of the windows were made safe, and whether the rules are agreed."""
    few = f", those under {rule.threshold} not given" if rule.threshold else ""
    made = (
        f"Counts are rounded to {rule.round_to}{few}, so a rate may be a few points out."
        if rule.round_to > 1
        else f"Counts are exact{few}."
    )
    return (
        f"For partners. {made} Published years are exact. Windows overlap, so neighbours are alike "
        f"and not tested. These rules are {standing}."
    )
