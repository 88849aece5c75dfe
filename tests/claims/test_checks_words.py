"""Each check of single sentences finds a planted fault and passes what is right."""

from typing import Any

import pytest

from layouts.base.tables import Table
from tests.claims import checks_words as checks
from tests.claims.walk import Answered, panel, planted
from tests.domains import domain_of

DOMAIN = domain_of()
HEAT = Table("Heat", ("Year", *"AMJJASONDJFM"), [("2021/22", *[1] * 4, *[9, 9], *[2] * 6),
                                                 ("2022/23", *[1] * 11, 8),
                                                 ("2020/21", *[None] * 11, 8)])  # fmt: skip


PERSONAL = "?type=asb-personal"
LEFT = Table("Parts", ("Type",), [], note="1 stands out among 3.")


def said(title: str, sentence: str = "", table: Table = HEAT) -> Answered:
    return planted(DOMAIN, "/trends", panels={"card": panel(title, sentence, table=table)})


def on(path: str, search: str, *sentences: str, **more: Any) -> Answered:
    page = panel("Densest: around A", " ".join(sentences), **more)
    return planted(DOMAIN, path, search, panels={"card": page})


def lines(*columns: int) -> Table:
    return Table("Lines", ("Month", *("A" for _ in columns)), [("May", *columns)])


def highest(said: str) -> str:
    return f"Highest month of each whole year: {said}."


@pytest.mark.parametrize(
    ("check", "wrong", "right"),
    [
        (checks.numbers_are_known, said("T", "A is highest, nan."), said("T", "None of 3 wards.")),
        (checks.numbers_are_known, said("0 to inf times"), said("Information on infants")),
        (checks.numbers_are_known, said("T", "Rate: None"), said("T", "None stands out.")),
        (checks.leaders_are_alone, said("By area: A is the largest", table=lines(3, 3)),
         said("By area: A is the largest", table=lines(4, 3))),
        (checks.leaders_are_alone, said("By area: A is the largest", table=lines(3)), said("T")),
        (checks.leaders_are_alone, said("T", highest("Aug in 2021/22 (9)")),
         said("T", highest("Mar in 2022/23 (8) and Aug and Sep in 2021/22 (9 each)"))),
        (checks.parts_are_named, said("A: no change beyond normal variation", table=LEFT),
         said("A: no change beyond normal variation; B rose", table=LEFT)),
        (checks.ratios_are_rounded, said("0.74 to 403.65 times"), said("0.74 to over 10 times")),
        (checks.spans_are_short, said("April 2022 to June 2022"), said("April to June 2022")),
        (checks.no_coordinates, said("1 in 600 m around 51.4003, −0.9165"), said("1 in a circle")),
        (checks.categories_are_named,
         on("/trends", PERSONAL, table=Table("", ("Month", "Anti-social behaviour"), [])),
         on("/trends", PERSONAL, table=Table("", ("Month", "ASB: Personal"), []))),
        (checks.peaks_have_counts, on("/hotspots", "", "59 thefts; 3 per km²."),
         on("/hotspots", "", "60 thefts; 3 per km².")),
        (checks.rates_of_districts, on("/", "?area=alder", "In one district in four."),
         on("/", "", "In one district in four.")),
        (checks.leaders_are_alone, said("T", highest("Mar in 2020/21 (8)")),
         said("T", highest("Mar in 2022/23 (8)"))),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_and_what_is_right_passes(check, wrong, right) -> None:
    assert check(wrong)
    assert check(right) == []


def test_every_check_has_a_planted_fault() -> None:
    (mark,) = test_a_planted_fault_is_found_and_what_is_right_passes.pytestmark
    assert {case[0] for case in mark.args[1]} == {*checks.CHECKS}
