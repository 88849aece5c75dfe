"""Life cycles of hotspots against an independent calculation."""

import pytest
import shapely

from data.build import build, config
from data.hotspots import lifecycle
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests.data.hotspots.chosen import SIDE, filters, in_metres
from tests.oracles import asked
from tests.squares import counted

GONE = ("2021-06", "2022-11")
KINDS = ("Criminal damage and arson", "Violence and sexual offences")


@pytest.fixture(scope="module")
def broken(tmp_path_factory, demo_sources) -> Pack:
    """The wards and two crime types of the demonstration set, without two of its months."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "wards.geojson").write_bytes((demo_sources / "wards.geojson").read_bytes())
    rows = []
    for file in sorted(demo_sources.glob("street/*/*.csv")):
        head, *found = file.read_text(encoding="utf-8").splitlines()
        if file.parent.name not in GONE:
            rows += [each for each in found if any(kind in each for kind in KINDS)]
    (folder / "street.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    settings, *sources = (demo_sources / "borough.toml").read_text().split("[[source]]")
    street, wards = (
        next(each for each in sources if f'kind = "{kind}"' in each) for kind in ("street", "wards")
    )
    toml = folder / "borough.toml"
    street = street.replace("street/*/*.csv", "street.csv")
    toml.write_text("[[source]]".join([settings.partition("[marac_band]")[0], street, wards]))
    return Pack(build.build(config.read(toml), folder / "packs").path)


QUARTERS = [f"{year}-{month:02d}" for year in range(2020, 2024) for month in (1, 4, 7, 10)][1:13]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gone", [(), GONE])
def test_quarters_are_counted_and_a_missing_month_is_never_zero(
    request, demo_pack, oracle, kind, gone
) -> None:
    pack = request.getfixturevalue("broken") if gone else demo_pack
    found = lifecycle.life(pack, filters(pack, f"?type={kind.lower().replace(' ', '-')}"))
    assert [f"{each:%Y-%m}" for each in found.quarters] == QUARTERS
    incidents = oracle.matching(asked([kind], first="2020-04", last="2023-03"))
    by_quarter = [
        counted([each for each in incidents if start <= each.month < until], SIDE)
        for start, until in zip(QUARTERS, [*QUARTERS[1:], "2023-04"], strict=True)
    ]
    lost = [QUARTERS.index(each) for each in ("2021-04", "2022-10")] if gone else []
    assert found.too_few is None
    assert len(found.hotspots) > 0
    for row in found.hotspots.itertuples():
        inside = squares_in(row.geometry)
        assert len(inside) == row.squares
        assert list(row.counts) == [
            None if index in lost else sum(counts[each] for each in inside)
            for index, counts in enumerate(by_quarter)
        ]
        assert row.hot_quarters == sum(each is True for each in row.hot) >= 2
        assert [each is None for each in row.hot] == [not each for each in found.assessed]
        assert row.n >= 2
    assert not any(found.assessed[each] for each in lost)
    assert {*found.hotspots["life"]} <= {"persistent", "emerging", "intermittent", "former"}


def squares_in(shape: shapely.Geometry) -> list[tuple[int, int]]:
    """The squares of 250 m of which a hotspot has more than a sliver."""
    shape = in_metres(shape)
    west, south, east, north = (int(each // SIDE) for each in shape.bounds)
    return [
        (column, row)
        for column in range(west, east + 1)
        for row in range(south, north + 1)
        if shapely.box(column * SIDE + 2, row * SIDE + 2, column * SIDE + SIDE - 2,
                       row * SIDE + SIDE - 2).intersects(shape)
    ]  # fmt: skip


def test_a_quarter_with_few_incidents_is_not_tested(demo_pack, oracle) -> None:
    found = lifecycle.life(demo_pack, filters(demo_pack, "?type=bicycle-theft"))
    incidents = oracle.matching(asked(["Bicycle theft"], first="2020-04", last="2023-03"))
    for start, until, tested in zip(
        QUARTERS, [*QUARTERS[1:], "2023-04"], found.assessed, strict=True
    ):
        quarter = [each for each in incidents if start <= each.month < until]
        assert tested == (len(quarter) >= 60 and len(counted(quarter, SIDE)) >= 30)
    # Three were tested, none of the latest fifth: that is not enough to say what is recent.
    assert sum(found.assessed) == found.too_few.assessed == 3
    assert not any(found.assessed[-2:])
    assert found.hotspots.empty


def test_the_months_and_areas_chosen_do_not_change_a_life(demo_pack) -> None:
    plain = lifecycle.life(demo_pack, filters(demo_pack, "?type=violence-and-sexual-offences"))
    other = lifecycle.life(
        demo_pack,
        filters(demo_pack, "?type=violence-and-sexual-offences&area=norreys&from=2022-05"),
    )
    assert other.hotspots["life"].tolist() == plain.hotspots["life"].tolist()


def test_too_few_quarters_give_the_reason_and_no_class(gap_pack, small_packs) -> None:
    found = lifecycle.life(gap_pack, filters(gap_pack, "?type=crime-and-asb"))
    # Ten quarters from April 2020 to September 2022; June and July 2021 break two of them.
    assert len(found.quarters) == 10
    assert (found.too_few.complete, found.too_few.assessed) == (8, 0)
    assert found.hotspots.empty
    two_months = Packs(small_packs).current()
    nothing = lifecycle.life(two_months, filters(two_months, ""))
    assert nothing.quarters == ()
    assert nothing.too_few.complete == 0
