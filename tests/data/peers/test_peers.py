"""The borough among its peers: queries of packs against plain pandas."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.demo import demo_peers
from data.model.crime_types import BY_ID, CHOICE
from data.model.question import Question
from data.model.view import View
from data.peers.peers import peers

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(demo_packs: Path) -> pd.DataFrame:
    """The simulated file as it lies beside the packs' sources, with ids of types."""
    frame = pd.read_csv(demo_packs.parent / "sources" / "peers.csv")
    ids = {each.label: each.id for each in BY_ID.values()}
    return frame.assign(crime_type=frame["crime_type"].map(ids))


def asked(pack, search: str):
    return peers(pack, Question.from_query(search, pack.domain))


@pytest.mark.parametrize(
    ("search", "asked_for"),
    [
        ("", ("all-crime", "2022-04", "2023-03", 8244)),
        ("?type=asb&peers=all", ("asb", "2022-04", "2023-03", 973)),
        (
            "?type=bicycle-theft&period=2021-22&peers=all",
            ("bicycle-theft", "2021-04", "2022-03", 144),
        ),
        ("?type=crime-and-asb&period=2020-21", ("crime-and-asb", "2020-04", "2021-03", 8198)),
    ],
)
def test_rates_are_those_of_plain_pandas(demo_pack, told, search, asked_for) -> None:
    crime, first, last, total = asked_for
    found = asked(demo_pack, search).funnel
    span = [f"{each:%Y-%m}" for each in pd.date_range(first, f"{last}-02", freq="MS")]
    rows = told[told["month"].isin(span) & told["crime_type"].isin(CHOICE[crime].crime_types)]
    if "all" not in search:
        rows = rows[rows["group"] == "Simulated, alike"]
    whole = rows.groupby("area_name")["month"].nunique() == len(span)
    sums = rows.groupby("area_name")["count"].sum()[whole]
    people = rows.groupby("area_name")["population"].first()[whole]

    assert found is not None
    assert [f"{each:%Y-%m}" for each in found.months] == span
    assert found.peers.set_index("name")["n"].to_dict() == sums.to_dict()
    assert (found.own.n, found.own.residents) == (total, 173_945)
    assert found.own.rate == pytest.approx(total / 173.945)
    assert found.expected is not None
    assert found.expected.rate == pytest.approx(sums.sum() / people.sum())
    assert set(found.left_out) == set(rows["area_name"]) - set(whole[whole].index)


def test_areas_chosen_as_alike_are_the_usual_peers(demo_pack) -> None:
    alike, every = asked(demo_pack, ""), asked(demo_pack, "?peers=all")

    assert (alike.similar, alike.every) == (demo_peers.ALIKE, demo_peers.DISTRICTS)
    assert alike.funnel is not None
    assert every.funnel is not None
    assert len(alike.funnel.peers) == demo_peers.ALIKE - 1
    assert len(every.funnel.peers) == demo_peers.DISTRICTS - 1


def test_a_peer_that_lacks_a_month_is_left_out_by_name(demo_pack) -> None:
    early = asked(demo_pack, "?period=2020-21&peers=all").funnel
    between = asked(demo_pack, "?from=2022-04&to=2022-06&peers=all").funnel

    assert early is not None
    assert between is not None
    assert early.left_out == (f"Simulated district {demo_peers.DISTRICTS}",)
    assert between.left_out == ()


def test_chosen_areas_do_not_narrow_it(demo_pack) -> None:
    one, whole = asked(demo_pack, "?area=norreys"), asked(demo_pack, "")

    assert one.funnel is not None
    assert whole.funnel is not None
    assert one.funnel.own.n == whole.funnel.own.n


def test_categories_of_asb_are_not_compared(demo_pack) -> None:
    assert asked(demo_pack, "?type=asb-personal").reason == "categories"
    assert asked(demo_pack, "?type=asb-personal&type=burglary").reason == "categories"


def test_the_choice_of_peers_is_in_the_address(demo_pack) -> None:
    question = Question.from_query("?peers=all", demo_pack.domain)

    assert question.view.peers == "all"
    assert question.query() == "?peers=all"
    assert replace(question, view=View()).query() == ""


HEAD = "area_code,area_name,month,crime_type,count,population\n"


def pack_with(small, rows: str):
    small.write("peers.csv", HEAD + rows)
    small.add_source("peers", "peers.csv")
    return small.build()


def rows(month: str, *types: str, areas: int = 12, count: str = "30") -> str:
    return "".join(
        f"E{area:08d},Area {area:02d},{month},{each},{count},{9000 + 100 * area}\n"
        for area in range(areas)
        for each in types
    )


def test_without_a_source_there_are_no_peers(small_pack) -> None:
    found = asked(small_pack, "?type=burglary")

    assert (found.reason, found.funnel, found.every) == ("no peers", None, 0)


def test_a_month_without_one_of_the_types_asked_for_is_missing_not_less(small) -> None:
    burgled = rows("2022-01", "Burglary", "Drugs") + rows("2022-02", "Burglary")
    pack = pack_with(small, burgled + rows("2022-02", "Drugs", areas=3))
    both = asked(pack, "?type=burglary&type=drugs").funnel
    burglary = asked(pack, "?type=burglary").funnel

    assert both is not None
    assert burglary is not None
    assert [f"{each:%m}" for each in both.months] == ["01"]
    assert both.months_in_period == 2
    assert both.peers["n"].tolist() == [60] * 12
    assert [f"{each:%m}" for each in burglary.months] == ["01", "02"]
    # Three burglaries a month of ours, in wards with 6,500 residents.
    assert (burglary.own.n, burglary.own.residents) == (6, 6500)
    pack.close()


def test_a_blank_count_makes_the_month_missing(small) -> None:
    pack = pack_with(small, rows("2022-01", "Burglary") + rows("2022-02", "Burglary", count=""))
    found = asked(pack, "?type=burglary").funnel

    assert found is not None
    assert [f"{each:%m}" for each in found.months] == ["01"]
    pack.close()


def test_why_there_is_no_funnel(small) -> None:
    pack = pack_with(small, rows("2021-01", "Burglary"))

    assert asked(pack, "?type=burglary").reason == "no months"
    found = asked(pack, "?type=drugs&type=burglary&type=shoplifting")
    assert (found.reason, found.missing) == ("types", ("drugs", "shoplifting"))
    assert asked(pack, "").reason == "types"
    pack.close()


def test_without_residents_there_is_no_rate(small) -> None:
    small.write("people.csv", "code,people\nE05000001,4000\n")
    pack = pack_with(small, rows("2022-01", "Burglary"))

    assert asked(pack, "?type=burglary").reason == "no residents"
    pack.close()


def test_months_that_the_borough_lacks_are_no_answer(small) -> None:
    """January, February and April are held, so March is missing."""
    small.street("street/2022-04-test-street.csv", [small.row(Month="2022-04")])
    pack = pack_with(small, rows("2022-03", "Burglary") + rows("2022-01", "Burglary"))

    assert asked(pack, "?type=burglary&from=2022-03&to=2022-03").reason == "not held"
    pack.close()


def test_the_simulated_districts_say_so_and_differ_beyond_chance(told, demo_pack) -> None:
    assert told["area_name"].str.startswith("Simulated district ").all()
    assert told["group"].str.startswith("Simulated").all()
    assert not told["area_code"].str.match("[EW][0-9]").any()
    found = asked(demo_pack, "?peers=all").funnel
    assert found is not None
    assert found.expected is not None
    assert found.expected.spread > 0
    counts, people = found.peers["n"], found.peers["residents"]
    assert found.expected.beyond_chance(counts, people) > 0.8 * len(counts)
    inside = found.areas["standing"] == "within"
    assert 0.75 < inside.mean() < 1
