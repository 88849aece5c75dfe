"""Rules of disclosure: what they say, who may change them, and a count under them."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import borough, disclosure, queries
from data.disclosure import AUDIENCES, TIERS, Disclosure, Rule, SafeCount, rounded, safe
from data.errors import BadInput
from data.pack import NoPack
from data.packs import Packs
from tests.conftest import Small
from tests.data.test_borough import AREA, STREET, WARDS, read
from tests.data.test_build import table
from tests.domains import quick

pytestmark = pytest.mark.slow

RULES = st.builds(
    Rule, st.sampled_from([0, 3, 5, 10]), st.sampled_from([1, 5]), published_only=st.just(False)
)


@pytest.mark.parametrize(("tier", "public", "partner"), [
    ("A", "fewer than 5", "4"), ("B", "fewer than 5", "4"),
    ("C", "fewer than 10", "fewer than 5"), ("D", "withheld", "fewer than 5"),
])  # fmt: skip
def test_a_restricted_count_of_four(tier: str, public: str, partner: str) -> None:
    rules = Disclosure()
    assert [safe(4, rules.rule(each, tier)).words for each in AUDIENCES] == [public, partner]


@pytest.mark.parametrize(("count", "public_c", "partner_b"), [
    (None, "not held", "not held"), (0, "0", "0"), (2, "fewer than 10", "fewer than 3"),
    (9, "fewer than 10", "9"), (12, "about 10", "12"), (13, "about 15", "13"),
    (1234, "about 1,235", "1,234"),
])  # fmt: skip
def test_zero_few_and_missing_are_three_things(count, public_c: str, partner_b: str) -> None:
    rules = Disclosure()
    assert safe(count, rules.rule("public", "C")).words == public_c
    assert safe(count, rules.rule("partner", "B")).words == partner_b


@quick
@given(st.integers(0, 10_000), RULES)
def test_what_is_told_of_a_count_is_true(count: int, rule: Rule) -> None:
    told = safe(count, rule)

    if told.state == "fewer":
        assert 0 < count < told.below == rule.threshold
    else:
        assert told.value is not None
        assert abs(told.value - count) <= rule.round_to / 2
        assert count == 0 or count >= rule.threshold
        assert rule.round_to == 1 or told.value % rule.round_to == 0


def test_halves_are_rounded_up() -> None:
    assert [rounded(each, 10) for each in (0, 4, 5, 14, 15, 16)] == [0, 0, 10, 10, 20, 20]


def test_the_public_never_sees_more_than_partners() -> None:
    for tier in TIERS.values():
        assert tier.public.published_only or tier.public.threshold >= tier.partner.threshold


TIGHTER = (
    '[disclosure]\nsigned_off = " The data\towner "\npublic = { A = 12 }\npartner = { B = 0 }\n'
)


def test_the_toml_sets_thresholds_and_says_who_signed_them_off(tmp_path: Path) -> None:
    rules = read(tmp_path, AREA + TIGHTER + STREET + WARDS).disclosure

    assert rules.standing == "signed off: The data owner"
    assert rules.rule("public", "A") == Rule(12)
    assert rules.rule("partner", "B") == Rule(0)
    assert rules.rule("public", "C") == TIERS["C"].public


def test_without_a_word_the_rules_are_proposals(tmp_path: Path) -> None:
    rules = read(tmp_path, AREA + STREET + WARDS).disclosure

    assert rules == Disclosure()
    assert rules.standing == "proposed, not yet signed off"


@pytest.mark.parametrize(("said", "at", "words"), [
    ("publik = {}", "publik", "[disclosure] has an unknown key 'publik'"),
    ("public = 5", "public", "public of [disclosure] is not a table"),
    ("signed_off = true", "signed_off", "signed_off of [disclosure] is not text in quotes"),
    ("public = { E = 5 }", None, "public of [disclosure] has an unknown key 'E'. Use A, B, C, D"),
    ("public = { A = 2 }", "public", "is not 0 (every count is shown) or a whole number from 3"),
    ("public = { A = -1 }", "public", "the public threshold of tier A is not 0"),
    ('public = { A = "5" }', "public", "is not 0"),
    ("public = { A = true }", "public", "is not 0"),
    ("public = { A = 7.5 }", "public", "is not 0"),
    ("partner = { B = 101 }", "partner", "to 100"),
    ("public = { D = 5 }", "public", "tier D is set, but only published totals are shown"),
    ("public = { A = 4 }", "public", "is 4, lower than the proposed 5, and not signed off"),
    ('signed_off = " "\npartner = { B = 0 }', "partner", "lower than the proposed 3"),
])  # fmt: skip
def test_bad_rules_are_refused_with_their_line(tmp_path: Path, said, at, words: str) -> None:
    text = f"{AREA}[disclosure]\n{said}\n{STREET}{WARDS}"
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)

    assert words in str(caught.value)
    lines = text.splitlines()
    expected = next(n for n, line in enumerate(lines, 1) if line.startswith(at)) if at else None
    assert caught.value.line == expected


def test_a_disclosure_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="disclosure of the file is not a table"):
        read(tmp_path, f"disclosure = 5\n{AREA}{STREET}{WARDS}")


@pytest.fixture
def restricted(small: Small) -> Small:
    """The small borough with MARAC returns that are restricted."""
    small.edit("small.toml", 'path = "marac.csv"\nlicence = "OGL"\nvintage = "2022-03"\n'
               'access = "published"', 'path = "marac.csv"\nlicence = "OGL"\n'
               'vintage = "2022-03"\naccess = "restricted"')  # fmt: skip
    return small


def test_a_public_pack_holds_no_row_of_a_restricted_source(restricted: Small) -> None:
    public = restricted.build()

    assert public.audience == "public"
    assert queries.marac(public).empty
    assert queries.marac_windows(public).empty
    [entry] = queries.sources(public).query("kind == 'marac'").to_dict("records")
    assert (entry["access"], entry["note"]) == (
        "restricted", "restricted: its counts and checksum are not given",
    )  # fmt: skip
    assert pd.isna(entry["sha256"])
    assert (
        queries.sources(public)
        .filter(like="rows_")[queries.sources(public)["kind"] == "marac"]
        .isna()
        .all(axis=None)
    )
    assert public.problems() == []


def test_a_partner_pack_holds_them_as_they_may_be_told(restricted: Small) -> None:
    partner = restricted.build(audience="partner")

    assert partner.audience == "partner"
    assert queries.marac(partner).empty
    told = queries.marac_windows(partner)
    cases = told[told["measure"] == "cases"]
    assert cases[["state", "value"]].to_numpy().tolist() == [["rounded", 40], ["rounded", 45]]
    assert queries.sources(partner)["sha256"].notna().all()
    assert partner.problems() == []


def test_a_restricted_file_is_still_checked_for_the_public(restricted: Small) -> None:
    restricted.edit("marac.csv", ",44,11", ",44,45")

    with pytest.raises(BadInput, match="45 repeat cases among 44"):
        restricted.build()


def test_the_version_does_not_follow_what_is_not_shown(restricted: Small) -> None:
    """Else a small file could be guessed until the version comes out."""
    public, partner = restricted.build().version, restricted.build(audience="partner").version
    restricted.edit("marac.csv", ",44,11", ",44,12")

    assert restricted.build().version == public
    assert restricted.build(audience="partner").version not in {public, partner}


def test_the_pack_says_what_its_toml_said(small: Small) -> None:
    small.write("small.toml", TIGHTER + small.toml.read_text())
    pack = small.build(audience="partner")

    assert pack.domain.disclosure == borough.read(small.toml).disclosure
    assert pack.domain.rule("B") == Rule(0)
    assert len(table(pack.path, "disclosure")) == len(disclosure.PROPOSED)


def test_packs_for_the_public_never_open_one_for_partners(small: Small) -> None:
    """Also when it was built while the dashboard runs."""
    packs = Packs(small.folder / "packs", ("public",))
    small.build().close()
    assert packs.current().audience == "public"

    small.build(audience="partner").close()

    for _again in range(2):
        with pytest.raises(NoPack, match=r"is for partners only: .* --behind-proxy"):
            packs.current()


def test_missing_differs_from_withheld() -> None:
    assert safe(None, TIERS["D"].public) == disclosure.MISSING != disclosure.WITHHELD
    assert SafeCount("fewer", below=5) != SafeCount("fewer", below=10)
