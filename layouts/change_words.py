"""What goes with changes in tables: the interval of the ratio, and what chance alone would mark."""

from collections.abc import Sequence
from math import isinf

from data.question import join
from data.significance import POSSIBLE, Change, RateChange, survivors
from layouts.words import number, signed

MOST_NAMED = 8
NOT_COMPARED = "not compared"
CORRECTION = "Benjamini and Hochberg, 5%"
RATIO = "Ratio, 95%"
VERBS = {"clear": ("rose clearly", "fell clearly"), "possible": ("possibly rose", "possibly fell")}
Test = Change | RateChange


def ratio(test: Test | None) -> str | None:
    """The 95 % interval of the later rate over the earlier: "1.90 to 2.42 times".

    A base of zero has no ratio, and is told in words. Null when nothing is compared.
    """
    if test is None:
        return None
    if test.ratio is None:
        return "none in either"
    low, high = test.ratio
    if isinf(high):
        return "none before"
    return f"{number(low, 2)} to {number(high, 2)} times"


def interval(test: Change | None) -> str:
    """The 95 % interval of a change as its amount is given: "+7.9 to +14.9%", "0.52 to 0.81 times".

    Empty where nothing is compared or there is no ratio.
    """
    if test is None or not test.before:
        return ""
    if test.percent is None or test.ratio is None:
        return ratio(test) or ""
    low, high = (signed(100 * (each - 1), 1) for each in test.ratio)
    return f"{low} to {high}%"


def by_chance(named: Sequence[tuple[str, Test | None]]) -> str:
    """The note under a table of changes: how many chance alone would mark, and which survive.

    Survival is that of Benjamini and Hochberg 1995 at 5 % over the table's rows. Empty when
    nothing is compared.
    """
    tests = [(name, test) for name, test in named if test is not None]
    if not tests:
        return ""
    total = len(tests)
    marked = sum(test.verdict != "normal" for _name, test in tests)
    kept = survivors([test.p_value for _name, test in tests])
    names = [name for (name, _test), keep in zip(tests, kept, strict=True) if keep]
    rows = f"{total} rows" if total > 1 else "1 row"
    expected = round(POSSIBLE * total)
    said = (
        f"Of {rows}, {_are(marked)} marked as beyond chance. Chance alone would mark "
        f"{f'about {expected}' if expected else 'one in twenty'}."
    )
    if not names:
        return f"{said} None is left once many tests are allowed for ({CORRECTION})."
    left = "1 is left" if len(names) == 1 else f"{len(names)} are left"
    listed = f": {join(names)}" if len(names) <= MOST_NAMED else ""
    return f"{said} {left} once many tests are allowed for ({CORRECTION}){listed}."


def moved(named: Sequence[tuple[str, Test | None]]) -> str:
    """Those that changed beyond chance: "cases and children fell clearly"; nothing if none did."""
    found: dict[str, list[str]] = {}
    for name, test in named:
        if test is not None and test.verdict != "normal":
            found.setdefault(VERBS[test.verdict][test.difference < 0], []).append(name)
    return ", and ".join(f"{join(names)} {verb}" for verb, names in found.items())


def _are(count: int) -> str:
    return {0: "none is", 1: "1 is"}.get(count, f"{count} are")
