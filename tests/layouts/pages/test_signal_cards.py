"""Signals in words: what, where, since when, how sure, and what is being done."""

from datetime import date

import pytest

from data.model.question import Question
from data.model.signal_row import SignalRow
from data.places.actions import Action
from data.series.trends import Period
from layouts.pages.overview import lead, signal_cards
from tests.domains import domain_of
from tests.domains import plain_change as change
from tests.texts import kinds, text_of

TODAY = date(2022, 10, 1)
DOMAIN = domain_of()
STREET = SignalRow(
    choice="shoplifting", kind="street", name="Alder", slug="alder", street="Mill Lane",
    lon=-0.885, lat=51.41, radius_m=250, first_month=date(2022, 9, 1),
    last_month=date(2022, 9, 1), n=28, months_before=9, before=18, least=0, most=4, expected=2.1,
    p_value=1e-9, q_value=0.0004,
)  # fmt: skip
YEAR = {"first_month": date(2021, 10, 1), "months_before": 12}
BOROUGH = STREET._replace(
    kind="borough", name=None, slug=None, street=None, lon=None, lat=None, radius_m=None,
    n=880, before=410, expected=455.4, q_value=0.01, **YEAR,
)  # fmt: skip
WARD = STREET._replace(
    kind="ward", street=None, lon=None, lat=None, radius_m=None, n=60, before=240,
    expected=230.0, **YEAR,
)  # fmt: skip
PLACE = WARD._replace(kind="place", name="Pond", slug="pond")


def action(**more) -> Action:
    given = {
        "place": "pond", "place_name": "Pond", "began": date(2022, 1, 1), "text": "Lights",
        "lead": "Council", "stage": "response",
    }  # fmt: skip
    return Action(**given | more)


def card(signal: SignalRow, *actions: Action) -> list[str]:
    shown = signal_cards.section(Question.from_query("", DOMAIN), [(signal, actions)], 4312, TODAY)
    return [text_of(each) for each in kinds(shown, "Li")[0].children]


def link(signal: SignalRow, search: str = "") -> str:
    return signal_cards.address(Question.from_query(search, DOMAIN), signal)


def test_a_month_at_a_street() -> None:
    assert card(STREET) == [
        "Shoplifting up within 250 m of Mill Lane, Alder",
        "28 in September 2022; 0 to 4 in each of the 9 months compared; about 2, had it followed "
        "the rest of the borough.",
        "▲ clear rise, even among 4,312 tests.",
        "Being done: no action is recorded near by.",
    ]


@pytest.mark.parametrize(("least", "most", "usual"), [
    (0, 0, "none in any of the 9 months compared"), (3, 3, "3 in each of the 9 months compared"),
])  # fmt: skip
def test_months_that_are_alike_are_said_once(least, most, usual) -> None:
    signal = STREET._replace(least=least, most=most, expected=0.2)
    assert card(signal)[1] == (
        f"28 in September 2022; {usual}; fewer than 1, had it followed the rest of the borough."
    )


def test_a_year_in_the_borough_and_in_a_ward() -> None:
    assert card(BOROUGH)[:3] == [
        "Shoplifting up in the whole borough",
        "880 in October 2021 to September 2022; 410 a year earlier; about 455, had it followed the "
        "other types.",
        "△ possible rise, even among 4,312 tests.",
    ]
    assert card(WARD)[:3] == [
        "Shoplifting down in Alder",
        "60 in October 2021 to September 2022, 5.0 a month; 20.0 a month in the 12 months "
        "compared; about 230, had it followed the rest of the borough.",
        "▼ clear fall, even among 4,312 tests.",
    ]
    assert "a street point, Alder" in card(STREET._replace(street=None))[0]


def test_what_is_being_done_is_an_action_that_is_not_done() -> None:
    done = action(text="Fence", ended=date(2022, 2, 1))
    assert card(STREET, done)[3] == "Being done: every action recorded near by is finished."
    assert card(BOROUGH, done)[3] == "Being done: every action recorded on this type is finished."
    assert card(STREET, done, action())[3] == "Being done: Lights (Pond, under way)."
    assert card(STREET, action(), action(text="Patrols"))[3].endswith("under way; 1 other action).")
    assert card(BOROUGH)[3] == "Being done: no action on this type is recorded."


def test_one_click_leads_to_the_view_of_the_signal() -> None:
    months = "&from=2022-09&to=2022-09"
    year = "&from=2021-10&to=2022-09"
    assert link(STREET) == f"/hotspots?type=shoplifting&drawn=-0.88500,51.41000,250{months}"
    assert link(WARD) == f"/trends?type=shoplifting&area=alder{year}"
    assert link(PLACE) == f"/places/pond?type=shoplifting{year}"
    assert (
        link(BOROUGH, "?area=birch&measure=rate") == f"/trends?type=shoplifting{year}&measure=rate"
    )


def test_without_signals_the_page_says_how_many_comparisons_were_made() -> None:
    none = signal_cards.section(Question.from_query("", DOMAIN), [], 4312, TODAY)
    assert text_of(none).startswith("No signal stands out in the newest monthsNone of 4,312 tests")
    assert "not searched" in text_of(
        signal_cards.section(Question.from_query("", DOMAIN), [], 0, TODAY)
    )
    assert kinds(none, "Li") == []


@pytest.mark.parametrize(
    ("search", "before", "after", "types", "said"),
    [
        ("", 7403, 8244, [("Shoplifting", 411, 881), ("Drugs", 400, 410)],
         "Recorded crime is up 11% on the year before in 2022/23, more than the usual ups and "
         "downs; "
         "shoplifting rose most, by 470."),
        ("?type=asb", 1227, 973, [],
         "Anti-social behaviour is down 21% on the year before in 2022/23, more than the usual ups "
         "and downs."),
        ("?type=burglary&type=robbery", 1000, 1010, [("Burglary", 900, 1100), ("Robbery", 90, 9)],
         "Burglary and robbery are within normal variation of the year before in 2022/23, at 1% "
         "more; burglary rose most, by 200."),
        ("?type=robbery&area=alder", 20, 45, [],
         "Robbery in Alder is up by 25 on the year before in 2022/23, which may be more than the "
         "usual ups and downs."),
        ("?type=robbery", 20, 20, [], "Robbery: 20 in 2022/23, as in the year before."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_matters(search, before, after, types, said) -> None:
    question = Question.from_query(search, DOMAIN)
    named = [(name, change(b, a)) for name, b, a in types]

    assert lead.sentence(question, Period(after, change(before, after)), named) == said


@pytest.mark.parametrize(
    ("search", "asb", "said"),
    [
        ("", (1227, 973), "; anti-social behaviour is clearly down 21%."),
        ("", (973, 1227), "; anti-social behaviour is clearly up 26%."),
        ("", (40, 5), "; anti-social behaviour is clearly down by 35."),
        ("", (1000, 1020), "usual ups and downs."),
        ("?type=burglary", (1227, 973), "usual ups and downs."),
        ("?type=crime-and-asb", (1227, 973), "usual ups and downs."),
    ],
)
def test_anti_social_behaviour_is_named_beside_all_crime_if_it_clearly_changed(
    search, asb, said
) -> None:
    """The published total of anti-social behaviour fell from 1,227 to 973: 20.7%."""
    question = Question.from_query(search, DOMAIN)
    whole = Period(8244, change(7403, 8244))
    assert lead.sentence(question, whole, [], change(*asb)).endswith(said)


def test_the_sentence_where_nothing_is_compared() -> None:
    question = Question.from_query("?period=2020-21&type=robbery", DOMAIN)

    assert lead.sentence(question, Period(12, None), []) == (
        "12 robberies in Testham in 2020/21, not compared with the year before: there is no data "
        "for the year before."
    )
