"""Outcomes of the crimes that a question selects: by month, group, type and ward."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.model import months
from data.model.crime_types import BY_ID, CHOICE, CRIME, OFFENCES
from data.model.noun import Noun
from data.model.outcome_groups import HORIZONS
from data.model.question import Question
from data.outcomes.cohorts import FORCE, PUBLISHED, Age, Cohorts, Tally, tallies, tally
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change

FEWEST = 50  # crimes of ripe cohorts, for a share to be shown or compared
# The horizons by the values of the view's ``within``.
BY_NAME = {**{str(each): each for each in HORIZONS}, "published": PUBLISHED}


@dataclass(frozen=True)
class CohortOutcome:
    """The crimes recorded in a month, by horizon; ``age`` says which horizons are ripe."""

    month: date
    age: Age
    by_horizon: dict[int, Tally]

    @property
    def crimes(self) -> int:
        """The crimes recorded."""
        return max((each.crimes for each in self.by_horizon.values()), default=0)


@dataclass(frozen=True)
class Compared:
    """The crimes of a type, ward or the borough, and the crimes they are compared with.

    ``test`` is the difference of the positive shares.

    ``others`` and ``test`` are None where either has too few crimes or nothing may be compared.
    """

    name: str
    own: Tally
    others: Tally | None = None
    test: Change | None = None

    @property
    def enough(self) -> bool:
        """Whether there are enough crimes for a share."""
        return self.own.crimes >= FEWEST


@dataclass(frozen=True)
class Outcomes:
    """What became of the crimes of a question ``within`` a horizon (months, or ``PUBLISHED``).

    ``cohorts`` are those of the chosen months that are held, ``ripe`` the months whose crimes
    count. ``whole`` is compared with the rest of the police force. ``before`` has the same crimes
    compared with those of the same months a year earlier; None where one of those is not ripe or
    either has too few crimes. At ``PUBLISHED`` nothing is compared. ``by_ward`` has only types of
    tier A, which are ``ward_types``.
    """

    question: Question
    within: int
    horizons: tuple[int, ...]
    cohorts: tuple[CohortOutcome, ...]
    ripe: tuple[date, ...]
    whole: Compared
    before: Compared | None
    by_type: tuple[Compared, ...]
    by_ward: tuple[Compared, ...]
    ward_types: tuple[str, ...]

    @property
    def crime(self) -> Noun:
        """The chosen crime types as a noun, without anti-social behaviour: it has no outcome."""
        offences = [
            [each for each in CHOICE[chosen].crime_types if each in OFFENCES]
            for chosen in self.question.filters.crime
        ]
        return Noun.any_of(
            [BY_ID[each[0]].noun if len(each) == 1 else CRIME for each in offences if each]
        )

    @property
    def releases(self) -> tuple[str, ...]:
        """The releases of the street files of the ripe months."""
        found = {each.age.release for each in self.cohorts if each.month in self.ripe}
        return tuple(sorted(found))


def outcomes(held: Cohorts, question: Question) -> Outcomes | None:
    """Return the outcomes of a question's crimes in the whole borough.

    None without any crime type, or if the pack has no outcomes. Missing months are left out, and
    cohorts that are not ripe are only in ``cohorts``.
    """
    domain = question.domain
    types = tuple(each for each in OFFENCES if each in question.filters.types)
    if not types or not held.horizons:
        return None
    wanted = BY_NAME[question.view.within]
    within = wanted if wanted in held.horizons else held.horizons[0]
    chosen = [
        each
        for each in months.between(question.first, question.last)
        if each in domain.covered_of(frozenset(types)) and each in held.ages
    ]
    ripe = [each for each in chosen if held.ages[each].ripe(within)]
    rows = held.of(ripe, types, within)
    own = rows[rows["ward_code"] != FORCE]
    scatter = Scatter.of(question.filters.crime, max(len(ripe), 1))
    tested = within != PUBLISHED
    tier_a = tuple(each for each in types if BY_ID[each].tier == "A")
    return Outcomes(
        question,
        within,
        held.horizons,
        tuple(_cohort(held, each, types) for each in chosen),
        tuple(ripe),
        _against_force("All types chosen", rows, scatter) if tested else
        Compared("All types chosen", tally(own)),
        _year_before(held, question, ripe, types, within) if tested else None,
        tuple(
            _against_force(BY_ID[each].label, rows[rows["crime_type"] == each],
                           Scatter.of([each], max(len(ripe), 1)), tested=tested)
            for each in types
        ),
        tuple(_by_ward(question, own[own["crime_type"].isin(tier_a)], scatter, tested=tested)),
        tier_a,
    )  # fmt: skip


def _cohort(held: Cohorts, month: date, types: Sequence[str]) -> CohortOutcome:
    by_horizon = {}
    for within in held.horizons:
        rows = held.of([month], types, within)
        by_horizon[within] = tally(rows[rows["ward_code"] != FORCE])
    return CohortOutcome(month, held.ages[month], by_horizon)


def _against_force(
    name: str, rows: pd.DataFrame, scatter: Scatter, *, tested: bool = True
) -> Compared:
    """Return the crimes of the borough against those of the rest of its police force."""
    by_area = {is_force: tally(own) for is_force, own in rows.groupby(rows["ward_code"] == FORCE)}
    own = by_area.get(False, Tally({}))
    whole = by_area.get(True)
    rest = whole.less(own) if whole and tested else None
    return _compared(name, own, rest, scatter)


def _compared(name: str, own: Tally, others: Tally | None, scatter: Scatter) -> Compared:
    """Return crimes compared with others; not compared if there are too few of either."""
    if others is None or min(own.crimes, others.crimes) < FEWEST:
        return Compared(name, own)
    exposure = (float(others.crimes), float(own.crimes))
    return Compared(name, own, others, change(others.positive, own.positive, scatter, exposure))


def _year_before(
    held: Cohorts, question: Question, ripe: Sequence[date], types: Sequence[str], within: int
) -> Compared | None:
    """Return the ripe months compared with the same months a year earlier.

    None unless those are all covered and ripe, and both have enough crimes.
    """
    earlier = [months.shift(each, -months.YEAR) for each in ripe]
    covered = question.domain.covered_of(frozenset(types))
    if not ripe or earlier[-1] >= ripe[0] or not all(
        each in covered and each in held.ages and held.ages[each].ripe(within) for each in earlier
    ):  # fmt: skip
        return None
    own, before = (
        tally(frame[frame["ward_code"] != FORCE])
        for frame in (held.of(span, types, within) for span in (ripe, earlier))
    )
    scatter = Scatter.of(question.filters.crime, len(ripe))
    found = _compared("All types chosen", own, before, scatter)
    return found if found.test else None


def _by_ward(
    question: Question, rows: pd.DataFrame, scatter: Scatter, *, tested: bool
) -> list[Compared]:
    """Return each ward, by name, against the rest of the borough."""
    if rows.empty:
        return []
    whole, wards = tally(rows), tallies(rows, "ward_code")
    named = [each for each in question.domain.areas if each.kind == "ward"]
    return [
        _compared(each.name, own, whole.less(own) if tested else None, scatter)
        for each in sorted(named, key=lambda ward: ward.name)
        for own in [wards.get(each.code, Tally({}))]
    ]
