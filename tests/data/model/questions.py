"""Domains, and questions that Hypothesis draws from them."""

from datetime import date

from hypothesis import strategies as st

from data.model.crime_types import CHOICE
from data.model.domain import Domain
from data.model.drawn_area import DrawnArea
from data.model.filters import Filters
from data.model.view import VIEW_CHOICES, View
from tests.domains import domain_of

PLAIN = domain_of()

GAPS = domain_of("2019-09", "2022-10", ["2020-05", "2021-06", "2021-07", "2022-03"])

SHORT = domain_of("2022-05", "2022-11", asb_categories=False)

ONE = domain_of("2022-05", "2022-05")

DOMAINS = st.sampled_from([PLAIN, GAPS, SHORT, ONE])

MANY = st.lists(st.sampled_from(["nonsense", *CHOICE, *PLAIN.area_by_id]), max_size=5)

DRAWN = st.sampled_from(
    [None, DrawnArea.circle(-0.823, 51.4168, 400),
     DrawnArea.shape([(-0.84, 51.41), (-0.82, 51.41), (-0.82, 51.42)])]
)  # fmt: skip

MONTHS = st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2025, 1, 1)))

PERIODS = st.sampled_from(
    ["", "all", "last-12", "custom", "2019-20", "2020-21", "2021-22", "2022-23", "1999-00"]
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Filters, Domain]:
    """Return any question for some pack."""
    domain = draw(DOMAINS)
    first, last = draw(MONTHS), draw(MONTHS)
    asked = Filters.of(
        domain,
        crime=draw(MANY),
        areas=draw(MANY),
        period=draw(PERIODS),
        first=first and first.replace(day=1),
        last=last and last.replace(day=1),
        drawn=draw(DRAWN),
    )
    return asked, domain


VIEWS = st.builds(
    View,
    **{key: st.sampled_from(allowed) for key, allowed in VIEW_CHOICES.items()},
    page=st.integers(1, 999_999),
)
