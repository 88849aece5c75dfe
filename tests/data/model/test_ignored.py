"""What is not understood in a link is named, and never widens the answer."""

import pytest

from data.model.crime_types import CHOICE, CHOICES
from data.model.filters import Filters
from data.model.view import View, ignored
from tests.data.model.questions import PLAIN, SHORT


@pytest.mark.parametrize(
    ("search", "named"),
    [
        ("", ()),
        ("?type=burglary&area=alder&period=all&measure=rate&split=type&sort=ward&order=up&page=2",
         ()),
        ("?type=arson", ("type=arson",)),
        ("?colour=red&area=elm", ("colour=red", "area=elm")),
        ("?period=1999-00", ("period=1999-00",)),
        ("?from=2021-13&to=May", ("from=2021-13", "to=May")),
        ("?from=1990-01&to=2050-01", ()),
        ("?measure=height&split=ward&sort=date&order=desc",
         ("measure=height", "split=ward", "sort=date", "order=desc")),
        ("?panel=trends-monthly", ()),
        ("?panel=Trends.x", ("panel=Trends.x",)),
        ("?page=0", ("page=0",)),
        ("?page=-1", ("page=-1",)),
        ("?page=two", ("page=two",)),
        ("?page=²", ("page=²",)),
        ("?page=٣", ("page=٣",)),
        ("?page=1234567", ("page=1234567",)),
        ("?a=1&b=2&c=3&d=4&e=5&f=6", ("a=1", "b=2", "c=3", "d=4", "e=5")),
        (f"?type={'x' * 200}", (f"type={'x' * 55}",)),
        ("?type=", ()),
        ("?type=crime-and-asb&type=burglary", ()),
    ],
)  # fmt: skip
def test_ignored(search, named) -> None:
    assert ignored(search, PLAIN) == named


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("165", 165), ("999999", 999999), ("0", 1), ("-1", 1), ("", 1), ("1e3", 1),
     ("1234567", 1), ("²", 1), ("٣", 1), (" 2", 1)],
)  # fmt: skip
def test_page(text, number) -> None:
    assert View.from_query(f"?page={text}", PLAIN).page == number


def test_asb_categories_without_data_are_not_understood() -> None:
    """No incident has one, so the answer would be a zero that was never counted."""
    asked = Filters.from_query("?type=asb-personal&type=burglary", SHORT)
    assert asked.crime == ("burglary",)
    assert ignored("?type=asb-personal", SHORT) == ("type=asb-personal",)
    assert Filters.from_query("?type=asb-personal", SHORT).refused
    assert [each for each in CHOICES if each.id not in SHORT.choices] == [
        CHOICE[f"asb-{each}"] for each in ("personal", "community", "environmental")
    ]
    assert [*PLAIN.choices.values()] == [*CHOICES]


def test_default_views_are_not_in_the_query_string() -> None:
    assert View().to_fields() == {}
    assert View(measure="rate", page=3).to_fields() == {"measure": "rate", "page": "3"}
    assert Filters.of(PLAIN).to_query(PLAIN, **View(measure="rate").to_fields()) == "?measure=rate"


@pytest.mark.parametrize(
    ("search", "refused"),
    [
        ("?drawn=0,0_1,1", True),  # no area
        ("?drawn=-0.85000,51.41000,6000", True),  # too large
        ("?drawn=-0.85000,51.41000,99", True),  # too small
        ("?drawn=2.35000,48.85000,400", True),  # in Paris
        ("?drawn=unusable", True),
        ("?area=nowhere", True),
        ("?area=unusable", True),
        ("?type=witchcraft", True),
        ("?type=witchcraft&area=alder", True),
        ("?drawn=0,0&area=alder", False),
        ("?area=nowhere&area=alder", False),
        ("?type=witchcraft&type=burglary", False),
        ("?drawn=-0.85000,51.41000,400", False),
        ("?area=&drawn=&type=", False),
        ("", False),
    ],
)
def test_a_filter_that_cannot_be_used_never_widens_the_answer(search, refused) -> None:
    asked = Filters.from_query(search, PLAIN)
    again = asked.to_query(PLAIN)

    assert asked.refused == refused
    assert Filters.from_query(again, PLAIN) == asked
    assert ignored(again, PLAIN) == ()
    nothing = [0.0, 0.0, 0.0, 0.0]
    for each in (asked, asked.everywhere(), asked.with_areas("alder")):
        outline = each.parameters(PLAIN)["drawn"]
        assert not (refused and each.parameters(PLAIN)["areas"])
        assert (outline == {"box": nothing, "edges": [nothing]}) == refused
