"""What is said of a borough among its peers, on a table of cases: never more than the limits."""

import re

import pandas as pd
import pytest

from data.model.question import Question
from data.stats.funnel import Funnel, Peers, funnel
from layouts.charts import plotly
from layouts.charts.funnel_chart import beyond_chart, funnel_chart
from layouts.pages.peers import peer_words
from layouts.pages.peers.peer_panels import SIMULATED, among_links, funnel_panel, funnel_table
from tests.domains import domain_of, m
from tests.texts import kinds, text_of

MONTHS = (m("2022-04"), m("2022-05"))


def question(search: str = "?type=burglary&from=2022-04&to=2022-05", **given) -> Question:
    return Question.from_query(search, domain_of(**given))


def found_of(mine: int, counts, *, asked: int = 2, months: int = 2, gaps: int = 0) -> Funnel:
    """A borough of 100,000 among areas as large; so many lack a month."""
    names = [f"Area {place:02d}" for place in range(len(counts) + gaps)]
    areas = pd.DataFrame({"code": names, "name": names, "area_group": "", "residents": 100_000.0})
    used = MONTHS[:months]
    whole = {
        name: dict.fromkeys(used, count // months)
        for name, count in zip(names, counts, strict=False)
    }
    ours = dict.fromkeys(used, 0) | {used[0]: mine}
    found = funnel(areas, whole, ours, ("", "Testham", 100_000.0), asked)
    assert found is not None
    return found


SAME = [1000] * 30
APART = [600 + 28 * place for place in range(30)]


@pytest.mark.parametrize(
    ("mine", "counts", "title"),
    [
        (1000, SAME, "Burglary: Testham is within what is expected"),
        (1040, SAME, "Burglary: Testham is within what is expected"),
        (1070, SAME, "Burglary: Testham may be higher than expected"),
        (1200, SAME, "Burglary: Testham is higher than expected"),
        (930, SAME, "Burglary: Testham may be lower than expected"),
        (800, SAME, "Burglary: Testham is lower than expected"),
        (1200, APART, "Burglary: Testham is within what is expected"),
        (1560, APART, "Burglary: Testham may be higher than expected"),
        (2500, APART, "Burglary: Testham is higher than expected"),
        (500, APART, "Burglary: Testham may be lower than expected"),
        (100, APART, "Burglary: Testham is lower than expected"),
    ],
)
def test_the_title_claims_what_the_limits_allow(mine, counts, title) -> None:
    assert peer_words.finding(question(), found_of(mine, counts))[0] == title


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            found_of(1000, SAME),
            "10.0 per 1,000 residents in Testham (9.4 to 10.6), 10.0 in its 30 peers together, "
            "April to May 2022. The peers differ no more than chance explains, so the limits "
            "are those of chance.",
        ),
        (
            found_of(1000, APART, asked=5),
            "10.0 per 1,000 residents in Testham (9.4 to 10.6), 10.1 in its 30 peers together, "
            "over the 2 of 5 months held for all of them. The limits allow for how much peers "
            "differ: 26 of 30 differ by more than chance explains.",
        ),
        (
            found_of(3, SAME, months=1, asked=1),
            "0.030 per 1,000 residents in Testham (0.006 to 0.088), 10.000 in its 30 peers ",
        ),
        (
            found_of(1, SAME),
            "With 1 burglary, the rate itself is uncertain.",
        ),
        (
            found_of(0, SAME[:9]),
            "Limits need 10 peers that hold the same months; 9 do.",
        ),
        (
            found_of(0, SAME[:1]),
            "Limits need 10 peers that hold the same months; 1 does.",
        ),
        (
            found_of(4, [0] * 12),
            "None of 12 peers has an incident of this type.",
        ),
    ],
)  # fmt: skip
def test_the_sentence(found, sentence) -> None:
    said = peer_words.finding(question(), found)[1]

    assert sentence in said
    assert "nan" not in said
    assert "inf" not in said
    assert said.endswith(".")


def test_few_peers_claim_nothing() -> None:
    title, _sentence = peer_words.finding(question(), found_of(5000, SAME[:9]))

    assert title == "Burglary: too few peers"
    assert peer_words.finding(question(), found_of(4, [0] * 12))[0] == (
        "Burglary: none recorded among peers"
    )


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        (0, ""),
        (1, "1 peer is left out for lack of some of these months: Area 30."),
        (2, "2 peers are left out for lack of some of these months: Area 30 and Area 31."),
        (7, "7 peers are left out for lack of some of these months."),
    ],
)
def test_peers_left_out_are_counted_and_few_are_named(gaps, said) -> None:
    assert peer_words.left_out(found_of(900, SAME, gaps=gaps)) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        ([("City", 467.94)], "▲ at the edge: higher than the chart reaches, City (467.9)."),
        (
            [(f"City {place}", 400.0) for place in range(8)],
            "City 5 (400.0) and 2 more.",
        ),
    ],
)
def test_what_the_chart_cannot_reach_is_told(names, said) -> None:
    assert peer_words.beyond(names, 1).endswith(said)


@pytest.mark.parametrize(
    ("answer", "title", "words"),
    [
        (Peers(None, "no peers", 0, 0), "No other areas to compare with", "Whoever looks after"),
        (Peers(None, "categories", 3, 3), "Peers do not tell categories of ASB apart",
         "as a whole"),
        (Peers(None, "types", 3, 3, ("drugs", "robbery")), "Peers do not hold this type",
         "No other area has figures for drugs and robbery."),
        (Peers(None, "no residents", 3, 3), "Testham has no rate to compare", "all of its wards"),
        (Peers(None, "not held", 3, 3), "Testham holds none of these months", "is not zero"),
        (Peers(None, "no months", 3, 3), "Testham and its peers share none of these months",
         "at least half"),
    ],
)  # fmt: skip
def test_each_reason_for_no_funnel_is_told(answer, title, words) -> None:
    panel = funnel_panel(question(), answer)

    assert panel.title == title
    assert words in panel.sentence
    assert panel.table.rows == []
    assert not panel.legend


def test_the_table_is_by_name_and_has_every_mark() -> None:
    found = found_of(1200, SAME, gaps=1)
    table = funnel_table(question(), found)
    names = [row[0] for row in table.rows]
    chart = funnel_chart(found, "Testham", 1)
    dots = sum(len(each.x) for each in chart.series if each.symbol)

    assert names == sorted(names)
    assert "Testham (this borough)" in names
    assert len(names) == dots == 31
    assert table.columns == ("Area", "Limits", "Incidents", "Residents", "Per 1,000",
                          "95% from", "to")  # fmt: skip
    mine = dict(zip(table.columns, table.rows[names.index("Testham (this borough)")], strict=True))
    assert mine["Limits"] == "▲ above 99.8%"
    assert (mine["Incidents"], mine["Per 1,000"]) == (1200, 12.0)
    assert "Limits per 1,000 for 100,000 residents: 95%: 9.4 to 10.6; 99.8%:" in table.note
    assert "1 peer is left out" in table.note
    assert not re.search(
        r"\brank|\d(st|nd|rd|th)\b", f"{table.caption} {table.note} {table.columns}"
    )


def test_groups_are_a_column_where_there_are_any() -> None:
    found = found_of(1000, SAME)
    found.areas["area_group"] = "Shire"

    assert funnel_table(question(), found).columns[:3] == ("Area", "Group", "Limits")


def test_what_is_simulated_says_so_on_the_page_and_in_the_table() -> None:
    answer = Peers(found_of(1000, SAME), None, 30, 30)
    shown = funnel_panel(question(demonstration=True), answer)
    real = funnel_panel(question(), answer)

    assert shown.sentence.startswith(SIMULATED)
    assert SIMULATED in shown.table.note
    assert SIMULATED not in real.sentence + real.table.note


def test_a_very_high_peer_is_drawn_at_the_edge_and_named() -> None:
    found = found_of(1000, [*SAME, 60_000])
    chart = funnel_chart(found, "Testham", 1)
    shapes = {each.symbol: len(each.x) for each in chart.series if each.symbol}

    assert beyond_chart(found)["name"].tolist() == ["Area 30"]
    assert shapes == {"circle": 30, "triangle-up": 1, "diamond": 1}
    high = next(each for each in chart.series if each.symbol == "triangle-up")
    assert high.values == [600]
    assert "600.0 per 1,000" in high.notes[0]
    drawn = next(each for each in plotly.draw(chart)["data"] if each["name"] == high.name)
    assert drawn["y"][0] < chart.y.high < 600
    said = text_of(funnel_panel(question(), Peers(found, None, 1, 1)).legend)
    assert "higher than the chart reaches, Area 30 (600.0)" in said


def test_without_limits_no_line_is_drawn_and_nothing_is_beyond() -> None:
    found = found_of(50, [100, 4000, 90_000])
    chart = funnel_chart(found, "Testham", 1)

    assert all(each.symbol for each in chart.series)
    assert beyond_chart(found).empty


def test_limits_are_lines_named_at_their_end() -> None:
    chart = funnel_chart(found_of(1000, APART), "Testham", 1)
    texts = [each.text for each in chart.texts]

    assert texts.count("95% limit") == texts.count("99.8% limit") == 2
    assert "Testham" in texts
    assert "Peers 10.1" in texts
    dashes = {each.dash for each in chart.series if "limit" in each.name}
    assert dashes == {"dot", "solid"}


@pytest.mark.parametrize(("similar", "every", "links"), [(0, 0, 0), (5, 5, 0), (5, 12, 2)])
def test_peers_can_be_chosen_where_there_is_a_choice(similar, every, links) -> None:
    made = among_links(question(), Peers(None, "no months", similar, every))

    assert len(kinds(made, "A")) == links
    if links:
        assert text_of(kinds(made, "A")[1]) == "Every area held (12)"
        assert "peers=all" in kinds(made, "A")[1].href
