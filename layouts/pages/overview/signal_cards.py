"""The signals of the page Now: cards, each a link to its view, and their table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.model import months, pages
from data.model.crime_types import CHOICE
from data.model.filters import Filters
from data.model.noun import Noun, either
from data.model.question import Question
from data.model.signal_row import SignalRow
from data.places.actions import Action, in_order
from data.stats.significance import verdict
from layouts.base import words
from layouts.base.addresses import below
from layouts.base.explained import how_we_know
from layouts.base.tables import Table
from layouts.base.unchecked import Link, html
from layouts.base.words import number

SIGNAL, ACTION = Noun("signal", "signals"), Noun("other action", "other actions")
TEST = Noun("test", "tests")
UNNAMED = "a street point"
# Where no action is recorded, and where all of those recorded are finished.
WITHOUT_ACTION = {
    "near by": (
        "Being done: no action is recorded near by.",
        "Being done: every action recorded near by is finished.",
    ),
    "borough": (
        "Being done: no action on this type is recorded.",
        "Being done: every action recorded on this type is finished.",
    ),
}
HOW = (
    "They are searched in every type, ward and place, and around every street point, over the "
    "newest 1, 3, 6 and 12 months, whatever the filters above."
)
MANY = (
    "Every type, ward and place is searched, and around each street point, over the newest 1, 3, 6 "
    "and 12 months. Those that stand out are chosen by the rule of Benjamini and Yekutieli at 5%. "
    "It holds however the tests depend on each other."
)
Found = Sequence[tuple[SignalRow, Sequence[Action]]]


def section(question: Question, found: Found, tests: int, today: date) -> list[Any]:
    """Return the heading with a card for each signal, or with the reason why there are none.

    ``tests`` is the number of comparisons that were searched, 0 if there was no search.
    """
    title, sentence = heading(len(found), tests)
    return [
        html.H2(title),
        html.P(sentence, className="soft"),
        *([how_we_know(MANY)] if tests else []),
        *([html.Ol([_card(question, *each, tests, today) for each in found])] if found else []),
    ]


def heading(n: int, tests: int) -> tuple[str, str]:
    """Return the title and the sentence above ``n`` signals found in ``tests`` comparisons."""
    if not tests:
        return (
            "Signals: not searched",
            "Too few months or incidents are held to compare the newest months with earlier ones.",
        )
    chance = "If nothing had changed, at most one page in twenty would show any."
    if not n:
        return (
            "No signal stands out in the newest months",
            f"None of {TEST.count(tests)} is left once all of them are allowed for. {chance}",
        )
    stand = either(n, "stands out", "stand out")
    return (
        f"{SIGNAL.count(n).capitalize()} {stand} in the newest months",
        f"Left of {TEST.count(tests)} once all are allowed for. {chance}",
    )


def table(found: Found, tests: int) -> Table:
    """Return the signals as rows, for files and slides."""
    return Table(
        caption="Signals in the newest months, most certain first",
        columns=("Signal", "Incidents", "Expected", "Since", "Until", "How sure"),
        rows=[
            (
                title(signal), signal.n, round(signal.expected), months.label(signal.first_month),
                months.label(signal.last_month), sure(signal),
            )
            for signal, _actions in found
        ],
        text_columns=1,
        note=f"{heading(len(found), tests)[1]} {HOW}",
    )  # fmt: skip


def title(signal: SignalRow) -> str:
    """Return what changed and where: "Shoplifting up within 250 m of Mill Lane, Alder"."""
    return f"{CHOICE[signal.choice].label} {'up' if rises(signal) else 'down'} {where(signal)}"


def where(signal: SignalRow) -> str:
    """Return the area as the end of a title: "in Alder", "in the whole borough"."""
    if signal.kind == "street":
        street = signal.street or UNNAMED
        ward = f", {signal.name}" if signal.name and not street.endswith(signal.name) else ""
        return f"within {signal.radius_m} m of {street}{ward}"
    return f"in {signal.name}" if signal.name else "in the whole borough"


def rises(signal: SignalRow) -> bool:
    """Whether there are more incidents than expected."""
    return signal.n > signal.expected


def amount(signal: SignalRow) -> str:
    """Return the count, its months, the counts before and the count that was expected."""
    when = words.stretch(signal.first_month, signal.last_month)
    length = len(months.between(signal.first_month, signal.last_month))
    before = words.MONTH.count(signal.months_before)
    rest = "the other types" if signal.kind == "borough" else "the rest of the borough"
    likely = f"about {number(signal.expected)}" if signal.expected >= 1 else "fewer than 1"
    expected = f"{likely}, had it followed {rest}"
    if signal.kind == "borough":
        return f"{number(signal.n)} in {when}; {number(signal.before)} a year earlier; {expected}."
    if length == 1:
        usual = f"{_usual(signal)} of the {before} compared"
        return f"{number(signal.n)} in {when}; {usual}; {expected}."
    monthly = number(signal.before / signal.months_before, 1)
    return (
        f"{number(signal.n)} in {when}, {number(signal.n / length, 1)} a month; {monthly} a month "
        f"in the {before} compared; {expected}."
    )


def _usual(signal: SignalRow) -> str:
    """Return the range of the counts of the months compared: "0 to 4 in each"."""
    if not signal.most:
        return "none in any"
    least = "" if signal.least == signal.most else f"{number(signal.least)} to "
    return f"{least}{number(signal.most)} in each"


def sure(signal: SignalRow) -> str:
    """Return the verdict on the p-value adjusted for all comparisons, as a shape and words."""
    found, rise = verdict(signal.q_value), rises(signal)
    return f"{words.SHAPES[found, rise]} {found} {'rise' if rise else 'fall'}"


def being_done(signal: SignalRow, actions: Sequence[Action], today: date) -> str:
    """Return the first unfinished action, and how many more there are, or that there are none.

    ``actions`` are those near the signal; for a signal of the borough, those on its crime type.
    """
    ahead = [each for each in in_order(actions, today) if each.state(today) != "done"]
    if not ahead:
        without, finished = WITHOUT_ACTION["borough" if signal.kind == "borough" else "near by"]
        return finished if actions else without
    first, more = ahead[0], len(ahead) - 1
    others = f"; {ACTION.count(more)}" if more else ""
    return f"Being done: {first.text} ({first.place_name}, {first.state(today)}{others})."


def address(question: Question, signal: SignalRow) -> str:
    """Return the address of the page that shows a signal, with its type, area and months."""
    filters = Filters.of(
        question.domain, crime=[signal.choice], areas=_areas(signal),
        drawn=signal.circle, first=signal.first_month, last=signal.last_month,
    )  # fmt: skip
    page = {"street": pages.HOTSPOTS, "place": pages.PLACE}.get(signal.kind, pages.TRENDS)
    if page.of:
        filters = filters.everywhere()
    path = page.address(signal.slug or "") if page.of else page.path
    return below(f"{path}{question.query(filters=filters)}")


def _areas(signal: SignalRow) -> list[str]:
    return [signal.slug] if signal.slug and signal.kind in {"ward", "place"} else []


def _card(
    question: Question, signal: SignalRow, actions: Sequence[Action], tests: int, today: date
) -> html.Li:
    return html.Li(
        [
            html.H3(Link(title(signal), href=address(question, signal))),
            html.P(amount(signal)),
            html.P(
                [html.B(sure(signal)), f", even among {TEST.count(tests)}."]
            ),
            html.P(being_done(signal, actions, today), className="soft"),
        ],
        className="signal",
    )  # fmt: skip
