"""Two stretches of time set side by side: which may be compared, and the question about each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from data.filters import Filters, periods
from data.months import between
from data.question import Question

USUAL = "the year before"


def earlier(question: Question) -> Filters | None:
    """The question about the stretch that the chosen one is compared with, if there is one.

    It is the named year of the view where that may be compared, else the same months a year
    earlier. It is as long as the chosen stretch, ends before it begins, and neither misses a month.
    """
    span = comparable(question).get(question.view.against)
    return question.filters.over(*span) if span else question.filters.year_before(question.domain)


def comparable(question: Question) -> Mapping[str, tuple[date, date]]:
    """The whole years, but for the year before, that the chosen stretch may be compared with."""
    domain, first, last = question.domain, question.first, question.last
    length = len(between(first, last))
    usual = question.filters.year_before(domain)
    already = (usual.first_month, usual.last_month) if usual else None
    spans = periods(domain)
    return {
        year.id: spans[year.id]
        for year in domain.years
        if year.complete
        and spans[year.id] != already
        and len(between(*spans[year.id])) == length
        and spans[year.id][1] < first
        and domain.complete(first, last)
    }


def against(question: Question) -> Question:
    """The question with what it is compared with in its words: "2020/21" or "the year before"."""
    name = question.view.against
    years = {each.id: each.label for each in question.domain.years}
    label = years[name] if name in comparable(question) else USUAL
    return replace(question, baseline=label)
