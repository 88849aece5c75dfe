"""The page on outcomes, from the demonstration set and from packs without outcome files."""

import pandas as pd
import pytest

from callbacks import outcomes as page
from data.model.crime_types import CRIME_TYPES
from data.model.outcome_groups import GROUPS, POSITIVE
from data.model.question import Question
from data.outcomes.held import cohorts
from layouts.base import ids
from layouts.pages.outcomes.outcomes import COHORTS, GROUPS_CARD, TYPES, WARDS, WITHIN
from tests.texts import kinds, text_of

YEAR = "?period=2022-23"


def answered(pack, search: str):
    return page.PAGE.answer(pack, Question.from_query(search, pack.domain))


def plain(pack, first: str, last: str, within: int) -> pd.DataFrame:
    """The rows of the borough for some months of recording."""
    frame = cohorts(pack).frame
    return frame[
        frame["month"].between(first, last)
        & (frame["within"] == within)
        & (frame["ward_code"] != "")
    ]


def test_only_months_that_are_old_enough_count(demo_pack) -> None:
    answer = answered(demo_pack, YEAR)
    panel = answer.panels[COHORTS]
    rows = plain(demo_pack, "2022-04-01", "2022-12-01", 3)
    share = 100 * rows.loc[rows["outcome_group"].isin(POSITIVE), "n"].sum() / rows["n"].sum()

    assert panel.title == f"{share:.1f}% had a positive outcome within 3 months"
    assert panel.sentence.endswith("Grey: 3 months not old enough, and in no total.")
    ripe, grey = panel.figure.series
    assert [value is None for value in ripe.values] == [False] * 9 + [True] * 3
    assert [value is None for value in grey.values] == [True] * 9 + [False] * 3
    assert [row[2] is None for row in panel.table.rows] == [False] * 9 + [True] * 3
    assert [row[6] is None for row in panel.table.rows] == [True] * 12  # within 12 months


def test_the_lead_has_the_share_its_interval_and_the_year_before(demo_pack) -> None:
    lead = answered(demo_pack, YEAR).parts[ids.OUTCOMES_LEAD]

    assert "recorded crimes in April to December 2022" in lead
    assert "95% interval" in lead
    assert "The rest of the police force is not compared" in lead
    assert "In the same months a year earlier it was" in lead


def test_groups_name_every_category_and_add_up(demo_pack) -> None:
    table = answered(demo_pack, f"{YEAR}&within=6").panels[GROUPS_CARD].table
    rows = plain(demo_pack, "2022-04-01", "2022-09-01", 6)

    assert [row[0] for row in table.rows] == [each.label for each in GROUPS]
    assert [row[1] for row in table.rows] == ["; ".join(each.labels) for each in GROUPS]
    counts = rows.groupby("outcome_group")["n"].sum()
    assert [row[3] for row in table.rows] == [counts.get(each.id, 0) for each in GROUPS]
    assert sum(float(row[4].rstrip("%")) for row in table.rows) == pytest.approx(100, abs=0.5)


def test_types_and_wards_give_no_share_of_few_crimes(demo_pack) -> None:
    answer = answered(demo_pack, YEAR)
    rows = plain(demo_pack, "2022-04-01", "2022-12-01", 3)
    labels = {each.id: each.label for each in CRIME_TYPES}
    crimes = rows.groupby(rows["crime_type"].map(labels))["n"].sum()

    for row in answer.panels[TYPES].table.rows:
        assert row[1] == crimes[row[0]]
        assert (row[2] is None) == (crimes[row[0]] < 50)
    wards = answer.panels[WARDS].table
    tier_a = rows[~rows["crime_type"].isin(
        ["violence-and-sexual-offences", "drugs", "robbery", "possession-of-weapons"]
    )]  # fmt: skip
    assert sum(row[3] for row in wards.rows) == tier_a["n"].sum()
    assert [row[3] < 50 for row in wards.rows] == [row[4] is None for row in wards.rows]


def test_types_and_wards_are_in_the_order_of_their_shares(demo_pack) -> None:
    answer = answered(demo_pack, YEAR)

    for card in (TYPES, WARDS):
        panel = answer.panels[card]
        [bars] = panel.figure.series
        assert [*bars.values] == sorted(bars.values, reverse=True)
        drawn = [row[0] for row in panel.table.rows][: len(bars.values)]
        assert drawn == [*panel.figure.categories]


def test_wards_show_nothing_of_tier_b(demo_pack) -> None:
    panel = answered(demo_pack, f"{YEAR}&type=drugs&type=robbery").panels[WARDS]

    assert panel.table.rows == []
    assert panel.figure.empty
    assert "shown for the whole area only" in panel.sentence


def test_a_horizon_without_a_ripe_month_says_what_is_needed(demo_pack) -> None:
    answer = answered(demo_pack, f"{YEAR}&within=12")

    assert answer.parts[ids.OUTCOMES_LEAD].startswith("No chosen month is complete")
    assert answer.panels[TYPES].table.rows == answer.panels[WARDS].table.rows == []
    assert text_of(answer.parts[WITHIN]).count("months") == 3


def test_anti_social_behaviour_has_no_outcome(demo_pack) -> None:
    answer = answered(demo_pack, "?type=asb")

    assert "no outcome" in answer.parts[ids.OUTCOMES_LEAD]
    assert all(panel.figure.empty for panel in answer.panels.values())


def test_without_outcome_files_the_release_of_the_street_files_is_shown(small) -> None:
    small.edit("small.toml", 'vintage = "2022-03"\naccess = "open"\nname = "Test police"',
               'vintage = "2022-05"\naccess = "open"\nname = "Test police"')  # fmt: skip
    pack = small.build()

    answer = answered(pack, "?period=all")

    assert "outcomes" in pack.domain.holds
    [link] = kinds(answer.parts[WITHIN], "A")
    assert link.children == "As last published"
    assert "released in 2022-05" in answer.parts[ids.OUTCOMES_LEAD]
    assert "so nothing is compared" in answer.parts[ids.OUTCOMES_LEAD]
    assert [row[-1] for row in answer.panels[COHORTS].table.rows] == ["2022-05", "2022-05"]
    pack.close()
