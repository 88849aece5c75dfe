"""Which force decides for a month: never a stray row."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from data.build import build, config
from data.build.errors import BadInput
from data.pack import queries
from data.pack.pack import Pack
from tests.domains import drawn

pytestmark = pytest.mark.slow

ALDER, BIRCH, FAR = (-0.885, 51.41), (-0.855, 51.41), (-0.885, 51.60)
MONTHS = ("2022-01", "2022-02", "2022-03")


def force(small, month: str, force: str, count: int, at=ALDER) -> list[dict[str, str]]:
    return [small.row(at, Month=month, **{"Reported by": force}) for _ in range(count)]


@pytest.fixture
def clean(bare):
    """The borough of street files and wards, without its street files."""
    for path in (bare.folder / "street").rglob("*.csv"):
        path.unlink()
    return bare


def months(pack: Pack) -> list[int]:
    return [each.month for each in sorted(pack.domain.covered)]


def own(small, *names: str, count: int = 24) -> None:
    """A file for each month of the area's own force, with the rows of others."""
    for month in MONTHS:
        rows = force(small, month, "Test Constabulary", count)
        rows += [row for name in names for row in force(small, month, name, 1)]
        small.street(f"street/{month}/{month}-test-street.csv", rows)


def test_a_stray_row_of_another_force_takes_no_month_away(clean) -> None:
    own(clean)
    rows = [*force(clean, "2022-02", "Test Constabulary", 24), *force(clean, "2022-02", "Other", 1)]
    clean.street("street/2022-02/2022-02-test-street.csv", rows)

    pack = clean.build()

    assert months(pack) == [1, 2, 3]
    assert len(pack.frame("pack/coverage")) == 2
    assert pack.notices == [
        "Other is in a primary source and has 1 of 73 incidents: no month depends on it."
    ]


@pytest.mark.parametrize(("later", "said"), [
    (9, ["Test Constabulary, February 2022: the release 2022-05 has 9 rows and counts, the release "
         "2022-03 has 24. See whether the later file is whole."]),
    (12, []), (30, []),
])  # fmt: skip
def test_a_later_release_with_far_fewer_rows_is_named(clean, later: int, said: list[str]) -> None:
    own(clean)
    rows = force(clean, "2022-02", "Test Constabulary", later)
    clean.street("later/2022-02-test-street.csv", rows)
    clean.add_source("street", "later/*.csv", vintage='"2022-05"')

    pack = clean.build()

    assert pack.notices == said
    assert int(pack.frame("pack/sources")["rows_superseded"].sum()) == 24


def test_a_force_with_few_incidents_but_most_of_a_ward_is_needed(clean) -> None:
    own(clean, count=200)
    for month in MONTHS[:2]:
        rows = force(clean, month, "Other", 12, BIRCH)
        clean.street(f"street/{month}/{month}-other-street.csv", rows)

    assert months(clean.build()) == [1, 2]


def test_the_rail_police_decides_for_no_month(clean) -> None:
    """Its one file lies among those of the own force, and a tenth of that month is its own."""
    own(clean)
    rows = force(clean, "2022-01", "British Transport Police", 8)
    clean.street("street/2022-01/2022-01-btp-street.csv", rows)

    pack = clean.build()

    assert months(pack) == [1, 2, 3]
    assert "British Transport Police has no incidents in February 2022 to March 2022: missing" in (
        " ".join(pack.notices)
    )


def test_a_force_that_is_nowhere_near_decides_nothing(clean) -> None:
    """A glob may take in a file of another country."""
    own(clean)
    rows = force(clean, "2022-01", "Northern Police", 30, FAR)
    clean.street("street/2022-01/2022-01-northern-street.csv", rows)

    assert months(clean.build()) == [1, 2, 3]


def test_a_later_file_of_another_force_replaces_nothing(clean) -> None:
    own(clean)
    clean.add_source("street", "later/*.csv", vintage='"2022-12"', role='"additional"')
    rows = [*force(clean, "2022-02", "Test Constabulary", 1), *force(clean, "2022-02", "Other", 1)]
    clean.street("later/2022-02-other-street.csv", rows)

    account = queries.sources(clean.build()).set_index("file")

    assert account.loc["later/2022-02-other-street.csv", "rows_superseded"] == 1
    assert account.filter(like="street.csv", axis=0)["rows_loaded"].sum() == 3 * 24 + 1


def test_stray_rows_in_two_releases_count_once(clean) -> None:
    own(clean, "Other")
    clean.add_source("street", "later/**/*.csv", vintage='"2022-12"')
    for month in MONTHS:
        text = (clean.folder / f"street/{month}/{month}-test-street.csv").read_bytes()
        clean.write(f"later/{month}/{month}-test-street.csv", text)

    account = queries.sources(clean.build()).set_index("file")

    early, later = (account.filter(regex=each, axis=0) for each in ("^street/", "^later/"))
    assert early["rows_superseded"].tolist() == later["rows_loaded"].tolist() == [25] * 3


@pytest.mark.parametrize(("name", "other"), [
    ("Test Constabulary", "TEST  constabulary"), ("Test and Far Police", "Test & Far Police"),
])  # fmt: skip
def test_spellings_of_a_force_are_one_force(clean, name: str, other: str) -> None:
    for month in MONTHS:
        rows = force(clean, month, other if month == "2022-02" else name, 24)
        clean.street(f"street/{month}/{month}-test-street.csv", rows)

    pack = clean.build()

    assert months(pack) == [1, 2, 3]
    assert pack.frame("pack/coverage")["source"].tolist() == [name]


def test_an_additional_force_with_most_incidents_has_the_wrong_role(clean) -> None:
    """Otherwise the months of a rail force would be those of the borough."""
    own(clean)
    clean.edit("small.toml", 'role = "primary"', 'role = "additional"')
    clean.add_source("street", "rail/*.csv", role='"primary"')
    clean.street("rail/2022-01-rail-street.csv", force(clean, "2022-01", "Rail Police", 5))

    with pytest.raises(BadInput) as caught:
        build.build(config.read(clean.toml), clean.folder / "packs")

    assert "Test Constabulary is additional and has 72 of 77 incidents" in caught.value.what


def test_two_forces_that_police_the_area_are_both_needed(clean) -> None:
    own(clean)
    for month in MONTHS[:2]:
        rows = force(clean, month, "North Police", 12)
        clean.street(f"street/{month}/{month}-north-street.csv", rows)

    assert months(clean.build()) == [1, 2]


def test_forces_without_a_common_month_are_named_with_their_months(clean) -> None:
    """A force may have been renamed."""
    for month, name in zip(MONTHS, ("Test Police", "Test Police", "Test Force"), strict=True):
        clean.street(f"street/{month}/{month}-test-street.csv", force(clean, month, name, 9))

    with pytest.raises(BadInput) as caught:
        build.build(config.read(clean.toml), clean.folder / "packs")

    assert (
        "no month has every primary force: Test Force has March 2022 and Test Police has "
        "January 2022 to February 2022" in caught.value.what
    )


@drawn(2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(strays=st.dictionaries(
    st.sampled_from(MONTHS),
    st.lists(st.tuples(st.sampled_from(["Other", "Rail"]), st.sampled_from([ALDER, FAR])),
             min_size=1, max_size=2),
))  # fmt: skip
def test_whatever_strays_in_every_month_stays_and_every_row_counts(clean, strays) -> None:
    own(clean)
    for month, rows in strays.items():
        found = force(clean, month, "Test Constabulary", 24)
        found += [row for name, at in rows for row in force(clean, month, name, 1, at)]
        clean.street(f"street/{month}/{month}-test-street.csv", found)

    pack = clean.build()
    account = queries.sources(pack).query("kind == 'street'")

    near = sum(at == ALDER for rows in strays.values() for _name, at in rows)
    assert months(pack) == [1, 2, 3]
    assert account["rows_loaded"].sum() == 72 + near
    assert account["rows_read"].sum() == 72 + sum(map(len, strays.values()))
    pack.close()
