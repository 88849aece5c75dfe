"""Each check of places finds a planted fault and passes what is right."""

import pytest
from dash import html

from layouts.base import change_words
from layouts.base.tables import Table
from layouts.pages.places.action_words import INVENTED
from tests.claims import checks_place
from tests.claims.walk import Answered, panel, planted
from tests.domains import domain_of

DOMAIN = domain_of(demonstration=True)
SURE, PERHAPS = "95% level", "90% level"
PLACE = next(each.name for each in DOMAIN.areas if each.kind == "place")


def clusters(
    *rows: tuple[str | None, str, int | None], title: str = "", head: str = ""
) -> Answered:
    table = Table("Squares", ("Cluster around", "Level", "In the cluster"), rows)
    return planted(
        DOMAIN, "/hotspots", panels={"map": panel(title, "", table=table)},
        parts={"list": [html.H2(head)]},
    )  # fmt: skip


def border(name: str | None, n: int | None, across: int) -> Answered:
    columns = ("Cluster around", "In the cluster", "More across the border")
    table = Table("Squares", columns, [(name, n, across)])
    return planted(DOMAIN, "/hotspots", panels={"map": panel("", "", table=table)})


def life(title: str, *quarters: int) -> Answered:
    rows = [(f"Place {n}", each) for n, each in enumerate(quarters)]
    table = Table("Lives", ("Hotspot around", "Quarters hot"), rows)
    return planted(DOMAIN, "/hotspots", panels={"map": panel(title, "", table=table)})


def said(*sentences: str, path: str = "/hotspots", search: str = "") -> Answered:
    parts = {"part": [html.P(each) for each in sentences]}
    return planted(DOMAIN, path, search, parts=parts)


def mapped(title: str, search: str) -> Answered:
    card = panel(title, "", figure={"data": []})
    return planted(DOMAIN, "/hotspots", search, panels={"map": card})


def mix(title: str, verdict: str) -> Answered:
    table = Table("Mix", ("Crime type", "Verdict"), [("Drugs", verdict)])
    return planted(DOMAIN, "/places", panels={"mix": panel(title, "", table=table)})


@pytest.mark.parametrize(
    ("check", "wrong", "right"),
    [
        ("small_hotspots", clusters(("Pond", SURE, 1)), clusters(("Pond", SURE, 2))),
        ("small_hotspots", life("", 1), life("", 2)),
        (
            "chance_in_sure_lists",
            clusters(("Pond", PERHAPS, 9), head="Clusters (95% level or more)"),
            clusters(("Pond", SURE, 9), (None, PERHAPS, None), head="Clusters (95% level or more)"),
        ),
        ("clusters_of_the_neighbours", border("Pond", 3, 114), border("Pond", 114, 3)),
        ("clusters_of_the_neighbours", border("Pond", 3, 114), border(None, None, 114)),
        (
            "clusters_named_as_places",
            said(
                f"The largest is around {PLACE}: 20 incidents in 9; the named place itself has 0."
            ),
            said(
                f"The largest is around {PLACE}: 20 incidents in 9; the named place itself has 10."
            ),
        ),
        (
            "squares_counted_as_places",
            clusters(("Pond", SURE, 9), ("Pond", SURE, 9), title="More than explains in 2 places"),
            clusters(("Pond", SURE, 9), ("Pond", SURE, 9), title="More than explains in 1 place"),
        ),
        (
            "squares_counted_as_places",
            life("9 persistent hotspots", 4),
            life("1 persistent and 1 former hotspots", 4, 3),
        ),
        (
            "clusters_named_as_places",
            said(f"The largest is {PLACE}: 1,190 incidents in 9 squares."),
            said(f"The largest is around {PLACE}: 1,190 in 9; the named place itself has 814."),
        ),
        (
            "titles_of_other_areas",
            mapped("30% of crimes fall in 4 wards of 25", "?area=alder"),
            mapped("Alder: 12 crimes", "?area=alder"),
        ),
        (
            "silent_about_filters",
            said("33 of 91 cases.", path="/marac", search="?area=alder"),
            said("The filters do not apply here.", path="/marac", search="?area=alder"),
        ),
        (
            "widened",
            said("8,244 crimes.", search="?drawn=1,2,3"),
            said("Nothing is counted: no area.", search="?drawn=1,2,3"),
        ),
        (
            "verdicts_from_invented_incidents",
            said("▽ Possibly fewer, set against Pond", INVENTED, path="/places"),
            said(INVENTED, "▽ Possibly fewer, set against Pond", path="/places"),
        ),
        (
            "bolder_than_the_verdict",
            mix("More than its share of drugs", "△ possibly over-represented"),
            mix("More than its share of drugs", "▲ over-represented"),
        ),
        ("old_wording", said("What it was meant to move."), said("What it may bear on.")),
        ("verdicts_without_thresholds", mix("Mix", "△ possible rise"), mix("Mix", "normal")),
        (
            "verdicts_without_thresholds",
            mix("Mix", "△ possible rise"),
            mix("Possible: about 1 in 20.", "△ possible rise"),
        ),
        (
            "thresholds_without_verdicts",
            said(change_words.THRESHOLDS),
            said(change_words.THRESHOLDS, "● normal variation"),
        ),
        ("old_wording", said("Burglary rose clearly."), said("Burglary rose.")),
        ("old_wording", said("No real change in burglary."), said("Normal variation.")),
    ],
)
def test_a_planted_fault_is_found_and_the_right_wording_passes(
    check: str, wrong: Answered, right: Answered
) -> None:
    run = getattr(checks_place, check)

    assert run(wrong)
    assert run(right) == []


def test_every_check_has_a_planted_fault() -> None:
    (mark,) = test_a_planted_fault_is_found_and_the_right_wording_passes.pytestmark
    assert {each.__name__ for each in checks_place.CHECKS} == {each[0] for each in mark.args[1]}
