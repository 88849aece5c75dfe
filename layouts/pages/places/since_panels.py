"""What happened since an action: a card for page and paper, and a slide, with the same numbers."""

from collections.abc import Sequence
from math import floor, log10
from typing import Any

from data.model.crime_types import CHOICE
from data.places.before_after import BeforeAfter, NotCompared, Since
from layouts.base import theme
from layouts.base.chart import Axis, Chart, Series, counts
from layouts.base.components import scrolled_table
from layouts.base.findings import ASK
from layouts.base.panels import Panel
from layouts.base.tables import Cell, Table
from layouts.base.unchecked import html
from layouts.base.words import number, signed
from layouts.pages.places import action_words as say

LEAD = (
    "Incidents are counted before and after each action began, in the same months of the year. "
    "The same is counted at a comparison place. Where none is named, no verdict is possible."
)
BEFORE, AFTER, NO_VERDICT = "Before", "After", "No verdict"
STEPS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)  # a scale ends at one of these times a power of ten


def cards(every: Sequence[Since], *, demonstration: bool = False) -> list[Any]:
    """Return a card for each action, or how to add some."""
    if not every:
        return [html.P(f"No actions have been loaded. {ASK}", className="finding")]
    lead = html.P([html.B(say.answers(every)), f" {LEAD}"], className="lead")
    shown = (html.Section(each, className="card since") for each in on_one_scale(every, html.H2))
    return [*notes(every, demonstration=demonstration), lead, *shown]


def on_one_scale(every: Sequence[Since], heading: Any = html.H3) -> list[html.Div]:
    """Return the cards of a page, whose intervals are drawn on one scale."""
    return [card(each, heading, every) for each in every]


def written_cards(every: Sequence[Since], *, demonstration: bool = False) -> list[Any]:
    """Return what a document has: a card for each action with a verdict, a table of the others."""
    if not every:
        return []
    answered = [each for each in every if each.answer != say.UNDECIDED]
    rest = [each for each in every if each.answer == say.UNDECIDED]
    return [
        *notes(every, demonstration=demonstration),
        html.P([html.B(say.answers(every)), f" {LEAD}"]),
        *on_one_scale(answered, html.H2),
        *([html.H2(NO_VERDICT), scrolled_table(_undecided(rest))] if rest else []),
    ]


def _undecided(rest: Sequence[Since]) -> Table:
    """Return the actions without a verdict, with what is counted and the reason."""
    return Table(
        caption="Actions without a verdict: the same months of the year before and after",
        columns=(
            "Place",
            "Action",
            "Began",
            "Why no verdict",
            "Crime type",
            "Months",
            BEFORE,
            AFTER,
        ),
        rows=[
            (
                each.action.place_name,
                each.action.text,
                say.day(each.action.began, each.action.assumed),
                say.why(each),
                CHOICE[each.action.crime].label,
                len(each.months.after) if each.months and each.counts else None,
                *(each.counts or (None, None)),
            )
            for each in rest
        ],
        text_columns=5,
        missing="–",
    )


def notes(every: Sequence[Since], *, demonstration: bool = False) -> list[Any]:
    """Return the notes above the cards, or an empty list if no action has counts.

    In a demonstration the first says that the incidents are invented.
    """
    if all(each.counts is None for each in every):
        return []
    example = [html.B(f"{say.EXAMPLE}. "), say.INVENTED]
    invented = [html.P(example, className="invented")] if demonstration else []
    return [*invented, html.P(say.REGRESSION, className="follows")]


def card(found: Since, heading: Any = html.H3, among: Sequence[Since] = ()) -> html.Div:
    """Return what happened since one action: the verdict, the sentence, the interval, the counts.

    The interval is drawn on a scale that is wide enough for all actions ``among`` which it stands.
    """
    action = found.action
    began = say.day(action.began, action.assumed)
    parts: list[Any] = [
        heading(say.finding(found)),
        html.P(f"{action.place_name}: {action.text}. Began {began}.", className="soft what"),
        html.P(say.sentence(found), className="finding"),
        *_interval_bar(found, _scale_end(among or [found])),
    ]
    if found.counts is not None:
        parts.append(scrolled_table(table(found)))
    return html.Div(parts, className="before-after")


def table(found: Since) -> Table:
    """Return the counts of both places before and after, their changes and the difference.

    The last row is there only if there is a verdict.
    """
    action = found.action
    if found.months is None:
        none = (action.place_name, None, None, None)
        return Table(action.text, ("Place", BEFORE, AFTER, "Change"), [none], missing="–")
    before, after = say.months_of(found.months)
    what = CHOICE[action.crime].noun.plural
    rows: list[tuple[Cell, ...]] = [
        (name, *pair, pair[1] - pair[0]) for name, pair in _pairs(found)
    ]
    if isinstance(found.result, BeforeAfter) and found.answer != say.UNDECIDED:
        estimate = found.result.counts.estimate
        rows.append(("Difference of the changes", None, None, estimate))
    return Table(
        caption=f"{what[0].upper()}{what[1:]}, {before} (before) and {after} (after)",
        columns=("Place", BEFORE, AFTER, "Change"),
        rows=rows,
        missing="–",
        signed=(3,),
    )


def _pairs(found: Since) -> list[tuple[str, tuple[int, int]]]:
    """Return the counts before and after by place, the comparison place last, if known."""
    if found.counts is None:
        return []
    own = (found.action.place_name, found.counts)
    if isinstance(found.result, NotCompared):
        return [own]
    return [own, (f"{found.action.comparison_name} (comparison)", found.result.counts.comparison)]


def _interval(found: Since) -> tuple[float, float] | None:
    """Return the interval of the difference, or None without a verdict."""
    if isinstance(found.result, NotCompared) or found.answer == say.UNDECIDED:
        return None
    return found.result.counts.interval


def _scale_end(every: Sequence[Since]) -> float:
    """Return where a scale ends on either side: a round number that no interval goes beyond."""
    ends = [abs(end) for each in every for end in _interval(each) or ()]
    far = max([*ends, 1])
    power = 10 ** floor(log10(far))
    return next(step * power for step in STEPS if step * power >= far)


def _interval_bar(found: Since, far: float) -> list[Any]:
    """Return the interval of the difference, drawn on a scale from -far to far.

    Empty without a verdict.
    """
    interval = _interval(found)
    if interval is None or isinstance(found.result, NotCompared):
        return []
    counts, (low, high) = found.result.counts, interval

    def at(value: float) -> float:
        return 50 + 50 * value / far

    ends = number(far, 1 if far % 1 else 0)
    said = (
        f"Difference of the changes at the two places: {signed(counts.estimate)}, 95% interval "
        f"{signed(low, 1)} to {signed(high, 1)}, on a scale of {ends} on either side of 0"
    )
    return [
        html.Div(
            [
                html.I(style={"left": f"{at(low):.1f}%", "width": f"{at(high) - at(low):.1f}%"}),
                html.B(style={"left": f"{at(counts.estimate):.1f}%"}),
                html.Span(f"{ends} fewer"),
                html.Span("0, no difference"),
                html.Span(f"{ends} more"),
            ],
            className="reach",
            role="img",
            **{"aria-label": said},
        )
    ]


def panel(found: Since, *, demonstration: bool = False) -> Panel:
    """Return one action for a slide: the answer as title, both places before and after as bars."""
    action, shown = found.action, table(found)
    answer = say.finding(found)
    titled = say.short(action.text, say.OF_TITLE)
    about = f"{action.place_name}: {titled}"
    what = "" if titled == action.text else f"{action.text}. "
    invented = demonstration and found.counts is not None
    opening = f"{say.INVENTED} {answer}. " if invented else ""
    began = say.day(action.began, action.assumed)
    pairs = _pairs(found)
    bars = [
        Series(name, values, colour, labels=[f"{each:,}" for each in values])
        for name, values, colour in (
            (BEFORE, [pair[0] for _name, pair in pairs], theme.SEQUENTIAL[1]),
            (AFTER, [pair[1] for _name, pair in pairs], theme.ACCENT),
        )
    ]
    y = counts([value for each in bars for value in each.values])
    key = [html.Span([html.I(style={"background": each.colour}), each.name]) for each in bars]
    return Panel(
        title=f"{say.EXAMPLE}: {about}" if invented else f"{answer}. {about}",
        sentence=f"{opening}{what}Began {began}. {say.sentence(found)}",
        figure=Chart("columns", [name for name, _pair in pairs], bars, Axis("Place"), y)
        if pairs
        else Chart(),
        table=shown,
        legend=[*key, html.Span(say.REGRESSION)] if pairs else (),
    )
