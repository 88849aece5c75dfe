"""The two sides of a comparison: A has the filters of the page, B filters of its own.

A filter that the address does not give for B is that of A. If the address gives no filter for B, B
is the year before.
"""

from dataclasses import replace
from datetime import date

from data.model import months
from data.model.drawn_area import DrawnArea
from data.model.filters import UNUSABLE, Filters
from data.model.months import between, year_span
from data.model.periods import periods
from data.model.question import Question
from data.model.view import BEFORE, SAME, WHOLE

USUAL = "the year before"


def side_b(question: Question) -> Filters:
    """Return the filters of side B; refused if A is, or if no type or area of B can be used."""
    view, domain, a = question.view, question.domain, question.filters
    crime = view.b_type.split(",") if view.b_type else a.crime
    areas, drawn = a.areas, a.drawn
    if view.b_area or view.b_drawn:
        areas = () if view.b_area == WHOLE else tuple(view.b_area.split(","))
        drawn = DrawnArea.from_param(view.b_drawn)
    found = Filters.of(domain, crime=crime, areas=areas, drawn=drawn).with_months(*_span(question))
    refused = a.refused or UNUSABLE in {view.b_type, view.b_area}
    return replace(found, areas=(), drawn=None, refused=True) if refused else found


def against_of(question: Question) -> str:
    """Return the choice of months of side B: ``before``, ``same`` or a named period.

    Empty if the address gives the first or last month of B.
    """
    view = question.view
    if view.b_from or view.b_to:
        return ""
    own = view.b_type or view.b_area or view.b_drawn
    return view.against or (SAME if own else BEFORE)


def _span(question: Question) -> tuple[date, date]:
    """Return the first and last month of side B."""
    view, domain = question.view, question.domain
    first, last = question.first, question.last
    name = against_of(question)
    if not name:
        ends = [months.parse(view.b_from) or first, months.parse(view.b_to) or last]
        first, last = sorted(min(max(e, domain.months[0]), domain.months[-1]) for e in ends)
    elif name == BEFORE:
        first, last = (months.shift(each, -months.YEAR) for each in (first, last))
    elif name != SAME:
        first, last = periods(domain)[name]
    return first, last


def swapped(question: Question) -> str:
    """Return the query string in which both sides have changed places.

    A side that was refused remains so: it must not become the whole borough.
    """
    a, b = question.filters, side_b(question)
    view = replace(
        question.view,
        against="",
        b_type=",".join(a.crime),
        b_area=UNUSABLE if a.refused else ",".join(a.areas) or ("" if a.drawn else WHOLE),
        b_drawn=a.drawn.to_param() if a.drawn else "",
        b_from=months.spell(a.first_month),
        b_to=months.spell(a.last_month),
    )
    own = Filters.of(
        question.domain,
        crime=b.crime,
        areas=b.areas,
        drawn=b.drawn,
        first=b.first_month,
        last=b.last_month,
    )
    own = replace(own, refused=b.refused)
    return own.to_query(question.domain, **view.to_fields())


def only_months_differ(a: Filters, b: Filters) -> bool:
    """Whether both sides count the same types in the same areas."""
    return (a.crime, a.areas, a.drawn, a.refused) == (b.crime, b.areas, b.drawn, b.refused)


def earlier(question: Question) -> Filters | None:
    """Return side B if it is an earlier period that can be mapped beside A, else None.

    Only its months differ from A. Both have as many months, do not overlap, lack no month and rest
    on the same police forces.
    """
    a, b = question.filters, side_b(question)
    alike = only_months_differ(a, b) and b.length == a.length and b.last_month < a.first_month
    can = alike and a.may_be_compared(question.domain, b.first_month, b.last_month)
    return b if can else None


def against(question: Question) -> Question:
    """Return the question with the months of B as its baseline: "the year before", "2020/21"."""
    b = side_b(question)
    span = b.first_month, b.last_month
    if span == tuple(months.shift(each, -months.YEAR) for each in (question.first, question.last)):
        return replace(question, baseline=USUAL)
    start = months.year_of(span[0])
    whole = span == year_span(start)
    return replace(
        question, baseline=months.year_label(start) if whole else months.spans(between(*span))[0]
    )


def unlike_years(question: Question) -> frozenset[str]:
    """Return the labels of the years that rest on other police forces than the year before."""
    filters, domain = question.filters, question.domain
    spans = {each.label: (each.start, year_span(each.start)) for each in domain.years}
    return frozenset(
        label
        for label, (start, span) in spans.items()
        if filters.with_months(*span).other_forces(domain, *year_span(start - 1))
    )
