"""The titles and sentences of the panels: the title says what the chart shows."""

from dataclasses import replace

from data.model import months
from data.model.crime_types import CHOICE
from data.model.filters import Filters
from data.model.noun import either
from data.model.question import Question, join
from data.series.cautions import caution
from data.series.trends import Series, chosen_period
from layouts.base import change_words, words
from layouts.base.words import number

TOTALS = {"all-crime": "Recorded crime", "crime-and-asb": "Recorded crime and ASB"}
ASK = "Whoever looks after the dashboard can add them."
NOT_HELD = "There is no data for the months chosen."


def what(question: Question) -> str:
    """Return the crime types as a title begins: "Burglary and robbery", "Recorded crime"."""
    labels = [TOTALS.get(each, CHOICE[each].label) for each in question.filters.crime]
    return join([labels[0], *(lowered(each) for each in labels[1:])])


def subject(question: Question) -> str:
    """Return the crime types, and the areas if any were chosen."""
    return f"{what(question)} in {question.where}" if question.filters.narrowed else what(question)


def lowered(name: str) -> str:
    """Return the name as it stands inside a sentence; "ASB" keeps its capitals."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def trend(question: Question, values: Series) -> tuple[str, str]:
    """Return the title and sentence of a monthly series: the chosen months and their change.

    Where a financial year is chosen and the one before it changed with the same verdict and
    direction, the title names both. Events that make a comparison doubtful are added as cautions.
    """
    name, when = subject(question), words.period(question)
    if not question.is_covered:
        return f"{name}: no data for {when}", f"{NOT_HELD} A missing month is not zero."
    found = chosen_period(values, question)
    if found.change is None:
        have = either(_held(question), "has", "have")
        of = f" ({_held(question)} of {words.MONTH.count(question.filters.length)} {have} data)"
        held = of if question.missing else ""
        reason = words.why_no_change(question)
        return (
            f"{name}, month by month",
            f"{number(found.n)} {words.during(when)}{held}. "
            f"Not compared with the year before: {reason}.",
        )
    test = found.change
    said = [
        f"{number(test.after)} {words.during(when)}: {words.compared(test)}.",
        change_words.cautions(question),
    ]
    title = words.changed(name, test, when)
    earlier = _year_earlier(question)
    if earlier is not None and test.verdict != "normal":
        first = chosen_period(values, earlier).change
        if first is not None and words.alike(first, test):
            year = words.period(earlier)
            title = f"{name} {words.verb(test)} in both {year} and {when}"
            base = earlier.filters.year_before(question.domain)
            doubt = caution(question.domain, earlier.filters, base)
            said.append(change_words.cautioned(doubt, f"that {year} is compared with"))
    return title, " ".join(filter(None, said))


def _held(question: Question) -> int:
    return question.filters.length - len(question.missing)


def _year_earlier(question: Question) -> Question | None:
    """Return the question a year earlier if a whole financial year is chosen."""
    span = question.first, question.last
    before: Filters | None = question.filters.year_before(question.domain)
    if before is None or span != months.year_span(months.year_of(question.first)):
        return None
    return replace(question, filters=before)
