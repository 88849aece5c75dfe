"""Which periods may be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import months
from data.model.comparison import against, earlier, side_b, swapped
from data.model.question import Question
from tests.domains import domain_of, m, quick

WHOLE = domain_of("2018-04", "2023-03")
GAPS = domain_of("2018-04", "2023-03", ["2019-06"])
PART = domain_of("2019-10", "2022-09")


def ask(search: str, domain=WHOLE) -> Question:
    return Question.from_query(search, domain)


def stretch(filters) -> tuple[str, str] | None:
    return filters and (months.spell(filters.first_month), months.spell(filters.last_month))


@pytest.mark.parametrize(
    ("search", "domain", "before"),
    [
        ("", WHOLE, ("2021-04", "2022-03")),
        ("?against=2019-20", WHOLE, ("2019-04", "2020-03")),
        ("?period=2020-21", WHOLE, ("2019-04", "2020-03")),
        ("?period=2018-19", WHOLE, None),
        # A year with a missing month is compared with nothing, and nothing with it.
        ("", GAPS, ("2021-04", "2022-03")),
        ("?against=2019-20", GAPS, None),
        ("?period=2019-20", GAPS, None),
        ("?period=2020-21", GAPS, None),
        ("?period=2020-21&against=2018-19", GAPS, ("2018-04", "2019-03")),
        ("?from=2022-04&to=2022-09", WHOLE, ("2021-04", "2021-09")),
        ("?from=2022-04&to=2022-09&b_from=2020-04&b_to=2020-09", WHOLE, ("2020-04", "2020-09")),
        # Other lengths, or the same or later months, are no earlier period to map.
        ("?from=2022-04&to=2022-09&against=2019-20", WHOLE, None),
        ("?from=2022-01&to=2022-12", WHOLE, ("2021-01", "2021-12")),
        ("?period=all", WHOLE, None),
        ("?against=same", WHOLE, None),
        ("?period=2020-21&against=2021-22", WHOLE, None),
        ("?from=2021-10&to=2022-03", PART, ("2020-10", "2021-03")),
        # Another type or area is no period.
        ("?b_type=burglary", WHOLE, None),
        ("?b_area=pond&against=before", WHOLE, None),
    ],
)
def test_which_earlier_period_is_mapped(search, domain, before) -> None:
    assert stretch(earlier(ask(search, domain))) == before


@pytest.mark.parametrize(
    ("search", "words"),
    [("", "the year before"), ("?against=2019-20", "2019/20"),
     ("?against=before", "the year before"), ("?against=2021-22", "the year before"),
     ("?from=2022-04&to=2022-05&b_from=2020-04&b_to=2020-05", "April 2020 to May 2020")],
)  # fmt: skip
def test_the_words_name_what_was_in_fact_compared(search, words) -> None:
    assert against(ask(search)).baseline == words


@pytest.mark.parametrize(
    ("search", "crime", "areas", "months_of_b"),
    [
        ("?type=asb&area=pond", ("asb",), ("pond",), ("2021-04", "2022-03")),
        ("?type=asb&area=pond&b_area=mill-estate", ("asb",), ("mill-estate",),
         ("2022-04", "2023-03")),
        ("?type=asb&area=pond&b_area=borough", ("asb",), (), ("2022-04", "2023-03")),
        ("?area=pond&b_type=robbery,burglary", ("burglary", "robbery"), ("pond",),
         ("2022-04", "2023-03")),
        ("?b_type=burglary&against=before", ("burglary",), (), ("2021-04", "2022-03")),
        ("?b_from=2019-06&b_to=2019-04", ("all-crime",), (), ("2019-04", "2019-06")),
        ("?b_from=1990-01&b_to=2050-01", ("all-crime",), (), ("2018-04", "2023-03")),
        ("?b_area=pond,nowhere,alder", ("all-crime",), ("pond", "alder"), ("2022-04", "2023-03")),
    ],
)  # fmt: skip
def test_what_is_not_said_of_b_is_as_in_a(search, crime, areas, months_of_b) -> None:
    b = side_b(ask(search))
    assert (b.crime, b.areas, stretch(b), b.refused) == (crime, areas, months_of_b, False)


@pytest.mark.parametrize(
    "search", ["?b_type=nothing", "?b_area=nowhere", "?b_drawn=1,2", "?b_area=unusable"]
)
def test_a_side_of_which_nothing_can_be_used_selects_nothing(search) -> None:
    question = ask(search)
    assert side_b(question).refused
    assert ask(question.query()) == ask(question.query())
    assert side_b(ask(question.query())).refused
    assert bool(question.ignored) == ("unusable" not in search)


@pytest.mark.parametrize("search", ["?b_type=nothing", "?b_area=nowhere", "?area=nowhere"])
def test_a_refused_side_stays_refused_when_swapped(search) -> None:
    turned = ask(swapped(ask(search)))
    a_was_refused = search.startswith("?area")
    assert turned.filters.refused
    assert side_b(turned).refused
    assert (turned.view.b_area == "unusable") is a_was_refused


DOMAINS = st.sampled_from([WHOLE, GAPS, PART])
MONTH = st.dates(m("2018-04"), m("2023-03")).map(months.spell)
NAMES = st.sampled_from(["", "all", "last-12", "2018-19", "2019-20", "2020-21", "2022-23"])
TYPES = st.sampled_from(["", "asb", "burglary,robbery", "all-crime"])
AREAS = st.sampled_from(["", "borough", "pond", "alder,birch"])


@quick
@given(DOMAINS, MONTH, MONTH, NAMES)
def test_both_stretches_are_as_long_whole_and_apart(domain, first, last, name) -> None:
    question = ask(f"?from={first}&to={last}&against={name}", domain)
    found = earlier(question)
    if found is None:
        return
    assert (found.crime, found.areas) == (question.filters.crime, question.filters.areas)
    mine = months.between(found.first_month, found.last_month)
    chosen = months.between(question.first, question.last)
    assert len(mine) == len(chosen)
    assert not {*mine} & {*chosen}
    assert {*mine, *chosen} <= domain.covered
    assert found.last_month < question.first


def sides(question: Question) -> list[tuple]:
    return [
        (each.crime, each.areas, each.drawn, stretch(each))
        for each in (question.filters, side_b(question))
    ]


@quick
@given(MONTH, MONTH, TYPES, AREAS, st.sampled_from(["", "&drawn=-0.88500,51.41000,400"]))
def test_swapped_twice_both_sides_are_as_they_were(first, last, kind, area, drawn) -> None:
    question = ask(f"?type=robbery{drawn}&b_type={kind}&b_area={area}&b_from={first}&b_to={last}")
    turned = ask(swapped(question))
    assert sides(turned) == sides(question)[::-1]
    assert sides(ask(swapped(turned))) == sides(question)
    assert not turned.ignored
