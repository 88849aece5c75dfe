"""The partnership's own part of the yearly assessment: typed sections, themes, scores, weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from data.model.crime_types import CRIME_TYPES

# Headings of the sections by id. Text in the assessment file names the id of its section.
SECTIONS: Mapping[str, str] = {
    "purpose": "Purpose, legal basis and what has changed",
    "sources": "Sources, coverage and gaps",
    "priorities": "Last year's priorities and what became of them",
    "earlier": "Since the last assessment",
    "demand": "Demand",
    "harm": "Harm",
    "comparison": "Comparison with similar areas",
    "places": "Places",
    "times": "When",
    "people": "People and vulnerability",
    "outcomes": "Outcomes, reoffending, serious violence",
    "residents": "What residents say",
    "coming": "What is coming",
    "matrix": "Priority matrix",
    "recommendations": "Recommendations",
}
# Sections that hold only typed text. The page says so where one was left blank.
TYPED = ("outcomes", "residents", "coming")
# The board's scores of a theme from 0 to 5, with the criteria of MoRiLE (Management of Risk in Law
# Enforcement). A higher score is always more reason to act.
SCORES: Mapping[str, str] = {
    "physical": "Physical harm",
    "psychological": "Psychological harm",
    "financial": "Financial harm",
    "community": "Harm to the community",
    "likelihood": "Likelihood",
    "confidence": "Confidence",
    "capacity": "Capacity",
}
MOST_SCORE, MOST_WEIGHT = 5, 3
# The columns by which themes are ranked: four are measured, the fifth combines the board's scores.
COLUMNS: Mapping[str, str] = {
    "demand": "Demand",
    "harm": "Harm",
    "trend": "Trend",
    "comparison": "Comparison",
    "board": "Board's scores",
}


class AssessmentRow(NamedTuple):
    """One entry of the assessment file: see the table ``assessment`` in ``docs/pack.md``."""

    kind: str
    name: str
    item: str
    text: str
    owner: str
    value: float | None


class EarlierRow(NamedTuple):
    """The earlier assessment's results for a theme: see ``earlier_theme`` in ``docs/pack.md``."""

    name: str
    version: str
    first_month: date
    last_month: date
    place: int | None
    n: int | None
    before: int | None
    p_value: float | None
    harm: float | None
    harm_rank: int | None
    reliable: bool
    standing: str


@dataclass(frozen=True)
class Theme:
    """A theme: crime type choices that are counted together; without choices it is not counted.

    ``scores`` has the board's scores by the ids of ``SCORES``.
    """

    name: str
    crime: tuple[str, ...]
    scores: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Typed:
    """A text that the partnership wrote.

    ``owner`` wrote it, or owns what it recommends; ``by`` is when a recommendation is due.
    """

    text: str
    owner: str = ""
    by: str = ""


@dataclass(frozen=True)
class Written:
    """All that the partnership wrote: ``sections`` by their id, ``weights`` by their column.

    Where no theme is given, every crime type is one; a weight that is not given is 1.
    """

    year: str
    sections: Mapping[str, Typed]
    themes: tuple[Theme, ...]
    weights: Mapping[str, int]
    recommendations: tuple[Typed, ...]


def written(entries: Sequence[AssessmentRow]) -> Written:
    """Return the contents of the rows of the table ``assessment``, in their order."""

    def of(kind: str) -> list[AssessmentRow]:
        return [each for each in entries if each.kind == kind]

    scores: dict[str, dict[str, int]] = {}
    for each in of("score"):
        scores.setdefault(each.name, {})[each.item] = int(each.value or 0)
    themes = tuple(
        Theme(each.name, tuple(filter(None, each.text.split(","))), scores.get(each.name, {}))
        for each in of("theme")
    )
    weights = {each.name: int(each.value or 0) for each in of("weight")}
    return Written(
        year=next((each.text for each in of("year")), ""),
        sections={each.name: Typed(each.text, each.owner) for each in of("section") if each.text},
        themes=themes or tuple(Theme(each.label, (each.id,)) for each in CRIME_TYPES),
        weights={each: weights.get(each, 1) for each in COLUMNS},
        recommendations=tuple(Typed(each.text, each.owner, each.item) for each in of("recommend")),
    )
