"""Say on pages of published figures that filters do not apply."""

from data.model.filters import Filters
from data.model.question import Question


def unfiltered(question: Question) -> str:
    """Return a sentence that the chosen filters do not apply; "" if none are chosen."""
    if question.chosen == Filters.of(question.domain):
        return ""
    return (
        f"The filters do not apply here: these figures are for the whole of "
        f"{question.domain.borough} and for fixed periods."
    )
