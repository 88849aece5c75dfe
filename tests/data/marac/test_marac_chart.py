"""The p-chart: limits against the Wilson interval of each point, and what stands out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.marac import marac
from data.marac.marac import MaracYear
from data.marac.marac_chart import centres, limits
from data.pack import queries
from tests.domains import quick


def year(start: int, repeats: int | None, cases: int, definition: str = "a") -> MaracYear:
    return MaracYear(
        f"{start}", cases, repeats, None, definition, None,
        date(start, 4, 1), date(start + 1, 3, 31),
    )  # fmt: skip


def test_no_published_year_stands_out(demo_pack) -> None:
    [found] = centres(marac.years(queries.marac(demo_pack), queries.annual(demo_pack)))
    assert found.rate == pytest.approx(142 / 430)
    assert [each.verdict for each in found.points] == ["normal"] * 4
    # As a whole: the four years do not differ beyond chance either.
    rows = [[p.year.repeats, p.year.cases - p.year.repeats] for p in found.points]
    assert stats.chi2_contingency(rows).pvalue == pytest.approx(0.19, abs=0.005)


@quick
@given(st.integers(1, 99), st.integers(1, 3000), st.integers(0, 3000))
def test_a_point_is_outside_exactly_if_its_wilson_interval_leaves_out_the_centre(
    percent, cases, repeats
) -> None:
    repeats = min(repeats, cases)
    centre, rate = percent / 100, repeats / cases
    for level, (low, high) in zip((0.95, 0.998), limits(centre, cases), strict=True):
        own = stats.binomtest(repeats, cases).proportion_ci(level, method="wilson")
        margin = min(abs(own.low - centre), abs(own.high - centre))
        if margin > 1e-9:
            assert (low <= rate <= high) == (own.low <= centre <= own.high)


@quick
@given(st.integers(0, 100), st.integers(1, 3000))
def test_limits_are_fractions_the_wider_around_the_narrower(percent, cases) -> None:
    inner, outer = limits(percent / 100, cases)
    assert 0 <= outer[0] <= inner[0] <= percent / 100 <= inner[1] <= outer[1] <= 1


def test_verdicts_on_either_side() -> None:
    [found] = centres([*(year(n, 50, 100) for n in range(2000, 2020)), year(2020, 62, 100),
                       year(2021, 20, 100)])  # fmt: skip
    assert [each.verdict for each in found.points[-2:]] == ["possible", "clear"]


def test_each_definition_has_its_own_centre() -> None:
    both = [
        *(year(n, 10, 100, "old") for n in (2000, 2001, 2002)),
        year(2003, None, 100, "new"),
        *(year(n, 40, 100, "new") for n in (2004, 2005, 2006)),
    ]
    assert [(c.definition, c.rate, len(c.points)) for c in centres(both)] == [
        ("old", 0.1, 3), ("new", 0.4, 3),
    ]  # fmt: skip


def test_two_years_make_no_chart() -> None:
    assert centres([year(2000, 10, 100), year(2001, 12, 100)]) == []
    assert centres([]) == []
    assert centres([year(n, None, 9) for n in range(2000, 2005)]) == []


def test_years_without_a_repeat_are_no_error() -> None:
    [found] = centres([year(n, 0, 12) for n in range(2000, 2004)])
    assert found.rate == 0
    assert [each.verdict for each in found.points] == ["normal"] * 4
