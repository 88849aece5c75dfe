"""Each check of changes finds a planted fault and passes what is right."""

from dataclasses import replace
from typing import Any

import pytest
from dash import html

from callbacks.overview import MAP, TREND
from callbacks.trends import MONTHLY
from data.model.query_rows import NoteRow
from layouts.base import ids, theme
from layouts.base.chart import Axis, Chart, Series
from layouts.base.components import Ranked, ranked_rows
from layouts.base.tables import Table
from layouts.pages.overview import overview
from tests.claims import checks_change as checks
from tests.claims.walk import Answered, panel, planted
from tests.domains import domain_of, m

LOCKDOWN = NoteRow(m("2021-04"), m("2021-09"), "Lockdown", "all", None)
DOMAIN = domain_of()
NOTED = replace(DOMAIN, notes=(LOCKDOWN,))
YEAR = "in 2022/23"


def said(
    title: str, sentence: str = "", path: str = "/", search: str = "", **more: Any
) -> Answered:
    """One panel of the overview's trend, or of another card."""
    card = more.pop("card", TREND if path == "/" else MONTHLY)
    tiles = more.pop("tiles", [])
    domain = more.pop("domain", DOMAIN)
    parts = {ids.TILES: tiles, ids.NOW_LEAD: more.pop("lead", "")} | more.pop("parts", {})
    panels = {card: panel(title, sentence, **more)}
    return planted(domain, path, search, panels=panels, parts=parts)


def table(*counts: int, note: str = "") -> Table:
    rows = [(f"W{n}", "ward", count) for n, count in enumerate(counts)]
    return Table("Areas", ("Area", "Kind", "Incidents"), rows, note=note)


def bars(fall: str, rise: str) -> Chart:
    labels = ("−3 ▼ clear fall", "+4 ▲ clear rise")
    series = Series("Change", (-3, 4), theme.STEADY, colours=(fall, rise), labels=labels)
    return Chart("bars", ("A", "B"), (series,), y=Axis(signed=True))


def ranked(colour: str, verdict: str = "▼ clear fall") -> Answered:
    row = Ranked("A", "", -1.0, "−3", verdict, None, False, colour)
    return planted(DOMAIN, "/", parts={ids.RANKING: ranked_rows([row], "Wards", (-1.0, 0.0))})


def average(value: int) -> Chart:
    level = Series("Average", (value,) * 2, "", level=True)
    return Chart(categories=("a", "b"), series=(Series("Incidents", (value,) * 2, ""), level))


def verdict_tile(*more: str) -> list[Any]:
    return [html.Div(["All crime ", "▲ clear rise", *more])]


def signals(*titles: str) -> Answered:
    return said("T", parts={overview.SIGNALS: [html.Li(html.H3(each)) for each in titles]})


def named(*causes: str) -> str:
    return " ".join(f"{each}; season cannot be ruled out." for each in causes)


CLEAR, MAY = "9: 4 more, which is more than.", "9: 4 more, which may be more than."
NOT = "9 in 2021/22. Not compared with the year before: there is no data for the year before."
CASES = [
    (checks.first_sentence_agrees, said("T", MAY, lead="Up 9%, more than the usual ups."), True),
    (checks.first_sentence_agrees, said("T", CLEAR, lead="Up 9%, more than the usual ups."), False),
    (checks.first_sentence_agrees, said("T", "4. Not compared.", lead="Up 9%."), True),
    (checks.first_sentence_agrees, said("T", lead="Within normal variation; A rose most."), False),
    (checks.first_sentence_agrees,
     said("T", lead="Within.", tiles=[html.Div("0.17 to 17.96 times")]), True),
    (checks.signals_stay_within_tiers, signals("Robbery up within 250 m of A"), True),
    (checks.signals_stay_within_tiers, signals("All crime up within 250 m of A"), True),
    (checks.signals_stay_within_tiers, signals(*["Burglary up in A"] * 6), True),
    (checks.signals_stay_within_tiers,
     signals("Burglary up within 250 m of A", "Robbery up in B"), False),
    (checks.no_false_absence, said("T", NOT, search="?period=2021-22"), True),
    (checks.no_false_absence, said("T", NOT, search="?period=2020-21"), False),
    (checks.possibly_stays, said(f"Drugs rose {YEAR}", "4: 2 more, which may be more than."), True),
    (checks.possibly_stays, said(f"No real change {YEAR}"), True),
    (checks.possibly_stays, said(f"Drugs possibly rose {YEAR}", "which may be more than."), False),
    (checks.possibly_stays, said(f"Drugs rose {YEAR}", "4: 2 more, which is more than."), False),
    (checks.cards_agree, said("Drugs rose in 3 of 9 wards",
                              table=table(note="None stands out among 9.")), True),
    (checks.cards_agree, said("Drugs rose in 2 and possibly fell in 1 of 9 wards",
                              table=table(note="3 stand out among 9.")), False),
    (checks.cards_agree, said("T", "9. Not compared.", tiles=verdict_tile()), True),
    (checks.parts_within_whole, said("Shoplifting: +57 of the +42"), True),
    (checks.parts_within_whole, said("Shoplifting: +57 of the −42"), True),
    (checks.parts_within_whole, said("Net +42: Shoplifting +57, all others −14"), True),
    (checks.parts_within_whole, said("Net +42: Shoplifting +57, all others −15"), False),
    (checks.shares_are_exact, said("A quarter of incidents fall in 1 ward"), True),
    (checks.shares_are_exact, said("1 of 2 wards has 25% of crimes", table=table(3, 7)), True),
    (checks.shares_are_exact, said("1 of 2 wards has 70% of crimes", table=table(3, 7)), False),
    (checks.shares_are_exact, said("1 of 2 wards has 70% of crimes", table=table(0, 0)), True),
    (checks.falls_look_like_falls, said("T", figure=bars(theme.RISE, theme.RISE)), True),
    (checks.falls_look_like_falls, said("T", figure=bars(theme.FALL, theme.RISE)), False),
    (checks.falls_look_like_falls, ranked(theme.RISE), True),
    (checks.falls_look_like_falls, ranked(theme.FALL, ""), True),
    (checks.falls_look_like_falls, ranked(theme.FALL), False),
    (checks.filters_are_answered, said("Rose in each of the last two years"), True),
    (checks.filters_are_answered, said(f"Rose {YEAR}", search="?from=2023-03&to=2023-03"), True),
    (checks.filters_are_answered, said(f"Rose {YEAR}", path="/trends", card=MONTHLY), False),
    (checks.filters_are_answered, said("3 of 9 wards", card=MAP, search="?area=alder"), True),
    (checks.filters_are_answered, said("Alder: 3 crimes", card=MAP, search="?area=alder"), False),
    (checks.filters_are_answered,
     said("Alder", card=MAP, search="?area=alder", tiles=[html.Div("MARAC repeats")]), True),
    (checks.signals_have_counts, said("T", figure=average(4)), True),
    (checks.signals_have_counts, said("T", figure=average(5)), False),
    (checks.signals_have_counts, said("T", named("May", "June", "July")), False),
    (checks.signals_have_counts, said("T", named("May", "May")), True),
    (checks.signals_have_counts, said("T", named("May", "June", "July", "August")), True),
    (checks.events_are_cautioned, said(f"Rose {YEAR}", domain=NOTED), True),
    (checks.events_are_cautioned, said("Rose", "Caution: Lockdown.", domain=NOTED,
                                       tiles=verdict_tile()), True),
    (checks.events_are_cautioned, said("Rose", "Caution: Lockdown.", domain=NOTED,
                                       tiles=verdict_tile(" Lockdown")), False),
    (checks.counts_fit_nouns, said("T", "Hot in 1 times."), True),
    (checks.counts_fit_nouns, said("T", "Download all 1 points"), True),
    (checks.counts_fit_nouns, said("T", "1 robberies"), True),
    (checks.counts_fit_nouns, said("T", "30.7% possible change"), True),
    (checks.counts_fit_nouns, said("3 of 9 wards changed beyond normal variation"), True),
    (checks.counts_fit_nouns, said("T", "1 robbery in 21 wards; 1 of 3 wards. 0.1 times."), False),
]  # fmt: skip


@pytest.mark.parametrize(("check", "answered", "faulty"), CASES)
def test_a_planted_fault_is_found_and_what_is_right_passes(check, answered, faulty) -> None:
    assert bool(check(answered)) == faulty


def test_every_check_has_a_planted_fault() -> None:
    assert {check for check, _answered, faulty in CASES if faulty} == {*checks.CHECKS}
