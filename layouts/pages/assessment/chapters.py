"""The sections of the assessment: figures, the partnership's own texts, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.assessment.priorities import Measured, Priority
from data.model.assessment import SECTIONS, TYPED, Written
from data.model.question import Question
from layouts.base import words
from layouts.base.sections import Block, Heading, Points, Section, Typed, Words
from layouts.base.tables import Table
from layouts.pages.assessment import theme_tables

LAW = Table(
    "What the law asks for",
    ("Law", "What it asks"),
    [
        ("Crime and Disorder Act 1998, section 6", "A strategy against crime, disorder, "
         "substance misuse, reoffending and serious violence"),
        ("SI 2007/1830, regulations 5 to 7", "A strategic assessment each year, and what it holds"),
        ("SI 2007/1830, regulations 10 and 11", "A plan for three years, revised each year"),
        ("Police, Crime, Sentencing and Courts Act 2022, part 2", "The Serious Violence Duty, in "
         "force since January 2023"),
    ],
    text_columns=2,
)  # fmt: skip
PURPOSE = (
    "Each year a partnership must look at crime, disorder and misuse of drugs in its area. The "
    "figures here are filled in from the data. Texts, scores and weights are the partnership's "
    "own, and each is marked. What nobody has written stays blank."
)
CHANGED = "What has changed since last year"
NO_TIMES = (
    "The data give the month of an incident, not its day or hour. So nothing is said of when in "
    "the week incidents happen."
)
NO_OUTCOMES = "No figures on outcomes are held here."
SERIOUS = "No figures on people who offend again, or on serious violence, are held here."
AFTER: Mapping[str, Sequence[Block]] = {
    "outcomes": [Heading("Reoffending and serious violence"), Words(SERIOUS)],
}
SERIES = (
    "Demand is what was recorded. A rise may mean that more happened, that more was reported, or "
    "that it is now recorded in a new way."
)
ORDER = (
    "Points for demand and harm go by rank: 1 for the theme with most, 0 for the one with least. "
    "A clear rise on the year before gives 1, a possible rise 0.5, anything else 0. A rate that is "
    "higher than expected among peers gives 1, one that may be higher 0.5. The board's points are "
    "its mean score divided by 5. A column that is blank for a theme is left out of its mean. "
    "A theme of which nothing is measured has no place."
)
SCORED = (
    "These scores are judgements of the board, after the criteria of MoRiLE. They are kept apart "
    "from what is measured. 5 is most reason to act."
)
NOT_SCORED = "The board has scored no theme yet."
KINDS = {
    "places": ("named places", "Add a places source."),
    "peers": ("figures of other areas", "Add a peers source."),
    "abuse": ("MARAC and annual figures", "Add a marac or an annual source."),
    "strategy": ("the strategy and its aims", "Add a strategy source."),
    "outcomes": ("outcomes of crimes", "Add an outcomes source."),
    "requests": ("requests to the council", "Add a requests source."),
}
Found = Mapping[str, Sequence[Block]]
TITLES: Mapping[str, str] = {
    **{name: f"{n}. {title}" for n, (name, title) in enumerate(SECTIONS.items(), 1)},
    "appendix": "Appendix: definitions and limits",
}


@dataclass(frozen=True, eq=False)
class Matrix:
    """The themes in their order, the weights in use, and the texts of the assessment file."""

    written: Written
    priorities: Sequence[Priority]
    weights: Mapping[str, int]


def sections(question: Question, matrix: Matrix, found: Found) -> list[Section]:
    """Return the sections in order; ``found`` has blocks made from other pages, by section id."""
    own: Found = {
        "purpose": [*_year(matrix.written), Words(PURPOSE), LAW, Heading(CHANGED)],
        "sources": _missing(question, matrix.written),
        "demand": [Words(SERIES), theme_tables.demand(in_file_order(matrix), _when(question))],
        "harm": [theme_tables.harm(in_file_order(matrix), _when(question))],
        "comparison": _comparison(question, matrix),
        "times": [Words(NO_TIMES)],
        "outcomes": [] if found.get("outcomes") else [Words(NO_OUTCOMES)],
        "matrix": _matrix(matrix),
        "recommendations": _recommendations(matrix.written),
    }
    return [
        Section(
            name,
            title,
            [
                *own.get(name, ()),
                *found.get(name, ()),
                *AFTER.get(name, ()),
                *_typed(name, matrix.written),
            ],
        )
        for name, title in TITLES.items()
    ]


def _comparison(question: Question, matrix: Matrix) -> list[Block]:
    """Return the themes' rates beside those of peers; empty if no theme is compared."""
    themes = in_file_order(matrix)
    if not any(each.funnel for each in themes):
        return []
    return [theme_tables.comparison(themes, question.domain.borough)]


def _year(file: Written) -> list[Block]:
    return [Words(f"This assessment is for {file.year}.", "finding")] if file.year else []


def in_file_order(matrix: Matrix) -> list[Measured]:
    """Return the measurements of each theme, in the order of the assessment file."""
    by_name = {each.measured.theme.name: each.measured for each in matrix.priorities}
    return [by_name[each.name] for each in matrix.written.themes]


def _when(question: Question) -> str:
    return words.stretch(question.first, question.last)


def _typed(name: str, file: Written) -> list[Block]:
    """Return the partnership's text for a section; a blank if one is expected; else empty."""
    if name == "recommendations":
        return []
    if name in file.sections:
        return [Typed(file.sections[name].text, file.sections[name].owner)]
    return [Typed("")] if name in (*TYPED, "purpose") else []


def _missing(question: Question, file: Written) -> list[Block]:
    """Return a list of the kinds of source that are not held, or that all are held."""
    holds = question.domain.holds
    lacking = [f"No {what} are held. {do}" for each, (what, do) in KINDS.items()
               if each not in holds]  # fmt: skip
    if not file.sections:
        lacking.append("No typed text is held. Add an assessment source.")
    said = "What is missing here" if lacking else "Every kind of source is held."
    return [Heading(said), Points(lacking)] if lacking else [Words(said)]


def _matrix(matrix: Matrix) -> list[Block]:
    themes = in_file_order(matrix)
    scored = any(each.theme.scores for each in themes)
    return [
        Heading("What is measured"),
        theme_tables.matrix(matrix.priorities),
        Heading("What the board says"),
        Words(SCORED if scored else NOT_SCORED),
        theme_tables.board(themes),
        Heading("The order, and why"),
        theme_tables.weights(matrix.weights, matrix.written.weights),
        Words(ORDER),
        theme_tables.order(matrix.priorities),
        Points(theme_tables.reasons(matrix.priorities)),
    ]


def _recommendations(file: Written) -> list[Block]:
    if not file.recommendations:
        return [Typed("")]
    caption = "Recommendations, as the partnership wrote them"
    return [theme_tables.recommendations(file.recommendations, caption)]
