"""The notes of every downloaded file: filters, source, licence."""

from data.model import months
from data.model.question import Question
from layouts.base import words
from layouts.pages.about.about_panels import ATTRIBUTION

NO_FILTERS = "none apply to this page"


def file_notes(question: Question, *, filtered: bool = True) -> list[str]:
    """Return lines: readers, filters, data date, what is missing or simulated, and the licence.

    Where filters do not apply to a page (``filtered`` is False), the lines say so.
    """
    domain = question.domain
    lines = [
        *([domain.readers] if domain.audience != "public" else []),
        f"Filters: {words.subject(question) if filtered else NO_FILTERS}",
        f"Source: {domain.partnership} dashboard, data to "
        f"{months.label(max(domain.covered))}, pack {domain.version}",
        *(words.notes(question) if filtered else ()),
    ]
    if domain.demonstration:
        lines.append(
            "Demonstration data: yearly totals are published, places and months are simulated"
        )
    if domain.schematic:
        lines.append("Ward boundaries are schematic")
    return [*lines, f"Licence: {ATTRIBUTION}"]
