"""Which stretches may be set side by side."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import months
from data.compared import against, comparable, earlier
from data.question import Question
from tests.domains import domain_of, m, quick

WHOLE = domain_of("2018-04", "2023-03")
GAPS = domain_of("2018-04", "2023-03", ["2019-06"])
PART = domain_of("2019-10", "2022-09")


def ask(search: str, domain=WHOLE) -> Question:
    return Question.read(search, domain)


def stretch(filters) -> tuple[str, str] | None:
    return filters and (months.spell(filters.first_month), months.spell(filters.last_month))


@pytest.mark.parametrize(
    ("search", "domain", "names", "before"),
    [
        ("", WHOLE, ["2018-19", "2019-20", "2020-21"], ("2021-04", "2022-03")),
        ("?against=2019-20", WHOLE, ["2018-19", "2019-20", "2020-21"], ("2019-04", "2020-03")),
        ("?period=2020-21", WHOLE, ["2018-19"], ("2019-04", "2020-03")),
        ("?period=2018-19", WHOLE, [], None),
        # A year with a missing month is compared with nothing, and nothing with it.
        ("", GAPS, ["2018-19", "2020-21"], ("2021-04", "2022-03")),
        ("?against=2019-20", GAPS, ["2018-19", "2020-21"], ("2021-04", "2022-03")),
        ("?period=2019-20", GAPS, [], None),
        ("?period=2020-21", GAPS, ["2018-19"], None),
        ("?period=2020-21&against=2018-19", GAPS, ["2018-19"], ("2018-04", "2019-03")),
        # Other lengths than a year, or overlapping it, leave the same months a year before.
        ("?from=2022-04&to=2022-09", WHOLE, [], ("2021-04", "2021-09")),
        ("?from=2022-04&to=2022-09&against=2019-20", WHOLE, [], ("2021-04", "2021-09")),
        ("?from=2022-01&to=2022-12", WHOLE, ["2018-19", "2019-20", "2020-21"],
         ("2021-01", "2021-12")),
        ("?period=all", WHOLE, [], None),
        # A year of which only a part is held is not that year, however long the part.
        ("?from=2021-10&to=2022-03", PART, [], ("2020-10", "2021-03")),
        ("?from=2022-04&to=2022-09&against=2019-20", PART, [], ("2021-04", "2021-09")),
        # The year before by its name is the year before.
        ("?against=2021-22", WHOLE, ["2018-19", "2019-20", "2020-21"], ("2021-04", "2022-03")),
        ("?against=all", WHOLE, ["2018-19", "2019-20", "2020-21"], ("2021-04", "2022-03")),
        ("?against=2022-23", WHOLE, ["2018-19", "2019-20", "2020-21"], ("2021-04", "2022-03")),
    ],
)  # fmt: skip
def test_what_a_stretch_is_compared_with(search, domain, names, before) -> None:
    question = ask(search, domain)
    assert [*comparable(question)] == names
    assert stretch(earlier(question)) == before


@pytest.mark.parametrize(
    ("search", "words"),
    [("", "the year before"), ("?against=2019-20", "2019/20"), ("?against=last-12",
      "the year before"), ("?against=2022-23", "the year before"),
     ("?from=2022-04&to=2022-09&against=2019-20", "the year before")],
)  # fmt: skip
def test_the_words_name_what_was_in_fact_compared(search, words) -> None:
    assert against(ask(search)).baseline == words


DOMAINS = st.sampled_from([WHOLE, GAPS, PART])
MONTH = st.dates(m("2018-04"), m("2023-03")).map(months.spell)
NAMES = st.sampled_from(["", "all", "last-12", "2018-19", "2019-20", "2020-21", "2022-23"])


@quick
@given(DOMAINS, MONTH, MONTH, NAMES)
def test_both_stretches_are_as_long_whole_and_apart(domain, first, last, name) -> None:
    question = ask(f"?from={first}&to={last}&against={name}", domain)
    found = earlier(question)
    spans = [*comparable(question).values()]
    if found is not None:
        spans.append((found.first_month, found.last_month))
        assert (found.crime, found.areas) == (question.filters.crime, question.filters.areas)
    for start, end in spans:
        mine = months.between(start, end)
        chosen = months.between(question.first, question.last)
        assert len(mine) == len(chosen)
        assert not {*mine} & {*chosen}
        assert {*mine, *chosen} <= domain.covered
        assert end < question.first
    assert all(one < other for one, other in pairwise([*comparable(question).values()]))
