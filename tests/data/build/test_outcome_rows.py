"""Outcome files: what is joined to which crime, what is left out, and what stops a build."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import duckdb
import pandas as pd
import pytest

from data.build.errors import BadInput
from data.pack.pack import SETTINGS, Pack
from tests.conftest import ALDER, BIRCH, FAR, FORCE, Small

pytestmark = pytest.mark.slow

CHARGED, LOCAL = "Suspect charged", "Local resolution"
NO_SUSPECT = "Investigation complete; no suspect identified"
UNABLE = "Unable to prosecute suspect"
COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Outcome type",
)  # fmt: skip
JANUARY = [f"{number:064x}" for number in range(1001, 1011)]


def outcome(
    crime: str, month: str, what: str, at: tuple[float, float] = ALDER, force: str = FORCE
) -> dict[str, str]:
    return {
        "Crime ID": crime, "Month": month, "Reported by": force, "Falls within": force,
        "Longitude": f"{at[0]:.6f}", "Latitude": f"{at[1]:.6f}", "Outcome type": what,
    }  # fmt: skip


def write(small: Small, rows: Iterable[dict[str, str]], folder: str = "outcomes") -> None:
    """Write the files of their months."""
    by_month: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_month.setdefault(row["Month"], []).append(row)
    for month, each in by_month.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(each)
        small.write(f"{folder}/{month}-test-outcomes.csv", text.getvalue())


def padding(*months: str) -> list[dict[str, str]]:
    """Outcomes of crimes elsewhere, so that there is a file for each month."""
    return [outcome("f" * 63 + "0", month, UNABLE, FAR) for month in months]


@pytest.fixture
def made(bare: Small) -> Small:
    """The small borough with ten burglaries in Alder in January 2022, whose IDs are ``JANUARY``."""
    rows = [bare.row(ALDER, **{"Crime ID": each}) for each in JANUARY]
    bare.street("street/2022-01/2022-01-test-street.csv", [*rows, bare.asb(BIRCH)])
    bare.add_source("outcomes", "outcomes/*-outcomes.csv")
    return bare


def cohorts(pack: Pack, within: int, month: str = "2022-01") -> Counter[str]:
    """The crimes of a month in the wards, by group."""
    frame = pack.frame("outcomes/cohorts")
    own = frame[
        (frame["within"] == within) & (frame["month"] == month) & (frame["ward_code"] != "")
    ]
    return Counter(own.groupby("outcome_group")["n"].sum().to_dict())


def account(pack: Pack) -> list[tuple[int, ...]]:
    """Read, loaded, outside, rejected and superseded of each outcome file."""
    frame = pack.frame("pack/sources")
    own = frame[frame["kind"] == "outcomes"]
    names = ["rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded"]
    return [tuple(each) for each in own[names].to_numpy().tolist()]


def test_a_crime_has_its_first_positive_outcome_else_its_last(made: Small) -> None:
    one, two, three, four, five, *_ = JANUARY
    write(
        made,
        [
            outcome(one, "2022-01", NO_SUSPECT),
            outcome(one, "2022-03", CHARGED),
            outcome(one, "2022-04", UNABLE),  # after a positive outcome
            outcome(two, "2022-02", UNABLE),
            outcome(two, "2022-05", NO_SUSPECT),
            outcome(three, "2022-05", LOCAL),  # after three months
            outcome(four, "2022-02", LOCAL),
            outcome(four, "2022-02", CHARGED),  # the first group of one month
            outcome(five, "2022-01", "Under investigation"),
            *padding("2022-06", "2022-07"),
        ],
    )

    pack = made.build()

    assert cohorts(pack, 3) == {"charged": 2, "unable": 1, "open": 7}
    assert cohorts(pack, 6) == {
        "charged": 2, "no-suspect": 1, "local-resolution": 1, "open": 6,
    }  # fmt: skip


def test_an_outcome_is_never_that_of_a_crime_of_another_force(made: Small) -> None:
    one, two, *_ = JANUARY
    rows = [outcome(one, "2022-01", CHARGED, force="Other Police"),
            outcome(two, "2022-01", CHARGED, force=FORCE.upper())]  # fmt: skip
    write(made, rows)

    pack = made.build()

    assert cohorts(pack, 3) == {"charged": 1, "open": 9}
    assert account(pack) == [(2, 1, 1, 0, 0)]


def test_outcomes_without_a_crime_are_counted(made: Small) -> None:
    rows = [outcome(f"{9000 + each:064x}", "2022-01", CHARGED, at)
            for each, at in enumerate([ALDER, BIRCH, BIRCH, FAR])]  # fmt: skip
    write(made, [*rows, outcome(JANUARY[0], "2022-01", CHARGED)])

    pack = made.build()

    assert account(pack) == [(5, 1, 4, 0, 0)]
    [said] = [each for each in pack.notices if "no crime" in each]
    assert said.startswith("3 outcomes in this area have no crime that is held")


def test_an_outcome_before_its_crime_is_rejected_with_its_line(made: Small) -> None:
    plenty = [outcome(f"{8000 + each:064x}", "2021-12", UNABLE, FAR) for each in range(60)]
    write(made, [*plenty, outcome(JANUARY[0], "2021-12", CHARGED), *padding("2022-01")])

    pack = made.build()

    assert cohorts(pack, 3) == {"open": 10}
    assert account(pack) == [(61, 0, 60, 1, 0), (1, 0, 1, 0, 0)]
    [rejected] = pack.frame("pack/rejections").query("reason.str.contains('before')").to_dict(
        "records"
    )  # fmt: skip
    assert rejected["reason"] == "the outcome is of a month before its crime was recorded"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Outcome type": "Sent to the moon"},
         "line 2: 'Sent to the moon' is not among the outcome types of police.uk (1 rows)."),
        ({"Month": "Jan-22"}, "line 2: the month is not YYYY-MM but a date"),
        ({"Crime ID": "1.2E+10"}, "line 2: the Crime ID was turned into a number"),
        ({"Crime ID": ""}, "1 of 1 rows cannot be used, the first for this reason: no Crime ID."),
        ({"Outcome type": ""}, "the first for this reason: no outcome type."),
        ({"Month": "2022-02"}, "the first for this reason: month is not the month in the file"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named(made: Small, cells: dict, said: str) -> None:
    row = outcome(JANUARY[0], "2022-01", CHARGED) | cells
    text = ",".join(COLUMNS) + "\n" + ",".join(row.get(each, "") for each in COLUMNS) + "\n"
    made.write("outcomes/2022-01-test-outcomes.csv", text)

    with pytest.raises(BadInput, match=re.escape(said)) as refused:
        made.build()

    assert refused.value.file.name == "2022-01-test-outcomes.csv"


def test_a_column_that_is_missing_is_named(made: Small) -> None:
    made.write("outcomes/2022-01-test-outcomes.csv", "Crime ID,Month\n1,2022-01\n")

    with pytest.raises(BadInput, match="Outcome type"):
        made.build()


def test_the_later_release_of_a_month_counts(made: Small) -> None:
    made.add_source("outcomes", "later/*-outcomes.csv", vintage='"2022-06"')
    write(made, [outcome(each, "2022-01", UNABLE) for each in JANUARY])
    write(made, [outcome(JANUARY[0], "2022-01", CHARGED)], "later")

    pack = made.build()

    assert cohorts(pack, 3) == {"charged": 1, "open": 9}
    assert sorted(account(pack)) == [(1, 1, 0, 0, 0), (10, 0, 0, 0, 10)]
    assert pack.frame("outcomes/followed")["release"].tolist() == ["2022-03", "2022-03"]


def test_two_files_of_one_release_are_refused(made: Small) -> None:
    made.add_source("outcomes", "again/*-outcomes.csv")
    for folder in ("outcomes", "again"):
        write(made, [outcome(JANUARY[0], "2022-01", CHARGED)], folder)

    with pytest.raises(BadInput, match="another file of the same vintage also has"):
        made.build()


def test_quoted_cells_are_read_like_plain_ones(made: Small) -> None:
    rows = [outcome(each, "2022-01", CHARGED) for each in JANUARY[:3]]
    write(made, rows)
    path = made.folder / "outcomes/2022-01-test-outcomes.csv"
    path.write_text(path.read_text().replace(CHARGED, f'"{CHARGED}"'))

    assert cohorts(made.build(), 3) == {"charged": 3, "open": 7}


def test_the_whole_force_is_counted_with_crimes_far_away_and_unlocated(made: Small) -> None:
    rows = [made.row(at, **{"Crime ID": f"{7000 + each:064x}"})
            for each, at in enumerate([FAR, FAR, None])]  # fmt: skip
    near = [made.row(ALDER, **{"Crime ID": each}) for each in JANUARY]
    made.street("street/2022-01/2022-01-test-street.csv", [*near, *rows])
    write(made, [outcome(f"{7000 + each:064x}", "2022-01", CHARGED, FAR) for each in (0, 2)])

    frame = made.build().frame("outcomes/cohorts")

    force = frame[(frame["ward_code"] == "") & (frame["within"] == 3)]
    assert dict(zip(force["outcome_group"], force["n"], strict=True)) == {"charged": 2, "open": 11}


def test_last_outcomes_of_street_files_carry_their_release(bare: Small) -> None:
    small = bare
    what: dict[str, Any] = {"Last outcome category": "Awaiting court outcome"}
    rows = [small.row(**what), small.row(**{"Last outcome category": "Lost at sea"}), small.row()]
    small.street("street/2022-01/2022-01-test-street.csv", rows)
    small.street("later/2022-01-test-street.csv", [*rows[:1], *rows[:1], small.row(**what)])

    first = small.build()
    small.add_source("street", "later/*.csv", name='"Later"', vintage='"2022-06"')
    later = small.build(small.folder / "again")

    assert published(first) == {("2022-03", "charged"): 1, ("2022-03", "no-information"): 1,
                                ("2022-03", "open"): 1}  # fmt: skip
    assert published(later) == {("2022-06", "charged"): 2}
    assert any("'Lost at sea'" in each for each in first.notices)
    assert set(later.frame("incidents/records", RECORDS)["release"].dropna()) == {
        "2022-03", "2022-06",
    }  # fmt: skip


RECORDS = {
    "filters": {
        "first_month": pd.Timestamp("2022-01-01"), "last_month": pd.Timestamp("2022-02-01"),
        "crime_types": ["burglary"], "asb_categories": [], "missing": [], "areas": [],
        "drawn": {"box": [], "edges": []},
    },
    "page": {"sort": "month", "order": "down", "size": 50, "skip": 0},
}  # fmt: skip


def published(pack: Pack) -> dict[tuple[str, str], int]:
    with duckdb.connect(str(pack.path), read_only=True, config=SETTINGS) as connection:
        frame = connection.table("outcome_published").df()
    own = frame[frame["month"] == "2022-01"]
    counts = own.groupby(["release", "outcome_group"])["n"].sum()
    return {(str(release), str(group)): int(n) for (release, group), n in counts.items()}
