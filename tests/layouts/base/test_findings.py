"""Findings of trends: the change, its verdict, and why there is none."""

from dataclasses import replace

import pytest

from data.model.query_rows import NoteRow
from data.model.question import Question
from data.model.rows import rows
from data.pack import incidents
from data.series.trends import series
from data.stats.area_values import AreaRow
from layouts.base import area_findings, findings
from layouts.base.words import USUAL
from tests.domains import domain_of, m
from tests.layouts.base.asked import PLAIN, ask


def years(*counts: int) -> tuple[int | None, ...]:
    """A series of three financial years with these totals, each month about the same."""
    return tuple(n // 12 + (month < n % 12) for n in counts for month in range(12))


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("", "Recorded crime"),
        ("?type=burglary&type=robbery", "Burglary and robbery"),
        ("?type=asb-personal", "ASB: Personal"),
        ("?type=asb-personal&type=asb-community&type=drugs",
         "ASB: Personal, ASB: Community and drugs"),
        ("?type=asb&area=pond&area=alder", "Anti-social behaviour in Pond and Alder"),
    ],
)  # fmt: skip
def test_subject(search, name) -> None:
    assert findings.subject(ask(search)) == name


MORE, MAYBE = f"which is more than {USUAL}", f"which may be more than {USUAL}"

SAME = "which is within normal variation"


@pytest.mark.parametrize(
    ("counts", "title", "sentence"),
    [
        (
            (1600, 1227, 873),
            "Recorded crime fell in both 2021/22 and 2022/23",
            f"873 in 2022/23: 354 fewer than the year before, {MORE}.",
        ),
        (
            (152, 144, 266),
            "Recorded crime rose in 2022/23",
            f"266 in 2022/23: 122 more than the year before, {MORE}.",
        ),
        # Two verdicts that differ are not named as one.
        (
            (6000, 6600, 8244),
            "Recorded crime rose in 2022/23",
            f"8,244 in 2022/23: 1,644 more than the year before, {MORE}.",
        ),
        (
            (100, 100, 145),
            "Recorded crime possibly rose in 2022/23",
            f"145 in 2022/23: 45 more than the year before, {MAYBE}.",
        ),
        (
            (42, 35, 34),
            "Recorded crime: no change beyond normal variation in 2022/23",
            f"34 in 2022/23: 1 fewer than the year before, {SAME}.",
        ),
        (
            (0, 0, 0),
            "Recorded crime: too few to tell a change in 2022/23",
            "0 in 2022/23: no change from 0.",
        ),
        (
            (9, 9, 10),
            "Recorded crime: too few to tell a change in 2022/23",
            "10 in 2022/23: 1 more than the year before, too few to tell.",
        ),
    ],
)
def test_trend_over_whole_years(counts, title, sentence) -> None:
    assert findings.trend(ask(), years(*counts)) == (title, sentence)


def test_trend_is_about_the_months_chosen() -> None:
    values = years(1200, 1200, 2400)
    found = [
        findings.trend(ask(f"?type=drugs{search}"), values)
        for search in ("&from=2023-03&to=2023-03", "&from=2021-05&to=2021-07", "&period=2021-22")
    ]

    assert found == [
        (
            "Drugs possibly rose in March 2023",
            f"200 in March 2023: 100 more than the year before, {MAYBE}.",
        ),
        (
            "Drugs: no change beyond normal variation from May to July 2021",
            "300 from May to July 2021: the same as the year before.",
        ),
        (
            "Drugs: no change beyond normal variation in 2021/22",
            "1,200 in 2021/22: the same as the year before.",
        ),
    ]


def test_trend_names_the_event_that_makes_a_comparison_doubtful() -> None:
    lockdown = NoteRow(m("2020-04"), m("2020-08"), "Lockdown", "all", None)
    domain = replace(PLAIN, notes=(lockdown,))
    values = years(600, 1200, 2400)
    both = findings.trend(ask("", domain), values)
    one = findings.trend(ask("?period=2021-22", domain), values)

    assert both[0] == "Recorded crime rose in both 2021/22 and 2022/23"
    assert both[1].endswith(
        " Caution: Lockdown in 5 of the 12 months that 2021/22 is compared with."
    )
    assert one[0] == "Recorded crime rose in 2021/22"
    assert one[1].endswith(" Caution: Lockdown in 5 of the 12 months it is compared with.")


@pytest.mark.parametrize(
    ("domain", "search", "sentence"),
    [
        # A whole year is held, and the year before it in part.
        (
            domain_of("2021-03", "2022-11"),
            "&period=2021-22",
            "60 in 2021/22. Not compared with the year before: some months of the year before "
            "have no data.",
        ),
        (
            domain_of("2022-04", "2022-09"),
            "",
            "30 from April to September 2022. Not compared with the year before: there is no data "
            "for the year before.",
        ),
        (
            domain_of("2021-04", "2023-03", ["2021-08", "2022-08"]),
            "&period=2022-23",
            "55 in 2022/23 (11 of 12 months have data). Not compared with the year before: months "
            "are missing.",
        ),
    ],
)
def test_trend_without_a_year_before(domain, search, sentence) -> None:
    values = tuple(5 if month in domain.covered else None for month in domain.months)
    assert findings.trend(ask(f"?type=drugs{search}", domain), values) == (
        "Drugs, month by month",
        sentence,
    )


def test_trend_without_data() -> None:
    domain = domain_of(missing=["2021-08"])
    title, sentence = findings.trend(ask("?from=2021-08&to=2021-08", domain), (5,) * 36)
    assert title == "Recorded crime: no data for August 2021"
    assert sentence == "There is no data for the months chosen. A missing month is not zero."


@pytest.mark.parametrize("search", ["", "?type=asb&period=all", "?type=robbery&area=pond"])
@pytest.mark.parametrize("measure", ["count", "rate", "change"])
def test_no_sentence_of_a_pack_with_gaps_says_nan(gap_pack, search, measure) -> None:
    question = Question.from_query(f"{search or '?'}&measure={measure}", gap_pack.domain)
    values = incidents.areas(gap_pack, question.filters)
    monthly = incidents.by_month(gap_pack, question.filters.whole_series(question.domain))
    trend = series(monthly, question.domain)
    said = [
        *area_findings.where(question, values[values["kind"] == "ward"]),
        *findings.trend(question, trend),
    ]
    for row in rows(values, AreaRow):
        said += area_findings.area_lines(row, question)
    for sentence in said:
        assert not {"nan", "inf", "none", "nat", "<na>"} & {
            each.strip(".,:;()%").lower() for each in sentence.split()
        }
