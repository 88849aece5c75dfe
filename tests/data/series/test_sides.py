"""Two sides: counts of the files, one verdict by the usual rule, and what may not be compared."""

from itertools import product
from math import log1p
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.model.comparison import side_b, swapped
from data.model.question import Question
from data.series.side_counts import compared
from data.series.sides import Refused, Sides
from data.stats.dispersion import Scatter
from data.stats.significance import difference
from tests.domains import CHANCE, quick
from tests.oracles import ASB, OFFENCES, Oracle, months_between, oracle_of

YEAR = ("2022-04", "2023-03")
LAST = ("2021-04", "2022-03")
TIER_B = "type=robbery&type=drugs"
POINTS = "SELECT DISTINCT lon, lat FROM matching($filters)"


@pytest.fixture(scope="module")
def oracle(demo_sources: Path) -> Oracle:
    return oracle_of(demo_sources)


def of(pack, search: str) -> Sides | Refused:
    question = Question.from_query(search, pack.domain)
    return compared(pack, question.filters, side_b(question))


def count(oracle: Oracle, types, area: str = "", span=YEAR, without: str = "") -> int:
    """Count the rows of the files one by one."""
    wanted = {*months_between(*span)}
    return sum(
        each.type in types and each.month in wanted and (not area or area in each.areas)
        and not (without and without in each.areas)
        for each in oracle.incidents
    )  # fmt: skip


@pytest.mark.parametrize(
    ("search", "sides", "basis"),
    [
        ("?type=asb", (((ASB,), "", YEAR), ((ASB,), "", LAST)), (1, 1)),
        ("?type=burglary&area=norreys&b_area=bulmershe-and-whitegates",
         ((("Burglary",), "Norreys", YEAR), (("Burglary",), "Bulmershe and Whitegates", YEAR)),
         ("Norreys", "Bulmershe and Whitegates")),
        ("?area=norreys&b_area=borough", ((OFFENCES, "Norreys", YEAR),
         (OFFENCES, "", YEAR, "Norreys")), ("Norreys", "without Norreys")),
        ("?type=burglary&b_type=robbery",
         ((("Burglary",), "", YEAR), (("Robbery",), "", YEAR)), (1, 1)),
        ("?type=burglary&b_type=all-crime", ((("Burglary",), "", YEAR),
         ([each for each in OFFENCES if each != "Burglary"], "", YEAR)), (1, 1)),
        ("?type=asb&from=2022-04&to=2022-06&against=2020-21",
         (((ASB,), "", ("2022-04", "2022-06")), ((ASB,), "", ("2020-04", "2021-03"))), (3, 12)),
    ],
)  # fmt: skip
def test_counts_and_sizes_are_those_of_the_files(demo_pack, oracle, search, sides, basis) -> None:
    a, b = sides
    found = of(demo_pack, search)
    assert isinstance(found, Sides)
    numbers = count(oracle, *a), count(oracle, *b)
    assert (found.a.n, found.b.n) == numbers
    assert (found.test.after, found.test.before) == numbers
    every = sum(oracle.residents.values())
    sizes = []
    for each in basis:
        name = str(each).removeprefix("without ")
        people = oracle.residents.get(name, each)
        sizes.append(every - people if str(each).startswith("without") else people)
    assert (found.test.exposure[1], found.test.exposure[0]) == tuple(sizes)
    for label, test in found.types:
        pairs = ((label,), *a[1:]), ((label,), *b[1:])
        assert (test.after, test.before) == tuple(count(oracle, *each) for each in pairs), label
    monthly = [sum(each.series) for each in (found.a, found.b)]
    span = ("2020-04", "2023-03")
    assert monthly == [count(oracle, each[0], each[1], span, *each[3:]) for each in (a, b)]


def test_a_side_within_the_other_is_taken_out_whichever_it_is(demo_pack) -> None:
    inner, outer = of(demo_pack, "?area=norreys&b_area=borough"), of(demo_pack, "?b_area=norreys")
    assert (inner.a.n, inner.b.n) == (outer.b.n, outer.a.n)
    assert (inner.a.less, inner.b.less, outer.a.less, outer.b.less) == (False, True, True, False)
    assert inner.a.n + inner.b.n == of(demo_pack, "?against=same").a.n


@pytest.mark.parametrize("search", [
    "?type=burglary&area=norreys&b_type=all-crime&b_area=borough",
    "?type=all-crime&b_type=burglary&b_area=norreys",
])  # fmt: skip
def test_all_crime_without_one_type_of_one_ward_is_of_all_residents(
    demo_pack, oracle, search
) -> None:
    """The rest of all crime is on the ground of the ward too."""
    found = of(demo_pack, search)
    [rest] = [each for each in (found.a, found.b) if each.less]
    types = ("Burglary",)
    assert rest.n == count(oracle, OFFENCES) - count(oracle, types, "Norreys")
    assert rest.residents == sum(oracle.residents.values())
    # Its burglaries are of the other wards only, so no rate by type is right.
    assert "burglary" not in rest.by_type
    assert found.types == ()


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        # Partly the same incidents: an area, a type, months.
        ("?type=asb&area=norreys&area=emmbrook&b_area=norreys,wescott", "they overlap"),
        ("?type=asb&type=burglary&b_type=burglary,robbery", "they overlap"),
        ("?type=asb&from=2022-04&to=2022-12&b_from=2022-10&b_to=2023-03", "they overlap"),
        ("?type=asb&b_from=2022-04&b_to=2022-12", "they overlap"),
        ("?type=asb&against=all", "they overlap"),
        # Unlike in size, and nobody knows how many live there.
        ("?type=asb&area=norreys-estate&b_area=emmbrook", "A covers"),
        ("?type=asb&area=norreys-estate&b_area=borough", "A covers"),
        ("?type=asb&b_area=nowhere", "none of the areas"),
        ("?type=asb&b_type=nothing", "none of the areas"),
    ],
)
def test_what_cannot_be_compared_says_why(demo_pack, search, reason) -> None:
    found = of(demo_pack, search)
    assert isinstance(found, Refused)
    assert found.reason.startswith(reason)


def test_a_missing_month_is_never_zero_on_either_side(gap_pack) -> None:
    for search, side in (("?period=2021-22&b_from=2022-04&b_to=2022-05", "A"),
                         ("?from=2022-04&to=2022-05&against=2021-22", "B")):  # fmt: skip
        found = of(gap_pack, search)
        assert isinstance(found, Refused)
        assert found.reason.startswith(f"{side} has no data for ")


def test_a_difference_never_shows_one_street_point_of_a_type_without_points(demo_pack) -> None:
    """Two circles around one middle: what lies between them may be a single point."""
    middle = demo_pack.domain.area_by_id["wokingham-town-centre"].centre
    seen = {True: 0, False: 0}
    cursor = demo_pack._connection.cursor()
    for metres, wider in product(range(100, 460, 30), (10, 30, 250)):
        circles = [f"{middle[0]:.5f},{middle[1]:.5f},{each}" for each in (metres, metres + wider)]
        drawn = f"drawn={circles[0]}&b_drawn={circles[1]}"
        found = of(demo_pack, f"?{TIER_B}&{drawn}")
        points = {
            side: {
                *cursor.execute(POINTS, {"filters": each.parameters(demo_pack.domain)}).fetchall()
            }
            for side, circle in zip("ab", circles, strict=True)
            for each in [Question.from_query(f"?{TIER_B}&drawn={circle}", demo_pack.domain).filters]
        }
        few = len(points["b"] - points["a"]) < 3
        seen[few] += 1
        said = found.reason if isinstance(found, Refused) else ""
        if few and points["a"] and not (isinstance(found, Sides) and found.same):
            assert "fewer than three street points" in said, metres
        if not few:
            assert "street points" not in said, metres
        # A type of tier A is shown by point anyway.
        other = of(demo_pack, f"?type=asb&{drawn}")
        assert isinstance(other, Sides) or "street points" not in other.reason
    assert min(seen.values()) > 0


SEARCHES = (
    "?type=asb", "?area=norreys&b_area=emmbrook", "?area=norreys&b_area=borough",
    "?type=burglary&b_type=robbery", "?type=asb&from=2022-04&to=2022-06&against=2020-21",
    "?area=norreys&b_area=emmbrook&against=2020-21&from=2022-04&to=2022-07",
)  # fmt: skip


@pytest.mark.parametrize("search", SEARCHES)
def test_a_swap_turns_the_verdict_round(demo_pack, search) -> None:
    question = Question.from_query(search, demo_pack.domain)
    one, other = of(demo_pack, search), of(demo_pack, swapped(question))
    assert one.test.p_value == pytest.approx(other.test.p_value)
    assert one.test.verdict == other.test.verdict
    for (name, test), (_name, turned) in zip(sorted(one.types), sorted(other.types), strict=True):
        assert test.verdict == turned.verdict, name
        if test.ratio is None:
            assert turned.ratio is None
            continue
        low, high = test.ratio
        assert turned.ratio == pytest.approx((1 / high, 1 / low if low else np.inf))
        sides = test.after * test.exposure[0] - test.before * test.exposure[1]
        turned_sides = turned.after * turned.exposure[0] - turned.before * turned.exposure[1]
        assert np.sign(sides) == -np.sign(turned_sides)


@pytest.mark.parametrize(
    "search",
    ["?against=same", "?type=asb&area=norreys&b_area=norreys", "?area=norreys&b_type=all-crime"],
)
def test_a_side_against_itself_has_no_difference(demo_pack, search) -> None:
    found = of(demo_pack, search)
    assert found.same
    assert (found.test.verdict, found.test.p_value) == ("normal", 1.0)
    assert {test.verdict for _name, test in found.types} == {"normal"}


@quick
@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.1, 10))
def test_by_chance_alone_the_test_is_the_exact_binomial(b, a, size) -> None:
    found = difference((b, a), (CHANCE, CHANCE), (1.0, size))
    share = size / (1 + size)
    tails = stats.binom.cdf(a, a + b, share), stats.binom.sf(a - 1, a + b, share)
    assert found.p_value == pytest.approx(min(1.0, 2 * min(tails)), abs=1e-9)


@pytest.mark.parametrize(("size", "months"), [(1.0, (12, 12)), (3.0, (12, 12)), (0.25, (3, 12))])
@pytest.mark.parametrize("usual", [40, pytest.param(600, marks=pytest.mark.verify)])
def test_sides_that_are_alike_are_called_different_no_more_often_than_stated(
    size, months, usual
) -> None:
    """Simulated counts of two series with one rate, each with an excess of its own."""
    rng = np.random.default_rng(16)
    excess, times = 0.3, 1500
    of_a, of_b = (Scatter(excess, each) for each in months)
    called = {"clear": 0, "possible": 0, "normal": 0}

    def draw(mean: float, length: float) -> int:
        dispersion = 1 + rng.exponential(excess) * log1p(mean / length)
        return int(rng.negative_binomial(mean / (dispersion - 1 + 1e-9), 1 / (dispersion + 1e-9)))

    for _ in range(times):
        counts = draw(usual, months[1]), draw(usual * size, months[0])
        called[difference(counts, (of_b, of_a), (1.0, size)).verdict] += 1
    # Three standard errors above 5 % and 0.2 %.
    assert (called["clear"] + called["possible"]) / times < 0.05 + 3 * (0.05 * 0.95 / times) ** 0.5
    assert called["clear"] / times < 0.002 + 3 * (0.002 * 0.998 / times) ** 0.5
    assert called["possible"] + called["clear"] > 0


def test_a_real_difference_is_found() -> None:
    usual = Scatter(0.2, 12)
    assert difference((300, 500), (usual, usual), (1.0, 1.0)).verdict == "clear"
    assert difference((300, 500), (usual, usual), (300.0, 500.0)).verdict == "normal"
