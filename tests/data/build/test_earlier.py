"""The earlier pack of a TOML: what is kept of its assessment, and what a build refuses."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from data.build.errors import BadInput
from data.model.assessment import AssessmentRow, EarlierRow, written
from data.model.disclosure import AUDIENCES
from data.model.rows import rows
from data.pack import queries
from data.pack.pack import Pack
from data.pack.packs import Packs
from data.pack.publish import SCHEMA_VERSION
from tests.conftest import ALDER, Small, write_small
from tests.documents import made as document
from tests.documents import numbers, on_page

LAST_YEAR = """year = "2021/22"
[[theme]]
name = "Burglary"
types = ["burglary"]
scores = { physical = 2, capacity = 5 }
[[theme]]
name = "Nuisance"
types = ["asb"]
[[theme]]
name = "Substances"
types = ["drugs"]
[[theme]]
name = "Exploitation"
[[recommendation]]
text = "Meet."
owner = "Ann"
"""
THIS_YEAR = """
[[theme]]
name = "burglary"
types = ["burglary"]
[[theme]]
name = "Nuisance"
types = ["asb", "public-order"]
[[theme]]
name = "Robbery"
types = ["robbery"]
"""
BURGLARIES = {"2022-03": 31, "2022-04": 29}  # in Alder; three a month before
MONTHS = "from=2022-03&to=2022-04"


def write_last(folder: Path) -> Small:
    """Write a borough whose assessment is that of the year before."""
    last = write_small(folder)
    last.write("assessment.toml", LAST_YEAR)
    last.add_source("assessment", "assessment.toml")
    return last


@pytest.fixture
def last_year(tmp_path: Path) -> Small:
    return write_last(tmp_path / "last")


@pytest.fixture(scope="module")
def last_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pack of last year for each audience."""
    last, files = write_last(tmp_path_factory.mktemp("last")), {}
    for audience in AUDIENCES:
        pack = last.build(audience=audience)
        pack.close()
        files[audience] = pack.path
    return files


def give(small: Small, last: Path) -> Small:
    """Copy the pack of last year beside this year's TOML and name it there."""
    shutil.copy(last, small.folder / "last.duckdb")
    named = f'[assessment]\nearlier = "last.duckdb"\n\n{small.toml.read_text()}'
    small.write("small.toml", named)
    return small


def two_more_months(small: Small) -> None:
    for month, count in BURGLARIES.items():
        burglaries = [small.row(ALDER, Month=month) for _ in range(count)]
        asb = [small.asb(ALDER, Month=month) for _ in range(3)]
        small.street(f"street/{month}/{month}-test-street.csv", [*burglaries, *asb])
    small.write("assessment.toml", THIS_YEAR)
    small.add_source("assessment", "assessment.toml")


@pytest.fixture
def given(small: Small, last_files: dict[str, Path]) -> Small:
    give(small, last_files["public"])
    two_more_months(small)
    return small


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, last_files: dict[str, Path]) -> Iterator[Pack]:
    """The pack of this year, with what was said last year."""
    small = give(write_small(tmp_path_factory.mktemp("now") / "small"), last_files["public"])
    two_more_months(small)
    found = small.build()
    yield found
    found.close()


def themes(pack, address: str) -> dict[str, tuple]:
    """The rows of the table on what has happened since, by theme."""
    table = next(each for each in on_page(pack, f"/assessment?{address}")[0]
                 if each.caption.startswith("Themes since"))  # fmt: skip
    return {str(row[0]): row[1:] for row in table.rows}


def test_what_was_said_is_kept_and_what_happened_is_counted_in_this_pack(pack: Pack) -> None:
    tables, words = on_page(pack, f"/assessment?{MONTHS}")
    said = next(each for each in tables if each.caption.startswith("What the earlier"))
    # Two months of three, three and one; the board's mean of 2 and 5; nothing to compare with.
    assert [(row[0], row[2], row[3], row[6]) for row in said.rows] == [
        ("Burglary", "6", "not compared", "3.50"), ("Nuisance", "6", "not compared", "blank"),
        ("Substances", "2", "not compared", "blank"),
        ("Exploitation", "not held", "not held", "blank"),
    ]  # fmt: skip
    assert said.caption.endswith("January to February 2022")
    since = themes(pack, MONTHS)
    assert {name: (*row[:3], row[4], row[7]) for name, row in since.items()} == {
        "Burglary": (6, 60, 54, "▲ clear rise", "kept"),
        "Nuisance": (6, 6, 0, "● too few to tell", "kept, with other crime types"),
        "Substances": (2, 0, -2, "● too few to tell", "dropped"),
        "Exploitation": (None, None, None, "not compared", "dropped"),
        "Robbery": (None, None, None, "not compared", "new"),
    }
    assert "From March to April 2022, beyond normal variation: Burglary rose." in words
    assert "for 2021/22 was made from the figures of January to February 2022." in words
    advised = next(each for each in tables if "of the earlier one" in each.caption)
    assert advised.rows == [("Meet.", "Ann", "blank")]


def test_every_number_of_the_section_is_in_the_document(pack: Pack) -> None:
    address = f"/assessment?{MONTHS}"
    doc, export = document(pack, address)
    said, unknown = numbers(pack, doc, export, address)
    assert unknown == set()
    assert {"60", "54", "3.50"} <= said
    captions = [each.text for each in doc.paragraphs if each.style.name == "Caption"]
    assert sum("Themes since" in each for each in captions) == 1


def test_later_revisions_are_in_both_counts_and_the_quotation_stands(given: Small) -> None:
    rows_now = [given.row(ALDER, Month="2022-01") for _ in range(10)]
    given.street("street/2022-01/2022-01-test-street.csv", rows_now)
    pack = given.build()
    try:
        assert themes(pack, MONTHS)["Burglary"][0] == 10 + 3
        assert rows(queries.earlier_themes(pack), EarlierRow)[0].n == 6
    finally:
        pack.close()


@pytest.mark.parametrize(("address", "why"), [
    ("from=2022-02&to=2022-03", "overlap those of the earlier assessment"),
    ("period=all", "overlap those of the earlier assessment"),
    ("from=2022-03&to=2022-03", "not as many as those of the earlier assessment"),
])  # fmt: skip
def test_other_months_are_not_compared_and_one_line_says_why(pack: Pack, address, why) -> None:
    _tables, words = on_page(pack, f"/assessment?{address}")
    assert words.count(why) == 1
    assert {row[4] for row in themes(pack, address).values()} == {"not compared"}


def test_months_that_this_pack_does_not_have_are_not_compared(given: Small) -> None:
    shutil.rmtree(given.folder / "street" / "2022-01")
    pack = given.build()
    try:
        _tables, words = on_page(pack, f"/assessment?{MONTHS}")
        assert "the months of the earlier assessment are not all in this data" in words
    finally:
        pack.close()


def test_without_an_earlier_pack_the_section_says_so(small_packs: Path) -> None:
    words = on_page(Packs(small_packs).current(), "/assessment")[1]
    assert "No earlier assessment was given." in words


@pytest.mark.parametrize(("audience", "source", "kept"), [
    ("partner", "public", True), ("partner", "partner", True), ("public", "partner", False),
])  # fmt: skip
def test_a_public_pack_takes_nothing_from_a_pack_for_partners(
    small: Small, last_files: dict[str, Path], audience, source, kept
) -> None:
    give(small, last_files[source])
    two_more_months(small)
    pack = small.build(audience=audience)
    try:
        assert bool(rows(queries.earlier_themes(pack), EarlierRow)) is kept
        before = written(rows(queries.earlier_assessment(pack), AssessmentRow))
        assert bool(before.recommendations) is kept
        assert any("its pack is for partners" in each for each in pack.notices) is not kept
    finally:
        pack.close()


def test_the_version_follows_what_the_earlier_assessment_said(
    given: Small, last_year: Small, pack: Pack
) -> None:
    last_year.edit("assessment.toml", "Meet.", "Meet again.")
    last = last_year.build()
    shutil.copy(last.path, given.folder / "last.duckdb")
    second = given.build()
    assert pack.version != second.version
    for each in (second, last):
        each.close()


def setting(assignment: str) -> Callable[[Small], None]:
    """Return a change of the row of the earlier pack that says what it is of."""

    def change(small: Small) -> None:
        with duckdb.connect(str(small.folder / "last.duckdb")) as connection:
            connection.execute(f"UPDATE borough SET {assignment}")

    return change


of_another_borough = setting("codes = ['E06000002']")
of_a_demonstration = setting("demonstration = true")
of_another_version = setting("schema_version = schema_version - 1")


def cut_short(small: Small) -> None:
    small.write("last.duckdb", (small.folder / "last.duckdb").read_bytes()[:5000])


def no_file(small: Small) -> None:
    (small.folder / "last.duckdb").unlink()


def no_key(small: Small) -> None:
    small.edit("small.toml", "earlier = ", "before = ")


def no_later_month(_small: Small) -> None:
    """Leave the months as they are: those of the earlier pack."""


def among_the_new(small: Small) -> None:
    small.write("packs/last.duckdb", (small.folder / "last.duckdb").read_bytes())
    small.edit("small.toml", '"last.duckdb"', '"packs/last.duckdb"')


@pytest.mark.parametrize(("spoil", "said"), [
    (of_another_borough, "is of Small (E06000002), but this build of Small (E06000001)"),
    (of_a_demonstration, "of last.duckdb and the new pack, only one is a demonstration"),
    (of_another_version, f"built by another version of this program (schema {SCHEMA_VERSION - 1}"),
    (cut_short, "last.duckdb is not a pack that can be opened"),
    (no_file, "is 'last.duckdb', which is no file"),
    (no_key, "[assessment] has an unknown key 'before'"),
    (among_the_new, "is in the folder of the new pack"),
    (no_later_month, "the new pack has no month after February 2022"),
])  # fmt: skip
def test_an_earlier_pack_that_cannot_be_compared_is_refused(
    small: Small, last_files: dict[str, Path], spoil, said
) -> None:
    spoil(give(small, last_files["public"]))
    with pytest.raises(BadInput) as error:
        small.build()
    message = str(error.value)
    assert said in message
    assert "\n" not in message
    assert str(small.folder) not in message.replace(str(small.toml), "")
