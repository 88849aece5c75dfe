"""The card of the board's measures: verdicts, what is wanted, and targets, in words."""

from dataclasses import replace

import pytest

from data.model.kpi_row import KpiRow
from data.pack.pack import Pack
from data.series.kpi import Kpi
from data.series.kpis import kpis
from layouts.pages.activity.kpi_card import EXAMPLE, kpi_card, kpi_table, target, wanted
from tests.texts import text_of

OTHER = KpiRow(2, "U", "published", "t::u", "fall", None, "O")


def kpi(before: int, now: int, want: str = "fall", aim: float | None = None) -> Kpi:
    row = KpiRow(1, "T", "published", "t::m", want, aim, "O")
    return Kpi.published(row, {"2021/22": before, "2022/23": now})


@pytest.mark.parametrize(("given", "said"), [
    (kpi(400, 881), "fall, but it rose"),
    (kpi(881, 400), "fall, and it fell"),
    (kpi(323, 430, "rise"), "rise, and it possibly rose"),
    (kpi(400, 410), "fall"),
    (kpi(400, 881, "none"), "no direction"),
    (Kpi.published(KpiRow(1, "T", "published", "t::m", "rise", None, "O"), {"2022/23": 9}), "rise"),
])  # fmt: skip
def test_what_is_wanted_is_said_beside_the_verdict(given: Kpi, said: str) -> None:
    assert wanted(given) == said


@pytest.mark.parametrize(("given", "said"), [
    (kpi(400, 881, aim=400), "at most 400: missed by more than normal variation"),
    (kpi(400, 410, aim=400), "at most 400: missed, but within normal variation"),
    (kpi(400, 400, aim=400), "at most 400: met, but within normal variation"),
    (kpi(400, 200, aim=400), "at most 400: met by more than normal variation"),
    (kpi(900, 1133, "rise", 1000), "at least 1,000: met, possibly by more than normal variation"),
    (kpi(9, 1_300_000, aim=1_234_567),
     "at most 1,234,567: missed by more than normal variation"),
    (kpi(9, 9, aim=9.25), "at most 9.25: met, but within normal variation"),
    (kpi(400, 410), None),
])  # fmt: skip
def test_a_target_is_met_or_missed_by_more_than_normal_variation_or_not(given, said) -> None:
    assert target(given) == said


def test_the_measures_of_the_demonstration(demo_pack: Pack) -> None:
    rows = {row[0]: row[1:] for row in kpi_table(kpis(demo_pack)).rows}
    assert rows["Shoplifting"] == (
        "2022/23", "Tasking Group", "881", "411", "1.80 to 2.57 times", "▲ clear rise",
        "fall, but it rose", "at most 400: missed by more than normal variation",
    )  # fmt: skip
    assert rows["Hate crime and incidents"][-2:] == ("no direction", None)
    assert rows["People trained on domestic abuse"][3:6] == (None, None, "not compared")
    assert rows["Burglary per 1,000 residents"][2] == "1.5"


def test_a_demonstration_says_that_they_are_examples(demo_pack: Pack) -> None:
    found = kpis(demo_pack)
    assert EXAMPLE in text_of(kpi_card(found, example=True))
    assert EXAMPLE not in text_of(kpi_card(found))
    assert kpi_card([]) == []


def test_the_card_begins_with_what_changed(demo_pack: Pack) -> None:
    found = kpis(demo_pack)
    marked = {mark: [f"{row[0]} ({row[6]})" for row in kpi_table(found).rows
                     if str(row[6])[0] in mark] for mark in ("▲▼", "△▽")}  # fmt: skip
    assert sum(map(len, marked.values())) == 2
    firsts = zip(("Beyond", "Possibly beyond"), marked.values(), strict=True)
    said = " ".join(f"{first} normal variation: {' and '.join(each)}." for first, each in firsts
                    if each)  # fmt: skip
    assert text_of(kpi_card(found)).startswith(f"What the board watches{said}")
    steady = [each for each in found if not each.change or each.change.verdict == "normal"]
    assert "No change beyond normal variation in 2 measures compared." in text_of(kpi_card(steady))
    alone = [each for each in found if not each.change]
    assert "No measure can be compared with the year before." in text_of(kpi_card(alone))


def test_a_possible_change_is_said_to_be_possible() -> None:
    said = text_of(kpi_card([kpi(400, 881), replace(kpi(323, 430), row=OTHER)]))
    assert (
        "Beyond normal variation: T (▲ clear rise). Possibly beyond normal variation: U (△ "
        "possible rise)."
    ) in said
