"""Lines and totals of requests, against plain addition of what is shown."""

from datetime import date

import pandas as pd
import pytest

from data.model import months
from data.model.disclosure import EXACT, MISSING, SafeCount, total
from data.requests.request_cells import CATEGORY, OUTCOME, QUARTER, WARD, YEAR
from data.requests.request_lines import RequestLines
from data.stats.dispersion import Scatter
from data.stats.rounded_change import rounded_change
from data.stats.significance import change
from tests.domains import CHANCE, plain_change

FIRST = date(2021, 4, 1)
QUARTERS = [months.shift(FIRST, 3 * each) for each in range(5)]


def band(n: int) -> SafeCount:
    return SafeCount.within(n - 2, n + 3) if n else SafeCount.exact(0)


def row(breakdown: str, name: str, first: date, count: SafeCount) -> dict:
    return {
        "breakdown": breakdown, "position": 0, "name": name, "code": "", "asb_category": "",
        "period": "", "first_month": pd.Timestamp(first), "n": count.value, "least": count.least,
        "most": count.most,
    }  # fmt: skip


NOISE, LITTER = (9, 3, 0, 15, 21), (33, 27, 33, 27, 3)
TABLE = pd.DataFrame(
    [
        *(row(CATEGORY, "Noise", q, band(n)) for q, n in zip(QUARTERS, NOISE, strict=True)),
        *(row(CATEGORY, "Litter", q, band(n)) for q, n in zip(QUARTERS, LITTER, strict=True)),
        row(WARD, "Alder", FIRST, band(141)), row(WARD, "", FIRST, band(3)),
    ]
)  # fmt: skip


def test_totals_add_up_what_is_shown() -> None:
    lines = RequestLines.of(TABLE)

    assert (lines.quarters, lines.years, lines.width) == (QUARTERS, [FIRST], 6)
    [noise, litter] = lines.lines(CATEGORY, YEAR)
    assert noise.counts == (total(map(band, NOISE[:4])),)
    assert (litter.counts[0].value, litter.counts[0].error) == (120, 12)
    assert [each.value for each in lines.every[QUARTER].counts] == [42, 30, 33, 42, 24]
    # For the year the wards have the smaller error: two counts against seven.
    assert lines.every[YEAR].counts == (total([band(141), band(3)]),)
    assert lines.every[YEAR].counts[0].error == 6
    assert lines.lines(OUTCOME, YEAR) == []


def test_a_line_that_a_published_quarter_lacks_had_none() -> None:
    late = pd.concat([TABLE, pd.DataFrame([row(CATEGORY, "Odd", QUARTERS[4], band(3))])])
    *_others, odd = RequestLines.of(late).lines(CATEGORY, QUARTER)

    assert [each.value for each in odd.counts] == [0, 0, 0, 0, 3]


def test_a_breakdown_that_is_left_out_of_a_year_is_missing() -> None:
    later = [row(CATEGORY, "Noise", each, band(9)) for each in QUARTERS[4:]]
    later += [row(CATEGORY, "Noise", months.shift(each, 12), band(9)) for each in QUARTERS[1:4]]
    lines = RequestLines.of(pd.concat([TABLE, pd.DataFrame(later)]))

    [alder, _unknown] = lines.lines(WARD, YEAR)
    assert alder.counts == (band(141), MISSING)
    assert alder.change is None
    assert lines.every[YEAR].counts[1].value is not None


def test_nothing_gives_nothing() -> None:
    lines = RequestLines.of(TABLE.head(0))
    assert (lines.quarters, lines.years, lines.width) == ([], [], EXACT)


def test_exact_counts_vary_as_any_others() -> None:
    found = rounded_change(SafeCount.exact(60), SafeCount.exact(90), Scatter())
    assert found == change(60, 90, Scatter())
    for other in (MISSING, SafeCount.within(1, 6)):
        assert rounded_change(other, SafeCount.exact(9), Scatter()) is None
        assert rounded_change(SafeCount.exact(9), other, Scatter()) is None


@pytest.mark.parametrize(("before", "after"), [(93, 63), (15, 9), (300, 243)])
def test_rounding_counts_as_further_scatter(before, after) -> None:
    """Two counts in bands of six add 35/12 each to the variance."""
    found, exact = rounded_change(band(before), band(after), CHANCE), plain_change(before, after)

    assert found is not None
    assert found.difference == after - before
    assert found.dispersion == pytest.approx(1 + 2 * 35 / 12 / (before + after))
    assert found.p_value > exact.p_value
    assert found.ratio[0] < exact.ratio[0] < exact.ratio[1] < found.ratio[1]


def test_the_ratio_of_none_after_ends_at_zero() -> None:
    found = rounded_change(band(15), SafeCount.exact(0), Scatter())
    assert found is not None
    assert found.ratio is not None
    assert found.ratio[0] == 0
    assert 0 < found.ratio[1] < 1
