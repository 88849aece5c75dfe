"""Two stretches of time set side by side: which may be compared, and the question about each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from data.filters import ALL, LAST_YEAR, Filters, periods
from data.months import between
from data.question import Question

USUAL = "the year before"


def earlier(question: Question) -> Filters | None:
    """The question about the stretch that the chosen one is compared with, if there is one.

    It is the named period of the view, else the same months a year earlier. It is as long as the
    chosen stretch, does not overlap it, and neither misses a month.
    """
    filters, domain = question.filters, question.domain
    if not question.view.against:
        return filters.year_before(domain)
    span = comparable(question).get(question.view.against)
    return filters.over(*span) if span else None


def comparable(question: Question) -> Mapping[str, tuple[date, date]]:
    """The named periods, but for the year before, that the chosen stretch may be compared with."""
    domain, first, last = question.domain, question.first, question.last
    length = len(between(first, last))
    usual = question.filters.year_before(domain)
    already = (usual.first_month, usual.last_month) if usual else None
    return {
        name: span
        for name, span in periods(domain).items()
        if name not in {ALL, LAST_YEAR}
        and span != already
        and len(between(*span)) == length
        and (span[1] < first or span[0] > last)
        and domain.complete(*span)
        and domain.complete(first, last)
    }


def against(question: Question) -> Question:
    """The question with what it is compared with in its words: "2020/21" or "the year before"."""
    name = question.view.against
    label = next((each.label for each in question.domain.years if each.id == name), USUAL)
    return replace(question, baseline=label)
