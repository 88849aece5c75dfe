import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from data.build import area_rows, config, street_rows
from data.build.config import Source
from data.build.errors import BadInput
from data.build.load_log import COUNTS, Account
from data.build.store import Store
from tests.domains import drawn

ALDER, BIRCH = (-0.885, 51.41), (-0.855, 51.41)
NEARBY, FAR = (-0.885, 51.424), (-0.885, 51.60)
NORTH_SEA = (2.057678, 55.952668)


@dataclass(frozen=True)
class Street:
    """The tables that were filled, and the account of each file."""

    incident: pd.DataFrame
    nearby: pd.DataFrame
    coverage: pd.DataFrame
    rejected: pd.DataFrame
    account: pd.DataFrame


@pytest.fixture
def wards(small, tmp_path: Path) -> tuple[config.Borough, pd.DataFrame, Path]:
    """The borough, its areas, and a folder to write into."""
    described = config.read(small.toml)
    return described, area_rows.read(described, Account(described, print)), tmp_path


def source(
    *files: Path, vintage: str = "2022-03", role: str = "primary", name: str = "S"
) -> Source:
    return Source("street", name, files, "OGL", vintage, "open", {"role": role})


def sort(wards: tuple[config.Borough, pd.DataFrame, Path], *sources: Source) -> Street:
    described, area, folder = wards
    described = replace(described, sources=sources, left_out_types=("Piracy",))
    account = Account(described, lambda _path: None)
    with tempfile.TemporaryDirectory(dir=folder) as staging, Store(Path(staging)) as store:
        store.run("pack/schema")
        street_rows.load(store, described, area, account)
        tables = [
            store.connection.table(each).df()
            for each in ("incident", "nearby", "coverage", "rejected")
        ]
    return Street(*tables, account.full())


def counts(street: Street) -> list[tuple[int, ...]]:
    """Read, loaded, outside, rejected and superseded of each file."""
    return [tuple(each) for each in street.account[[*COUNTS]].to_numpy().tolist()]


def covered(street: Street) -> list[tuple[str, int, bool]]:
    """Which force has which month (its number), and whether as a primary source."""
    return [(row.source, row.month.month, row.primary) for row in street.coverage.itertuples()]


def test_each_row_goes_where_its_point_lies(small, wards) -> None:
    path = small.street("a.csv", [small.row(at) for at in (ALDER, BIRCH, BIRCH, NEARBY, FAR)])

    street = sort(wards, source(path))

    assert street.incident["ward_code"].tolist() == ["E05000001", "E05000002", "E05000002"]
    assert counts(street) == [(5, 3, 2, 0, 0)]
    assert len(street.nearby) == 1


def test_rows_up_to_a_kilometre_outside_are_kept_apart(small, wards) -> None:
    north = 51.42
    degrees_in_a_metre = 1 / 111_200
    rows = [small.row((-0.885, north + metres * degrees_in_a_metre)) for metres in (990, 1010)]

    street = sort(wards, source(small.street("a.csv", [*rows, small.row()])))

    assert counts(street) == [(3, 1, 2, 0, 0)]
    assert len(street.nearby) == 1


def test_a_point_on_the_edge_of_two_wards_is_counted_once(small, wards) -> None:
    street = sort(wards, source(small.street("a.csv", [small.row((-0.87, 51.41))])))

    assert counts(street) == [(1, 1, 0, 0, 0)]


def test_incidents_are_in_order_of_month_and_ward(small, wards) -> None:
    rows = [small.row(at, Month=month) for month in ("2022-02", "2022-01") for at in (BIRCH, ALDER)]

    incident = sort(wards, source(small.street("a.csv", rows))).incident

    pairs = [*zip(incident["month"], incident["ward_code"], strict=True)]
    assert pairs == sorted(pairs)


def test_the_later_vintage_counts_and_the_other_is_superseded(small, wards) -> None:
    first = small.street("old/a.csv", [small.row(Month=month) for month in ("2022-01", "2022-02")])
    later = small.street("new/a.csv", [small.row(), small.row(), small.row(None)])

    for sources in (
        [source(first, vintage="2022-03"), source(later, vintage="2022-11")],
        [source(later, vintage="2022-11"), source(first, vintage="2022-03")],
    ):
        street = sort(wards, *sources)
        found = dict(zip(street.account["file"], counts(street), strict=True))
        assert found == {"old/a.csv": (2, 1, 0, 0, 1), "new/a.csv": (3, 2, 0, 1, 0)}
        assert covered(street) == [("Test Constabulary", 1, True), ("Test Constabulary", 2, True)]


def test_a_superseded_file_leaves_nothing_rejected_behind(small, wards) -> None:
    first = small.street("old.csv", [small.row(), small.row(None), small.row(FAR)])
    later = small.street("new.csv", [small.row()])

    street = sort(wards, source(first, vintage="2022-02"), source(later, vintage="2022-03"))

    assert counts(street) == [(3, 0, 0, 0, 3), (1, 1, 0, 0, 0)]
    assert street.rejected.empty


def test_one_vintage_cannot_hold_a_month_twice(small, wards) -> None:
    files = [small.street(name, [small.row()]) for name in ("a.csv", "b.csv")]

    with pytest.raises(BadInput, match=r"b\.csv: another file of the same vintage also has Test"):
        sort(wards, source(*files))


def test_a_vintage_that_is_no_month_cannot_decide(small, wards) -> None:
    files = [small.street(name, [small.row()]) for name in ("a.csv", "b.csv")]

    with pytest.raises(BadInput, match="the vintage 'spring' does not say which is later"):
        sort(wards, source(files[0]), source(files[1], vintage="spring"))


def test_a_vintage_that_has_nothing_to_decide_may_be_any_text(small, wards) -> None:
    path = small.street("a.csv", [small.row()])

    assert counts(sort(wards, source(path, vintage="April 2020 to March 2023")))[0][1] == 1


def test_two_forces_may_hold_the_same_month(small, wards) -> None:
    ours = small.street("a.csv", [small.row()])
    other = small.street("b.csv", [small.row(**{"Reported by": "Other Police"})])

    assert counts(sort(wards, source(ours, other))) == [(1, 1, 0, 0, 0)] * 2


def test_an_additional_source_never_covers_a_month(small, wards) -> None:
    ours = small.street("a.csv", [small.row()])
    rail = small.street(
        "b.csv", [small.row(Month=month, **{"Reported by": "Rail Police"})
                  for month in ("2022-01", "2022-02")]
    )  # fmt: skip

    street = sort(wards, source(ours), source(rail, role="additional", name="Rail"))

    assert covered(street) == [
        ("Rail Police", 1, False), ("Rail Police", 2, False), ("Test Constabulary", 1, True),
    ]  # fmt: skip
    assert street.incident["source"].value_counts().to_dict() == {"S": 1, "Rail": 2}
    assert street.incident["force"].value_counts().to_dict() == {
        "Test Constabulary": 1, "Rail Police": 2,
    }  # fmt: skip


def test_an_additional_source_of_the_same_force_covers_nothing_either(small, wards) -> None:
    ours = small.street("a.csv", [small.row()])
    more = small.street("b.csv", [small.row(Month="2022-02")])

    street = sort(wards, source(ours), source(more, role="additional"))

    assert covered(street) == [("Test Constabulary", 1, True), ("Test Constabulary", 2, False)]


def test_a_month_stays_covered_when_a_later_additional_release_counts_for_it(small, wards) -> None:
    ours = small.street("a.csv", [small.row()])
    later = small.street("b.csv", [small.row(), small.row()])

    street = sort(wards, source(ours), source(later, role="additional", vintage="2022-04"))

    assert covered(street) == [("Test Constabulary", 1, True)]
    assert counts(street) == [(1, 0, 0, 0, 1), (2, 2, 0, 0, 0)]


def test_a_month_with_no_usable_row_is_not_held(small, wards) -> None:
    rows = [*(small.row() for _ in range(60)), small.row(NORTH_SEA, Month="2022-02")]

    assert covered(sort(wards, source(small.street("a.csv", rows)))) == [
        ("Test Constabulary", 1, True)
    ]


def test_a_month_is_held_when_its_rows_lie_far_away_or_nowhere(small, wards) -> None:
    rows = [small.row(), small.row(FAR, Month="2022-02"), small.row(None, Month="2022-03")]

    street = sort(wards, source(small.street("a.csv", rows)))

    assert [month for _force, month, _primary in covered(street)] == [1, 2, 3]


def test_rejected_rows_keep_file_and_line(small, wards) -> None:
    nowhere = small.row(None)
    path = small.street("a.csv", [small.row(), nowhere])

    [row] = sort(wards, source(path)).rejected.to_dict("records")

    assert (row["file"], row["line"], row["reason"]) == ("a.csv", 3, "no coordinates")
    assert row["row"] == ",".join(nowhere.values())


# Kinds of rows, and their fate if their file is used.
FATE = {
    "alder": "loaded", "birch": "loaded", "asb": "loaded", "nearby": "outside", "far": "outside",
    "nowhere": "rejected", "sea": "rejected", "month": "rejected", "copy": "rejected",
    "na": "loaded", "piracy": "rejected", "stray": "loaded",
}  # fmt: skip


def spelt(small, kind: str, month: str) -> list[dict[str, str]]:
    """The row of one kind; a copy brings the row that it copies, which is loaded."""
    at = {"birch": BIRCH, "nearby": NEARBY, "far": FAR, "sea": NORTH_SEA, "nowhere": None}
    if kind == "asb":
        return [small.asb(ALDER, Month=month)]
    more = {
        "na": {"Crime ID": "NA", "Longitude": "-0.885000", "Location": ""},
        "piracy": {"Crime type": "Piracy"},
        "stray": {"Reported by": "Other Police"},
    }
    if kind in more:
        return [small.row(Month=month, **more[kind])]
    row = small.row(at.get(kind, ALDER), Month="2022-00" if kind == "month" else month)
    return [row, row] if kind == "copy" else [row]


@pytest.mark.slow
@drawn(4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.lists(
        st.tuples(
            st.sampled_from(["2022-01", "2022-02"]),
            st.lists(st.sampled_from(sorted(FATE)), max_size=12),
            st.sampled_from(["\n", "\r\n"]),
            st.sampled_from([".csv", ".csv.gz"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_row_read_is_accounted_for(small, wards, files) -> None:
    """Files in order of vintage: for one month only the last counts."""
    sources, expected = [], []
    for number, (month, kinds, newline, suffix) in enumerate(files):
        rows = [row for kind in kinds for row in spelt(small, kind, month)]
        rows += [small.row(FAR, Month=month) for _ in range(600)]  # bad rows stay under 2 %
        name = f"{number}/some{suffix}"
        path = small.street(name, rows, newline=newline)
        sources.append(source(path, vintage=f"2023-{number + 1:02d}"))
        last = not any(later == month for later, *_ in files[number + 1 :])
        fates = Counter(FATE[kind] for kind in kinds)
        fates["loaded"] += kinds.count("copy")
        fates["outside"] += 600
        if not last:
            unplaced = kinds.count("month")  # of no month, so of none that is superseded
            fates = Counter(rejected=unplaced, superseded=len(rows) - unplaced)
        expected.append(
            (len(rows), *(fates[each] for each in ("loaded", "outside", "rejected", "superseded")))
        )

    street = sort(wards, *sources)

    assert counts(street) == expected
    assert all(read == sum(fates) for read, *fates in counts(street))
    assert len(street.incident) == sum(loaded for _read, loaded, *_ in counts(street))
    assert len(street.rejected) == sum(each[3] for each in counts(street))
    assert not street.rejected.duplicated(["file", "line"]).any()
    assert {each.date() for each in street.incident["month"]} <= {
        date(2022, 1, 1), date(2022, 2, 1)
    }  # fmt: skip
