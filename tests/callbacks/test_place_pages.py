"""The list of places and the profile of one: their numbers are those of the files."""

from pathlib import Path

import pandas as pd
import pytest

from callbacks import place, places
from dashboard.pages import question_at
from data.places.profile import Share
from data.stats.area_values import AreaRow
from data.stats.significance import change, change_against
from layouts.pages.places import place as page
from layouts.pages.places import place_list, place_panels
from layouts.pages.places.place_words import against_rest, outcomes, over_share, part
from layouts.pages.places.places import ACTIONS, LIST, TABLE
from tests.callbacks.answers import GAP_SEARCHES, NEVER, SEARCHES, reads_well
from tests.domains import CHANCE, m
from tests.oracles import ASB, NEVER_AT_A_POINT, OFFENCES, Answers, Oracle, asked, oracle_of
from tests.texts import kinds, text_of


@pytest.fixture(scope="module")
def oracle(demo_packs: Path) -> Oracle:
    return oracle_of(demo_packs.parent / "sources")


def listed(pack, search=""):
    return places.answer(pack, question_at("/places", search, pack.domain))


def profile(pack, search="", slug="norreys-estate"):
    return place.answer(pack, question_at(f"/places/{slug}", search, pack.domain))


@pytest.mark.parametrize("search", [*SEARCHES, "?buffer=100", "?buffer=800&type=robbery"])
def test_every_question_is_answered(demo_pack, search) -> None:
    for found, of in ((listed(demo_pack, search), places.PAGE),
                      (profile(demo_pack, search), place.PAGE),
                      (profile(demo_pack, search, "wargrave-station"), place.PAGE)):  # fmt: skip
        assert {*found.panels} == {*of.cards}
        assert {*found.parts} == {*of.parts}
        assert {*found.tables, *found.maps} == {*of.files}
        reads_well(found)


@pytest.mark.parametrize("search", [*GAP_SEARCHES, "?buffer=100"])
def test_every_question_is_answered_with_gaps(gap_pack, search) -> None:
    for found in (listed(gap_pack, search), profile(gap_pack, search, "mill-estate"),
                  profile(gap_pack, search, "pond")):  # fmt: skip
        reads_well(found)
        for table in found.tables.values():
            assert not [cell for row in table.rows for cell in row if NEVER.search(str(cell or ""))]


def test_the_list_is_that_of_the_files(demo_pack, oracle) -> None:
    rows = listed(demo_pack, "?type=asb&area=norreys").tables[TABLE].rows
    counted = [row for row in Answers(oracle, asked([ASB])).by_area() if row[0] in oracle.places]
    before = {
        name: n
        for name, n, _people in Answers(
            oracle, asked([ASB], first="2021-04", last="2022-03")
        ).by_area()
    }
    total = len(oracle.matching(asked([ASB])))
    assert [(row[0], row[2]) for row in rows] == [(name, n) for name, n, _people in counted]
    for row in rows:
        assert row[1] == 1 + sum(other[1] > row[2] for other in counted)
        assert row[3] == pytest.approx(100 * row[2] / total)
        assert (row[4], row[5]) == (before[row[0]], row[2] - before[row[0]])


def test_the_list_leads_to_every_profile_and_names_what_it_leaves_out(demo_pack) -> None:
    found = listed(demo_pack, "?type=asb&period=2021-22&area=norreys").parts[LIST]
    links = [each.href for each in kinds(found, "Link")]
    assert len(links) == 16
    assert "/places/norreys-estate?type=asb&period=2021-22" in links
    said = text_of(found)
    assert "Not located, so not counted: Baker Crescent." in said
    assert "shares are never added up" in said
    assert "Carnival Hub and Wokingham town centre" in said
    assert "Norreys Estate" in text_of(listed(demo_pack).parts[ACTIONS])


def test_equal_places_are_marked_as_equal(gap_pack) -> None:
    """The pond lies in the estate; nothing else but drugs and burglary is at the estate."""
    rows = listed(gap_pack, "?type=robbery").tables[TABLE].rows
    assert [row[1] for row in rows] == [1, 1]
    cells = kinds(listed(gap_pack, "?type=robbery").parts[LIST], "Td")
    assert [text_of(each).strip() for each in cells].count("1=") == 2


@pytest.mark.parametrize(("query", "title"), [
    ("?type=drugs&from=2022-04&to=2022-05", "Too few drug offences at any place to say which"),
    ("?type=burglary&period=2022-23", "Estate has the most: 12 of the borough's 18 burglaries"),
    ("?type=asb&period=all", "Pond have the most: 84 anti-social behaviour incidents each, 100.0%"),
])  # fmt: skip
def test_the_place_with_the_most_is_named_if_counts_are_large_enough(
    gap_pack, query: str, title: str
) -> None:
    assert title in text_of(listed(gap_pack, query).parts[LIST])


@pytest.mark.parametrize(("n", "total", "said"), [
    (1, 13, "1 of the 13"), (1, 2801, "under 0.1% of the 2,801"),
    (0, 50, "0.0% of the 50"), (25, 50, "50.0% of the 50"),
])  # fmt: skip
def test_a_share_is_a_count_on_a_small_base(n: int, total: int, said: str) -> None:
    assert part(n, total) == said


def test_a_borough_without_places_says_how_to_add_them(small) -> None:
    small.edit("places.csv", "Mill Estate,-0.885,51.41,300,high,\n", "")
    found = listed(small.build())
    assert found.tables[TABLE].rows == []
    assert "No named place is located" in text_of(found.parts[LIST])
    assert "Not located, so not counted: Nowhere Yet." in text_of(found.parts[LIST])
    assert "No actions have been loaded" in text_of(found.parts[ACTIONS])


def test_the_figures_of_a_place_are_those_of_the_files(demo_pack, oracle) -> None:
    facts = kinds(profile(demo_pack, "?type=asb").parts[page.FACTS], "Dd")
    here = asked([ASB], areas=["Norreys Estate"])
    n, total = len(oracle.matching(here)), len(oracle.matching(asked([ASB])))
    before = len(
        oracle.matching(asked([ASB], areas=["Norreys Estate"], first="2021-04", last="2022-03"))
    )
    assert [text_of(each) for each in facts] == [
        str(n), "1st", f"{100 * n / total:.1f}%", f"−{100 * (before - n) / before:.1f}%",
    ]  # fmt: skip


def test_the_months_of_a_place_and_of_the_rest(demo_pack, oracle) -> None:
    rows = profile(demo_pack, "?type=asb").panels[page.TREND].table.rows
    every = oracle.matching(asked([ASB], first="2020-04"))
    inside = [each for each in every if "Norreys Estate" in each.areas]
    rest = [each for each in every if "Norreys Estate" not in each.areas]
    for month, (_label, n, followed) in zip(demo_pack.domain.months, rows, strict=True):
        spelt = f"{month:%Y-%m}"
        assert n == sum(each.month == spelt for each in inside)
        there = sum(each.month == spelt for each in rest)
        assert followed == pytest.approx(there * len(inside) / len(rest))


def test_missing_months_are_not_zeros(gap_pack) -> None:
    rows = profile(gap_pack, "?type=burglary", "mill-estate").panels[page.TREND].table.rows
    at = {label: (here, there) for label, here, there in rows}
    assert at["June 2021"] == (None, None)
    assert at["May 2021"] == (2, 2.0)  # two a month here, one in the rest, scaled to the same sum
    lost = profile(gap_pack, "?from=2021-06&to=2021-07", "mill-estate")
    said = " ".join(text_of(part) for part in lost.parts.values())
    assert "There is no data for the months chosen." in said
    assert [text_of(each) for each in kinds(lost.parts[page.FACTS], "Dd")] == ["–"] * 4
    mixed = lost.tables[page.MIX_TABLE].rows
    assert {row[-1] for row in mixed} == {"not compared"}


def test_the_list_begins_with_the_place_that_clearly_rose(demo_pack) -> None:
    found = listed(demo_pack)
    changes = [(row[0], row[6], row[8]) for row in found.tables[TABLE].rows if row[6][0] in "▲▼"]
    assert changes == [("Sol Joel Skate Park", "▲ clear rise", "low")]
    [title] = kinds(found.parts[LIST], "H2")
    assert text_of(title).endswith("; only Sol Joel Skate Park clearly rose")
    assert "The location of Sol Joel Skate Park is uncertain." in text_of(found.parts[LIST])
    head = [text_of(each) for each in kinds(found.parts[LIST], "Th")][4]
    assert head.strip() == "On the year before, % (count if under 50)"


def places_of(*pairs: tuple[str, int, int, str]):
    frame = pd.DataFrame(
        [{"slug": name.lower(), "name": name, "confidence": sure, "test": change(a, b, CHANCE)}
         for name, a, b, sure in pairs]
    )  # fmt: skip
    return frame.reindex(columns=AreaRow._fields)


def test_only_places_that_clearly_changed_among_all_are_named() -> None:
    steady = [(f"P{n}", 100, 100 + n, "high") for n in range(3)]
    assert place_list.clear_changes(places_of(*steady)) == ("", "")
    assert place_list.clear_changes(places_of(*steady, ("Q", 100, 140, "low"))) == ("", "")
    both = places_of(*steady, ("Q", 100, 250, "high"), ("R", 250, 100, "low"))
    assert place_list.clear_changes(both) == (
        "; Q clearly rose and R clearly fell", "The location of R is uncertain."
    )  # fmt: skip
    many = [(f"M{n}", 100, 250, "high") for n in range(4)]
    assert place_list.clear_changes(places_of(*many)) == ("; 4 places clearly rose", "")


def test_the_lead_names_the_type_most_above_its_share(demo_pack, oracle) -> None:
    """The share of ASB here over its share elsewhere is counted from the files."""
    every = oracle.matching(asked((ASB, *OFFENCES)))
    here = {id(each) for each in oracle.matching(asked((ASB, *OFFENCES), areas=["Norreys Estate"]))}
    asb = [id(each) in here for each in every if each.type == ASB]
    ratio = sum(asb) / len(here) / ((len(asb) - sum(asb)) / (len(every) - len(here)))
    said = text_of(profile(demo_pack).parts[page.LEAD])
    assert said.endswith(
        f" Clearly more than its share of anti-social behaviour: {sum(asb)}, {ratio:.1f} times the "
        "share in the rest of Wokingham."
    )


def share(kind, n, rest, total=200, total_rest=4000):
    test = change(rest, n, CHANCE, (total_rest, total))
    return Share(kind, kind.capitalize(), n, rest, total, total_rest, test)


def test_a_type_is_named_above_its_share_only_if_it_clearly_is() -> None:
    most, more = share("burglary", 60, 200), share("shoplifting", 80, 500)
    usual, under = share("drugs", 10, 150), share("robbery", 1, 400)
    assert over_share([more, most, usual, under], "Wokingham") == (
        "Clearly more than its share of burglary: 60, 6.0 times the share in the rest of Wokingham."
    )
    assert over_share([usual, under], "Wokingham") == ""
    possible = share("drugs", 15, 150)
    assert possible.test.verdict == "possible"
    assert over_share([possible], "Wokingham") == ""
    assert over_share([], "Wokingham") == ""


def test_what_is_known_of_outcomes_says_why_there_are_none() -> None:
    assert outcomes([(None, 7)]) == "The files loaded give no outcome for any of these incidents."
    assert outcomes([(None, 7)], by_ward=True).startswith("Not known by place: ")
    assert outcomes([("Charged", 2), (None, 7)], by_ward=True) == (
        "Last outcomes, known for 2 of 9: Charged 2."
    )
    assert outcomes([], by_ward=True) == "No incidents, so no outcomes."


def test_only_points_of_tier_a_are_listed_and_drawn(demo_pack, oracle) -> None:
    found = profile(demo_pack, "?type=crime-and-asb")
    rows = oracle.matching(asked((ASB, *OFFENCES), areas=["Norreys Estate"]))
    shown = [each for each in rows if each.type not in NEVER_AT_A_POINT]
    table = found.tables[page.POINTS_TABLE]
    assert sum(row[1] for row in table.rows) == len(shown) < len(rows)
    assert found.maps[page.DRAWING].points["n"].sum() == len(shown)
    hidden = profile(demo_pack, "?type=drugs&type=robbery")
    assert hidden.tables[page.POINTS_TABLE].rows == []
    assert hidden.maps[page.DRAWING].points.empty
    assert "Never shown by street: drugs and robbery." in text_of(hidden.parts[page.POINTS])


def test_a_buffer_moves_every_number_and_has_no_rank(demo_pack) -> None:
    own, wide = profile(demo_pack), profile(demo_pack, "?buffer=800")
    assert text_of(own.parts[page.FACTS]) != text_of(wide.parts[page.FACTS])
    assert "places keep their own outline" in text_of(wide.parts[page.FACTS])
    assert "800 m around the middle of Norreys Estate" in text_of(wide.parts[page.LEAD])
    assert "Shown here: 800 m" in text_of(wide.parts[page.KNOWN])
    assert wide.maps[page.DRAWING].around.area > 3.9 * own.maps[page.DRAWING].around.area
    for name in (page.MIX_TABLE, page.POINTS_TABLE):
        assert wide.tables[name].rows != own.tables[name].rows


def test_what_is_published_known_and_done_stands_on_the_page(demo_pack, gap_pack) -> None:
    found = profile(demo_pack)
    assert "Annual report 2022/23: a hotspot action plan" in text_of(found.parts[page.KNOWN])
    assert "Not known by place" in text_of(found.parts[page.KNOWN])
    assert "It lies in Norreys." in text_of(found.parts[page.KNOWN])
    assert "Partial closure order" in text_of(found.parts[page.RESPONSE])
    marks = found.panels[page.TREND].figure.texts
    assert [each.text for each in marks] == ["1", "2", "3", "4"]
    bare = profile(gap_pack, "?type=burglary", "pond")
    assert "Nothing has been noted" in text_of(bare.parts[page.KNOWN])
    assert "the outline may miss the place" in text_of(bare.parts[page.KNOWN])
    assert "Nothing recorded yet." in text_of(bare.parts[page.RESPONSE])
    whole = profile(gap_pack, "?type=burglary&period=2020-21", "mill-estate")
    assert "known for 24 of 24: Under investigation 24" in text_of(whole.parts[page.KNOWN])


def test_a_place_with_nothing_says_so_and_claims_nothing(gap_pack) -> None:
    found = profile(gap_pack, "?type=shoplifting", "pond")
    assert found.panels[page.TREND].table.rows[0][1:] == (0, None)
    assert "has none to set it against" in found.panels[page.TREND].sentence
    assert m("2020-04") == gap_pack.domain.months[0]
    none = profile(gap_pack, "?type=robbery&from=2022-08&to=2022-08", "pond")
    assert none.panels[page.TREND].title == "Not compared with the rest of Gapton, which has none"
    assert text_of(none.parts[page.LEAD]).startswith("No robberies in August 2022.")


@pytest.mark.parametrize(("rest", "said"), [
    ((20_000, 10_000), "As many as before, while the rest of Mayford fell"),
    ((10_000, 20_000), "As many as before, while the rest of Mayford rose"),
])  # fmt: skip
def test_a_place_that_did_not_change_is_not_said_to_have_fallen_less(rest, said) -> None:
    test = change_against((400, 400), rest, CHANCE)
    assert (test.verdict, against_rest(test, "Mayford")) == ("clear", said)


def test_without_data_a_place_has_no_rank_for_that_reason(gap_pack) -> None:
    question = question_at("/places/pond", "?from=2021-06&to=2021-07", gap_pack.domain)
    assert not question.is_covered
    shown = place_panels.figures(question, 0, 0, None, (1, 2, 3))
    assert ("–", "no data to rank") in shown
