"""Two sides by crime type: a bar for each, with its interval."""

from math import isinf

from data.model.noun import Noun, either
from data.model.question import Question
from data.series.sides import Sides
from data.stats.significance import Change
from layouts.base import change_words, theme, words
from layouts.base.chart import Axis, Chart, Series
from layouts.base.panels import Panel
from layouts.base.tables import Cell, Table
from layouts.base.unchecked import html
from layouts.pages.compare import side_words as say

FARTHEST = 300.0  # per cent: the end of the axis
BEYOND = 1.25  # or so many times the longest bar, if that is farther
AGAINST_B = "A against B, %"
TYPE = Noun("type", "types")


def types_panel(sides: Sides, of_a: Question, of_b: Question) -> Panel:
    """Return a bar with its interval for each crime type that both sides have: A against B.

    Types with too few incidents, or with none in B, are only in the table. For a single type,
    which is the whole comparison, the panel says so instead.
    """
    if sides.a.by_type.keys() == sides.b.by_type.keys() and len(sides.types) == 1:
        return Panel(
            "By type", "Only one type is chosen.", Chart(), Table("By type", ("Type",), [])
        )
    shown = [
        (name, test)
        for name, test in sides.types
        if test is not None and not words.too_few(test) and test.before and test.ratio
    ]
    shown.sort(key=lambda each: -_value(each[1]))
    ends = [_ends(test) for _name, test in shown]
    bars = Series(
        AGAINST_B,
        [_value(test) for _name, test in shown],
        theme.STEADY,
        colours=[_colour(test) for _name, test in shown],
        low=[low for low, _high in ends],
        high=[high for _low, high in ends],
        hover="{x}: {note}",
        notes=[f"{words.signed(_value(test))}%, {say.verdict(test)}" for _name, test in shown],
    )
    low, high = min([0.0, *(each for each, _ in ends)]), max([0.0, *(each for _, each in ends)])
    left = change_words.left([*sides.types])
    if not sides.types:
        title = "By type: nothing to compare"
    elif not left:
        title = "By type: none stands out"
    else:
        stand = either(len(left), "stands", "stand")
        title = f"By type: {len(left)} of {TYPE.count(len(sides.types))} {stand} out"
    return Panel(
        title=title,
        sentence=_types_sentence(sides),
        figure=Chart(
            "bars",
            [name for name, _test in shown],
            [bars],
            Axis("Crime type"),
            Axis(AGAINST_B, low * 1.05, high * 1.05, suffix="%", signed=True),
        )
        if shown
        else Chart(),
        table=_types_table(sides, of_a, of_b),
        legend=[
            html.Span([html.I(style={"background": theme.RISE}), "More in A"]),
            html.Span([html.I(style={"background": theme.FALL}), "Fewer in A"]),
            html.Span([html.I(style={"background": theme.STEADY}), "Within normal variation"]),
            html.Span("Lines are 95% intervals."),
        ]
        if shown
        else (),
        how=(change_words.MANY,) if sides.types else (),
    )


def _types_sentence(sides: Sides) -> str:
    if not sides.types:
        return "Nothing can be set side by side."
    tests = [test for _name, test in sides.types if test is not None]
    left = change_words.left([*sides.types])
    marked = sum(test.verdict != "normal" for test in tests)
    per = say.unit(sides)
    said = [
        f"A against B{f' {per}' if per else ''}.",
        f"Clear or possible: {marked or 'none'} of {TYPE.count(len(tests))}; if A and B were "
        f"alike, {change_words.expected(tests)} would be.",
    ]
    if left:
        said.append(f"What stands out: {', '.join(left)}.")
    return " ".join(said)


def _value(test: Change) -> float:
    """Return A against B in per cent; B must not be 0."""
    here, there = test.after / test.exposure[1], test.before / test.exposure[0]
    return 100 * (here / there - 1)


def _ends(test: Change) -> tuple[float, float]:
    """Return the ends of the interval in per cent, the upper at most the end of the axis."""
    low, high = test.ratio or (1.0, 1.0)
    far = max(FARTHEST, BEYOND * _value(test))
    return 100 * (low - 1), far if isinf(high) else min(100 * (high - 1), far)


def _colour(test: Change) -> str:
    return theme.of_change(test.verdict != "normal", 1 if say.is_more(test) else -1)


def _types_table(sides: Sides, of_a: Question, of_b: Question) -> Table:
    per = say.unit(sides)
    rates = (f"A {per}", f"B {per}") if per else ()

    def row(name: str, test: Change | None) -> tuple[Cell, ...]:
        if test is None:
            return (name, None, None, *[None] * len(rates), None, None, say.verdict(test))
        a, b = test.after, test.before
        values = (say.rate(a, sides.a, sides), say.rate(b, sides.b, sides)) if per else ()
        value = _value(test) if b else None
        return name, a, b, *values, value, change_words.ratio(test), say.verdict(test)

    return Table(
        caption=say.caption(sides, of_a, of_b),
        columns=("Crime type", "A", "B", *rates, AGAINST_B, change_words.RATIO, "Verdict"),
        rows=[*(row(name, test) for name, test in sides.types), row("All chosen", sides.test)],
        missing="–",
        decimals_by_column={3: 2, 4: 2} if per else {},
        signed=(5 if per else 3,),
        note=" ".join([_types_sentence(sides), *say.notes(sides, of_a)]),
    )
