"""Panels of outcomes by group, type and ward, each with its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.model.noun import Noun
from data.model.outcome_groups import GROUPS, NO_SUSPECT, POSITIVE, UNABLE
from data.outcomes.outcomes import FEWEST, Compared, Outcomes
from layouts.base import change_words, theme
from layouts.base.chart import Axis, Chart, Series, headroom
from layouts.base.panels import Panel
from layouts.base.tables import Cell, Table
from layouts.base.unchecked import html
from layouts.pages.outcomes import outcome_words
from layouts.pages.outcomes.outcome_words import (
    INTERVALS,
    cell,
    ends,
    horizon,
    interval_cell,
    standing,
)

FEW = f"fewer than {FEWEST}"
TYPE, WARD = Noun("type of crime", "types of crime"), Noun("ward", "wards")
MOST = 30  # bars
TIER_B = "Violence, drugs, weapons and robbery"


def no_outcomes() -> Panel:
    """Return the panel for a choice of types of which none has outcomes."""
    title = "No outcomes"
    return Panel(title, "", Chart(), Table(title, ("Outcome",), []))


def groups_panel(found: Outcomes) -> Panel:
    """Return the outcomes of the crimes of ripe months by group, or that there are too few."""
    own = found.whole.own
    if own.crimes < FEWEST:
        title = "What became of them"
        said = f"Fewer than {FEWEST} crimes are old enough for a share."
        return Panel(title, said, Chart(), Table(title, ("Outcome",), []))
    values = [100 * own.share(each.id) for each in GROUPS]
    limits = [own.interval(each.id) for each in GROUPS]
    chart = Chart(
        "bars",
        categories=[each.label for each in GROUPS],
        series=[
            Series(
                "Share", values, theme.ACCENT,
                colours=[theme.BAR if each.positive else theme.GREY for each in GROUPS],
                labels=[f"{value:.1f}%" for value in values],
                low=[100 * low for low, _high in limits],
                high=[100 * high for _low, high in limits],
                hover="{x}: {y}",
            )
        ],
        x=Axis("Outcome"),
        y=Axis("Share of crimes", high=headroom(100 * high for _low, high in limits),
               suffix="%", decimals=1),
    )  # fmt: skip
    rest = found.whole.others
    return Panel(
        title=outcome_words.groups_title(own),
        sentence=outcome_words.groups_sentence(own),
        figure=chart,
        table=Table(
            caption=f"What became of {found.crime.plural} in "
            f"{outcome_words.recorded(found)}, {horizon(found.within)}",
            columns=(
                "Outcome", "Categories of police.uk", "Positive", "Crimes", "Share",
                "95% interval", *(("Rest of force",) if rest else ()),
            ),
            rows=[
                (
                    each.label,
                    "; ".join(each.labels),
                    "yes" if each.positive else "no",
                    own.n(each.id),
                    cell(own, each.id),
                    interval_cell(own, each.id),
                    *((cell(rest, each.id),) if rest else ()),
                )
                for each in GROUPS
            ],
            text_columns=3,
            note=f"Shares are of {own.crimes:,} crimes. "
            f"{'' if rest else outcome_words.NO_FORCE}".strip(),
        ),
        legend=[
            html.Span([html.I(style={"background": theme.BAR}), "Positive"]),
            html.Span([html.I(style={"background": theme.GREY}), "Other"]),
        ],
        how=(INTERVALS,),
    )  # fmt: skip


def types_panel(found: Outcomes) -> Panel:
    """Return the share of each type of crime, against the rest of the force where it is held."""
    beside = any(each.others for each in found.by_type)
    names = Names(TYPE, "Rest of force" if beside else "", "the rest of the police force")
    return _compared_panel(found.by_type, found, names, "" if beside else outcome_words.NO_FORCE)


def wards_panel(found: Outcomes) -> Panel:
    """Return the share of each ward, against the other wards.

    Only types of tier A are given by ward: without one the panel says so.
    """
    if not found.ward_types:
        title, said = "By ward", f"{TIER_B} are shown for the whole area only."
        return Panel(title, said, Chart(), Table(title, ("Ward",), []))
    left_out = len(found.ward_types) < len(found.by_type)
    note = f"{TIER_B} are shown for the whole area only." if left_out else ""
    return _compared_panel(
        found.by_ward, found, Names(WARD, "Other wards", "the other wards"), note
    )


@dataclass(frozen=True)
class Names:
    """The words for the rows and for what they are compared with.

    ``noun`` is of the rows, ``head`` the heading of the column of the others (empty if nothing is
    compared) and ``others`` their name in a sentence.
    """

    noun: Noun
    head: str
    others: str


def _compared_panel(rows: Sequence[Compared], found: Outcomes, names: Names, note: str) -> Panel:
    """Return a bar for each type or ward with enough crimes, the largest share first.

    Rows with too few crimes, or beyond the ``MOST`` with most crimes, are only in the table.
    """
    heading = names.noun.singular.capitalize()
    enough = [each for each in rows if each.enough]
    shown = sorted(_most(enough), key=lambda each: -each.own.share(*POSITIVE))
    if not shown:
        title = f"By {names.noun.singular}"
        said = f"No {names.noun.singular} has {FEWEST} crimes that are old enough. {note}".strip()
        return Panel(title, said, Chart(), Table(title, (heading,), []))
    values = [100 * each.own.share(*POSITIVE) for each in shown]
    low, high = ends([each.own for each in shown])
    few = len(rows) - len(enough)
    left_out = (
        f"{names.noun.count(few, ('has', 'have'))} fewer than {FEWEST} crimes." if few else ""
    )
    drawn = f"The chart has the {MOST} with most crimes." if len(shown) < len(enough) else ""
    tests = [(each.name, each.test) for each in enough if each.test]
    thresholds = change_words.THRESHOLDS if tests else ""
    notes = (outcome_words.survivors(tests), thresholds, note)
    how = (INTERVALS, change_words.MANY) if tests else (INTERVALS,)
    return Panel(
        title=outcome_words.differ(tests, names.noun, names.others),
        sentence=f"Positive outcomes {horizon(found.within)}, the largest share first. "
        f"{left_out} {drawn} {note}".strip(),
        figure=Chart(
            "bars",
            categories=[each.name for each in shown],
            series=[
                Series(
                    "Positive", values, theme.ACCENT,
                    colours=[theme.BAR] * len(values), labels=[f"{each:.1f}%" for each in values],
                    low=low, high=high, hover="{x}: {y}",
                )
            ],
            x=Axis(heading),
            y=Axis("Positive outcome", high=headroom(high), suffix="%", decimals=1),
        ),
        table=Table(
            caption=f"Crimes in {outcome_words.recorded(found)} and their outcomes "
            f"{horizon(found.within)}, by {names.noun.singular}",
            columns=(
                heading, *(("Difference", change_words.RATIO) if names.head else ()), "Crimes",
                "Positive", "95% interval", "No suspect", "Unable to prosecute",
                *((names.head,) if names.head else ()),
            ),
            rows=[
                _compared_cells(each, names.head)
                for each in (*shown, *(each for each in rows if each not in shown))
            ],
            text_columns=3 if names.head else 1,
            missing=FEW,
            note=" ".join(filter(None, notes)),
        ),
        how=how,
    )  # fmt: skip


def _most(rows: Sequence[Compared]) -> list[Compared]:
    """Return the ``MOST`` rows with most crimes, in the order given."""
    least = sorted((each.own.crimes for each in rows), reverse=True)[:MOST]
    return [each for each in rows if each.own.crimes >= least[-1]][:MOST] if rows else []


def _compared_cells(row: Compared, others: str) -> Sequence[Cell]:
    own = row.own if row.enough else None
    compared = (standing(row.test), change_words.ratio(row.test) or "–") if others else ()
    rest = (cell(row.others) or "–",) if others else ()
    return (
        row.name,
        *compared,
        row.own.crimes,
        cell(own),
        interval_cell(own),
        cell(own, NO_SUSPECT),
        cell(own, UNABLE),
        *rest,
    )
