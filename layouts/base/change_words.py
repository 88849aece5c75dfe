"""Changes in words: intervals, cautions, and how many normal variation alone would mark."""

from collections.abc import Sequence
from math import isinf

from data.model import comparison, months
from data.model.noun import Noun, either
from data.model.question import Question, join
from data.series.cautions import Caution, caution
from data.stats.significance import POSSIBLE, Change, RateChange, survivors
from layouts.base.words import VERBS, by_chance, number, signed, too_few

MOST_NAMED = 8
NOT_COMPARED = "not compared"
RATIO = "Ratio, 95%"
CHANCE_ALONE = "By chance alone"
# How often normal variation alone makes a change that large, as measured (docs/method.md).
RARE, SELDOM = "about 1 in 500", "about 1 in 20"
THRESHOLDS = (
    f"Clear: if nothing had changed, {RARE} changes would be this large; possible: {SELDOM}."
)
MANY = (
    "Many things are compared. What stands out is chosen by the rule of Benjamini and Hochberg: "
    "of all that does, on average at most one in twenty is expected to be a false alarm."
)
MOST_TIMES = 10  # a larger end of an interval is too uncertain for a number: "over 10"
LEAST_SUM = 6  # of two counts to be marked: 5 fall into one period by chance once in 16 times
CHANGE = Noun("change", "changes")
REAL = (
    "Monthly counts vary more than random (Poisson) counts would. A change is clear if, had "
    f"nothing changed, {RARE} would be as large, and possible if {SELDOM} would. This was measured "
    "on real counts; slow drift makes it more. Anything else is within normal variation. Tables "
    "also show the result of a Poisson test. On a base under 50, counts are shown and not "
    "percentages."
)
Test = Change | RateChange


def ratio(test: Test | None) -> str | None:
    """Return the 95 % interval of the later rate over the earlier: "1.90 to 2.42 times".

    In words where there is no such interval: "none before" (an earlier count of zero), "none in
    either" or "too few". None when ``test`` is None.
    """
    if test is None:
        return None
    if test.ratio is None:
        return "none in either"
    low, high = test.ratio
    if isinf(high):
        return "none before"
    if too_few(test):
        return "too few"
    return f"{_times(low)} to {_times(high)} times"


def _times(value: float) -> str:
    return number(value, 2) if value <= MOST_TIMES else f"over {MOST_TIMES}"


def interval(test: Change | None) -> str:
    """Return the 95 % interval of a change: "+7.9 to +14.9%", or "0.52 to 0.81 times".

    A ratio stands for a percentage on a base under 50. Empty without a test, or if the earlier
    count is zero.
    """
    if test is None or not test.before:
        return ""
    if test.percent is None or test.ratio is None:
        return ratio(test) or ""
    ends = [100 * (each - 1) for each in test.ratio]
    low, high = (
        f"just {'above' if end > 0 else 'below'} 0"
        if test.verdict != "normal" and not round(end, 1)
        else signed(end, 1)
        for end in ends
    )
    return f"{low} to {high}%"


def chance_alone(test: Test | None) -> str | None:
    """Return the verdict of a Poisson test; None without a test, or for a change of rates."""
    return by_chance(test) if isinstance(test, Change) else None


def more(test: Change) -> str:
    """Return a change without its sign: "11% more", "12 fewer" on a base under 50."""
    if not test.difference:
        return "the same"
    way = "more" if test.difference > 0 else "fewer"
    if test.percent is None:
        return f"{number(abs(test.difference))} {way}"
    return f"{_percent(test.percent)}% {way}"


def likely(test: Change) -> str:
    """Return the 95 % interval of a percentage: "likely 8 to 15%"; empty on a base under 50."""
    if test.percent is None or test.ratio is None:
        return ""
    low, high = (100 * (each - 1) for each in test.ratio)
    if low < 0 < high:
        return f"likely {_percent(low)}% fewer to {_percent(high)}% more"
    near, far = sorted((abs(low), abs(high)))
    return f"likely {_percent(near)} to {_percent(far)}%"


def _percent(value: float) -> str:
    """Return a percentage without its sign: whole, or with one decimal if it is under 1."""
    size = abs(value)
    return number(size, 1 if 0 < size < 1 else 0)


def marked(named: Sequence[tuple[str, Test | None]], noun: Noun = CHANGE) -> str:
    """Return the note under a table: how many changes are clear or possible, and which stand out.

    Those that stand out survive the correction of Benjamini and Hochberg (1995) at 5 % over all of
    ``named``, which must hold parts without their total. Empty when nothing is compared.
    """
    tests = [(name, test) for name, test in named if test is not None]
    if not tests:
        return ""
    total = len(tests)
    beyond = sum(test.verdict != "normal" for _name, test in tests)
    names = left(tests)
    if not any(could_be_marked(test) for _name, test in tests):
        return f"Too few incidents to tell a change in any of {noun.count(total)}."
    said = (
        f"Clear or possible: {beyond or 'none'} of {noun.count(total)}; if nothing had changed, "
        f"{expected([test for _name, test in tests])} would be."
    )
    if not beyond or total == 1:
        return said
    many = f"{len(names) or 'None'} {either(max(len(names), 1), 'stands', 'stand')} out"
    listed = f": {join(names)}" if 0 < len(names) <= MOST_NAMED else ""
    return f"{said} {many} among {total}{listed}."


def expected(tests: Sequence[Test]) -> str:
    """Return how many of these changes normal variation alone would mark: "fewer than 2"."""
    able = sum(map(could_be_marked, tests))
    return f"fewer than {int(POSSIBLE * able) + 1}"


def could_be_marked(test: Test) -> bool:
    """Whether the counts of a change are large enough to be marked; those of rates always are."""
    return isinstance(test, RateChange) or test.before + test.after >= LEAST_SUM


def left(named: Sequence[tuple[str, Test | None]]) -> list[str]:
    """Return the names of the changes that survive the correction for many tests."""
    tests = [(name, test) for name, test in named if test is not None]
    kept = _kept([test for _name, test in tests])
    return [name for (name, _test), keep in zip(tests, kept, strict=True) if keep]


def _kept(tests: Sequence[Test]) -> list[bool]:
    return survivors([test.p_value for test in tests]) if tests else []


def cautions(question: Question) -> str:
    """Return a sentence on an event that makes the comparison of a question doubtful, or ""."""
    usual = question.baseline == comparison.USUAL
    before = question.filters.year_before(question.domain)
    before = before if usual else comparison.earlier(question)
    return cautioned(caution(question.domain, question.filters, before))


def year_caution(question: Question, label: str) -> str:
    """Return a sentence on an event that makes the change of a financial year doubtful, or ""."""
    domain = question.domain
    start = next(each.start for each in domain.years if each.label == label)
    year = question.filters.with_months(*months.year_span(start))
    return cautioned(caution(domain, year, year.year_before(domain)))


def cautioned(found: Caution | None, earlier: str = "it is compared with") -> str:
    """Return a caution as a sentence, "" without one; ``earlier`` says what the months are."""
    if found is None:
        return ""
    which = earlier if found.earlier else "chosen"
    if found.of == 1:
        return f"Caution: {found.text} in the month {which}."
    return f"Caution: {found.text} in {found.months} of the {found.of} months {which}."


def moved(
    named: Sequence[tuple[str, Test | None]],
    when: str = "",
    among: Sequence[Test | None] | None = None,
) -> str:
    """Return a clause on the changes that survive the correction for many tests.

    "cases and children fell"; where some are marked and none survives, "a possible fall in cases
    does not stand out among 11 tests"; "" where none is marked. ``among`` are the tests that are
    corrected together, if they are more than those named.
    """
    tests = [(name, test) for name, test in named if test is not None]
    family = [test for test in among or [test for _name, test in tests] if test is not None]
    marked_ = [(name, test) for name, test in tests if test.verdict != "normal"]
    kept = {test.p_value for test, keep in zip(family, _kept(family), strict=True) if keep}
    said: dict[str, list[str]] = {}
    for name, test in marked_:
        if test.p_value in kept:
            said.setdefault(VERBS[test.verdict][test.difference < 0], []).append(name)
    if said or not marked_:
        clauses = ", and ".join(f"{join(names)} {verb}" for verb, names in said.items())
        return clauses and f"{clauses}{when}"
    for name, test in marked_:
        way = "fall" if test.difference < 0 else "rise"
        said.setdefault(f"a {test.verdict} {way} in", []).append(name)
    alone = " and ".join(f"{way} {join(names)}" for way, names in said.items())
    do = either(len(said), "does", "do")
    return f"{alone}{when} {do} not stand out among {len(family)} tests"
