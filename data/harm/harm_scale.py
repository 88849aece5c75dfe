"""The harm weights of a pack, and for which questions they may be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import pandas as pd

from data.model import crime_types
from data.model.crime_types import OFFENCES
from data.model.months import YEAR
from data.model.question import Question
from data.model.rows import rows
from data.stats.dispersion import Scatter
from data.stats.weighted import Weights

ENGLAND = "England"
Pair = tuple[float, float]
# Why there is no harm: only ASB is chosen, a type has no weight, areas other than wards are chosen,
# the wards are of another edition, fewer than twelve months are held, or none is.
Reason = Literal["asb", "weights", "place", "edition", "short", "not held"]


class HarmWeightRow(NamedTuple):
    """The harm weight of a crime type or of a published figure (the other is blank), for one area.

    ``mean`` and ``mean_square`` are those of the area's offences; ``matched`` is the share of them
    that has a weight. ``chosen``: this weight is in use. ``fallback`` says why the weights in use
    are not those of the borough's own force; empty where they are.
    """

    index_name: str
    vintage: str
    licence: str
    area: str
    crime_type: str
    measure: str
    mean: float
    mean_square: float
    matched: float | None
    chosen: bool
    fallback: str


@dataclass(frozen=True, eq=False)
class Scale:
    """The weights in use; ``used`` is one of their rows, with the index and the area.

    ``by_type`` and ``by_measure`` (names in lower case) have the mean and the mean square of the
    weights. ``every`` has the rows of all areas of the same vintage, for the range of a score.
    ``filled`` are the types that have England's weight, because the area in use has none.
    """

    used: HarmWeightRow
    by_type: Mapping[str, Pair]
    by_measure: Mapping[str, Pair]
    every: Sequence[HarmWeightRow]
    filled: tuple[str, ...] = ()

    def weights(self, types: Sequence[str], months: float = YEAR) -> Weights:
        """Return the weights of crime types, for counts over so many months."""
        scatters = [Scatter.of([each], months) for each in types]
        return Weights.of([self.by_type[each] for each in types], scatters)

    def range_of(self, counts: Mapping[str, float]) -> tuple[Pair, tuple[str, str]] | None:
        """Return the least and greatest score of these counts with the weights of any one force.

        With the names of the two forces; None if fewer than two forces have weights.
        """
        means: dict[str, dict[str, float]] = {}
        for row in self.every:
            if row.crime_type and row.area != ENGLAND:
                means.setdefault(row.area, {})[row.crime_type] = row.mean
        scores = {
            area: sum(n * mean.get(each, self.by_type[each][0]) for each, n in counts.items())
            for area, mean in means.items()
        }
        if len(scores) <= 1:
            return None
        least, most = min(scores, key=scores.__getitem__), max(scores, key=scores.__getitem__)
        return (scores[least], scores[most]), (least, most)


def scale_of(frame: pd.DataFrame) -> Scale:
    """Return the weights in use; a type that the borough's force never recorded has England's.

    ``frame`` has the table ``harm_weight``: ``HarmWeightRow``.
    """
    every = rows(frame, HarmWeightRow)
    chosen = [each for each in every if each.chosen]
    used = chosen[0]
    same = [each for each in every if each.vintage == used.vintage]
    own = {each.crime_type for each in chosen if each.crime_type}
    from_england = [
        each
        for each in same
        if each.area == ENGLAND and each.crime_type and each.crime_type not in own
    ]
    return Scale(
        used=used,
        by_type={
            each.crime_type: (each.mean, each.mean_square)
            for each in (*chosen, *from_england)
            if each.crime_type
        },
        by_measure={
            each.measure.lower(): (each.mean, each.mean_square) for each in chosen if each.measure
        },
        every=same,
        filled=tuple(each.crime_type for each in from_england),
    )


def of_crimes(question: Question) -> Question | None:
    """Return the question without anti-social behaviour, which has no weight.

    None if no type is left. "Crime and ASB" becomes "All crime".
    """
    kept = []
    for each in question.filters.crime:
        types = {*crime_types.CHOICE[each].crime_types}
        if types > {*OFFENCES}:
            kept.append(crime_types.DEFAULT_CHOICE)
        elif types and types <= {*OFFENCES}:
            kept.append(each)
    if not kept:
        return None
    return replace(question, filters=question.filters.with_crime(*kept))


def types_of(question: Question) -> tuple[str, ...]:
    """Return the crime types that a question counts, in the order of police.uk."""
    chosen = (crime_types.CHOICE[each] for each in question.filters.crime)
    types = {each for choice in chosen for each in choice.crime_types}
    return tuple(each for each in OFFENCES if each in types)


def why_not(question: Question, found: Scale) -> Reason | None:
    """Return why there is no harm to show for a question of crimes; None where there is.

    In a small area, a single grave offence can outweigh all others. So no area is smaller than a
    ward, and wards need twelve months of data if a chosen type is of tier B.
    """
    filters = question.filters
    if any(each not in found.by_type for each in types_of(question)):
        return "weights"
    kinds = {question.domain.area_by_id[each].kind for each in filters.areas}
    if filters.drawn or question.place or kinds - {"ward"}:
        return "place"
    if not question.is_covered:
        return "not held"
    if filters.areas and is_short(question):
        return "short"
    return None


def is_short(question: Question) -> bool:
    """Return whether the months held are too few for the harm of wards: see ``why_not``."""
    held = question.filters.length - len(question.missing)
    return held < YEAR and not question.filters.points_may_be_shown
