"""Drivers of a change: the change of each type or ward, as bars, a sentence and a table."""

from collections.abc import Sequence
from typing import Any

from data.model.noun import Noun, either
from data.model.question import AREAS, Question, join
from data.stats.drivers import Drivers
from data.stats.significance import Change
from layouts.base import change_words, findings, theme, words
from layouts.base.change_words import cautions
from layouts.base.chart import Axis, Chart, Series
from layouts.base.panels import Panel
from layouts.base.tables import Cell, Later, Table
from layouts.base.unchecked import html
from layouts.pages.trends.view_links import links

SHOWN, NAMED = 9, 3
LEAST_SHARE = 0.25
ROOM = 0.9  # space for a label beside the longest bar, as a share of its length
PARTS_OF = {"type": Noun("type", "types"), "area": AREAS["ward"]}
OTHER = Noun("other", "others")
PARTS = {"type": "By type", "area": "By ward"}


def driver_panel(question: Question, drivers: Drivers | None) -> Panel:
    """Return the parts of the change on the year before, or why there are none.

    ``drivers`` is None where nothing is compared.
    """
    part = PARTS_OF[question.parts]
    name = findings.subject(question)
    if drivers is None:
        why = words.why_no_change(question)
        return Panel(
            title="What drove the change",
            sentence=f"Not compared with the year before: {why}.",
            figure=Chart(),
            table=_table(question, (), part),
        )
    return Panel(
        title=_title(question, drivers, name, part),
        sentence=" ".join(filter(None, [_sentence(drivers, part), cautions(question)])),
        figure=bars(drivers.parts, part),
        table=_table(question, drivers.parts, part),
        legend=[
            html.Span(f"{words.stretch(question.first, question.last)} against a year earlier."),
            html.Span(words.MARKS),
            html.Span(change_words.THRESHOLDS),
        ],
        how=[*_index(drivers), change_words.MANY],
    )


def _index(drivers: Drivers) -> list[str]:
    """Return the dispersion index with its meaning; empty if it is not defined."""
    index = drivers.dispersion
    if index is None:
        return []
    meaning = "the share of the parts that it takes to make up the change, near 0 if a few do"
    return [f"Dispersion index: {index:.2f} ({meaning}; Ratcliffe 2010)."]


def _title(question: Question, drivers: Drivers, name: str, part: Noun) -> str:
    """Return the net change, its largest part and the sum of all other parts.

    The largest part is named if it stands out and is at least ``LEAST_SHARE`` of the net change;
    otherwise the title says how many parts moved that way. If the whole did not change beyond
    normal variation, the title says so and names the parts that stand out.
    """
    whole = drivers.whole
    if whole.verdict == "normal":
        found = words.changed(name, whole, words.period(question))
        return "; ".join(filter(None, [found, _standing_out(drivers, part)]))
    leader, test = drivers.parts[0]
    total, rest = whole.difference, whole.difference - test.difference
    if len(drivers.parts) == 1:
        return f"{leader}: {words.signed(total)}"
    kept = change_words.left(drivers.parts)
    if leader not in kept or abs(test.difference) < LEAST_SHARE * abs(total):
        same = sum(each.difference * drivers.sign > 0 for _name, each in drivers.parts)
        way = "up" if drivers.sign > 0 else "down"
        return f"Net {words.signed(total)}: {way} in {same} of {part.count(len(drivers.parts))}"
    largest = f"{leader} {words.signed(test.difference)}"
    return f"Net {words.signed(total)}: {largest}, all others {words.signed(rest)}"


def _standing_out(drivers: Drivers, part: Noun) -> str:
    """Return the parts that stand out once corrected for many tests; empty if none does.

    More than ``NAMED`` are only counted.
    """
    kept = {*change_words.left(drivers.parts)}
    if len(kept) > NAMED:
        return f"{len(kept)} of {part.count(len(drivers.parts))} stand out"
    lower = findings.lowered if part == PARTS_OF["type"] else str
    named = [(lower(each), test) for each, test in drivers.parts if each in kept]
    return change_words.moved(named) if named else ""


def _sentence(drivers: Drivers, part: Noun) -> str:
    if not drivers.parts:
        return "Nothing was recorded before or now."
    compared = words.compared(drivers.whole)
    said = [f"{compared[0].upper()}{compared[1:]}."]
    if drivers.whole.verdict == "normal":
        return f"{said[0]} Its parts are in the chart."
    ordered = drivers.parts if drivers.sign > 0 else drivers.parts[::-1]
    said += [
        _pull("Up", [each for each in ordered if each[1].difference > 0]),
        _pull("Down", [each for each in reversed(ordered) if each[1].difference < 0]),
    ]
    if drivers.needed and len(drivers.parts) > 1:
        kind = "rise" if drivers.sign > 0 else "fall"
        said.append(
            f"{drivers.needed} of {part.count(len(drivers.parts))} "
            f"{either(drivers.needed, 'makes', 'make')} up the whole {kind}."
        )
    return " ".join(filter(None, said))


def _pull(way: str, parts: Sequence[tuple[str, Change]]) -> str:
    """Return the parts that changed one way, the first ``NAMED`` by name, and the sum of all.

    Empty if there are none.
    """
    if not parts:
        return ""
    named = [f"{name} {words.signed(test.difference)}" for name, test in parts[:NAMED]]
    if rest := len(parts) - NAMED:
        named += [OTHER.count(rest)] if rest > 0 else []
    total = words.signed(sum(test.difference for _name, test in parts))
    return f"{way}: {join(named)}{f' ({total} in all)' if len(parts) > 1 else ''}."


def bars(parts: Sequence[tuple[str, Change]], part: Noun) -> Chart:
    """Return a bar for each of the ``SHOWN`` largest parts, in the order given.

    All other parts are one bar.
    """
    ordered = sorted(parts, key=lambda each: -abs(each[1].difference))
    largest = {name for name, _test in ordered[:SHOWN]}
    shown = [
        (
            name,
            test.difference,
            words.verdict(test),
            theme.of_change(test.verdict != "normal", test.difference),
        )
        for name, test in parts
        if name in largest
    ]
    if rest := [test.difference for name, test in parts if name not in largest]:
        shown.append((f"{len(rest)} other {part.form(len(rest))}", sum(rest), "", theme.STEADY))
    if not shown:
        return Chart()
    names, values, said, colours = zip(*shown, strict=True)
    highest = max(map(abs, values)) or 1
    room = ROOM * highest
    changes = Series(
        "Change",
        values,
        theme.STEADY,
        colours=colours,
        labels=[
            f"{words.signed(value)}  {verdict[:1]}".strip()  # the shape: words do not fit a phone
            for value, verdict in zip(values, said, strict=True)
        ],
        hover="{x}: {y} ({note})",
        notes=[verdict or "together" for verdict in said],
    )
    low, high = min([0, *values]), max([0, *values])
    return Chart(
        "bars",
        categories=names,
        series=(changes,),
        x=Axis(part.singular.capitalize()),
        y=Axis(
            "Change on the year before",
            low - room if low else -0.02 * highest,
            high + room,
            signed=True,
        ),
    )


def _table(question: Question, parts: Sequence[tuple[str, Change]], part: Noun) -> Table:

    def cells() -> list[tuple[Cell, ...]]:
        return [
            (
                name,
                test.before,
                test.after,
                test.difference,
                change_words.ratio(test),
                words.verdict(test),
                change_words.chance_alone(test),
            )
            for name, test in parts
        ]

    return Table(
        caption=f"{findings.subject(question)}: the change by {part.singular}, "
        f"{words.stretch(question.first, question.last)}",
        columns=(
            part.singular.capitalize(),
            "Year before",
            "Now",
            "Change",
            change_words.RATIO,
            "Verdict",
            change_words.CHANCE_ALONE,
        ),
        rows=Later(len(parts), cells),
        signed=(3,),
        missing="–",
        note=change_words.marked(parts, part),
    )


def part_links(question: Question) -> list[Any]:
    """Return the links "By type" and "By ward"; empty if a single type is chosen."""
    return links(question, "parts", PARTS) if question.has_parts_by_type else []
