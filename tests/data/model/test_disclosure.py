"""Rules of disclosure, their settings, and counts under them."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build import config
from data.build.build import BuildFailed
from data.build.errors import BadInput
from data.model import disclosure
from data.model.disclosure import (
    AUDIENCES,
    BAND,
    EXACT,
    MISSING,
    TIERS,
    Audience,
    Disclosure,
    Rule,
    band_end,
    safe,
    total,
)
from data.pack import queries
from data.pack.pack import NoPack, Pack
from data.pack.packs import Packs
from tests.conftest import Small, write_small
from tests.data.build.test_build import table
from tests.data.build.test_config import AREA, STREET, WARDS, read
from tests.domains import quick
from tests.planted import planted_packs

__all__ = ["planted_packs"]
pytestmark = pytest.mark.slow

RULES = st.builds(Rule, st.sampled_from([EXACT, 6, 12, 60]))


@pytest.mark.parametrize(("tier", "public", "partner"), [
    ("A", "fewer than 7", "4"), ("B", "fewer than 7", "fewer than 7"),
    ("C", "fewer than 13", "fewer than 7"), ("D", "not held", "fewer than 7"),
])  # fmt: skip
def test_a_restricted_count_of_four(tier: str, public: str, partner: str) -> None:
    rules = Disclosure()
    assert [safe(4, rules.rule(each, tier)).words for each in AUDIENCES] == [public, partner]


@pytest.mark.parametrize(("count", "public_c", "partner_b"), [
    (None, "not held", "not held"), (0, "0", "0"), (1, "fewer than 13", "fewer than 7"),
    (6, "fewer than 13", "fewer than 7"), (7, "fewer than 13", "about 9"),
    (12, "fewer than 13", "about 9"), (13, "about 18", "about 15"),
    (1234, "about 1,230", "about 1,233"),
])  # fmt: skip
def test_zero_small_and_missing_counts_are_worded_differently(
    count, public_c: str, partner_b: str
) -> None:
    rules = Disclosure()
    assert safe(count, rules.rule("public", "C")).words == public_c
    assert safe(count, rules.rule("partner", "B")).words == partner_b


@quick
@given(st.integers(0, 10_000), RULES)
def test_what_is_shown_of_a_count_is_true(count: int, rule: Rule) -> None:
    shown = safe(count, rule)

    assert shown.value is not None
    assert shown.least <= count <= shown.most
    assert shown.least <= shown.value <= shown.most
    assert shown.error <= rule.width / 2
    assert shown.is_exact == (count == 0 or rule.width == EXACT)
    if not shown.is_exact:
        assert shown.most - shown.least + 1 == rule.width
        assert safe(band_end(count, BAND), rule) == shown


@quick
@given(st.lists(st.integers(0, 100), min_size=1, max_size=20), RULES)
def test_a_total_adds_up_what_is_shown_and_says_how_far_it_may_be_off(counts, rule) -> None:
    shown = total(safe(each, rule) for each in counts)

    assert shown.value is not None
    assert abs(shown.value - sum(counts)) <= shown.error
    assert shown.error <= rule.width / 2 * sum(each > 0 for each in counts)


def test_a_total_with_a_missing_part_is_missing() -> None:
    assert total([safe(3, Rule()), MISSING]) == total([]) == MISSING


def test_the_public_never_sees_more_than_partners() -> None:
    for tier in TIERS.values():
        assert tier.public.published_only or tier.public.width >= tier.partner.width


TIGHTER = (
    '[disclosure]\nsigned_off = " The data\towner "\npublic = { A = 12 }\npartner = { B = 1 }\n'
)


def test_the_toml_sets_widths_and_says_who_signed_them_off(tmp_path: Path) -> None:
    rules = read(tmp_path, AREA + TIGHTER + STREET + WARDS).disclosure

    assert rules.standing == "signed off: The data owner"
    assert rules.rule("public", "A") == Rule(12)
    assert rules.rule("partner", "B") == Rule(1)
    assert rules.rule("public", "C") == TIERS["C"].public


def test_without_the_table_the_rules_are_proposals(tmp_path: Path) -> None:
    rules = read(tmp_path, AREA + STREET + WARDS).disclosure

    assert rules == Disclosure()
    assert rules.standing == "proposed, not yet signed off"


@pytest.mark.parametrize(("said", "at", "words"), [
    ("publik = {}", "publik", "[disclosure] has an unknown key 'publik'"),
    ("public = 5", "public", "public of [disclosure] is not a table"),
    ("signed_off = true", "signed_off", "signed_off of [disclosure] is not text. Put it in quotes"),
    ("public = { E = 5 }", "public",
     "public of [disclosure] has an unknown key 'E'. Use A, B, C, D"),
    ("public = { A = 5 }", "public", "is not 1 (exact counts) or a multiple of 6 up to 60"),
    ("public = { A = -6 }", "public", "the public width of tier A is not 1"),
    ("public = { A = 0 }", "public", "is not 1"),
    ('public = { A = "6" }', "public", "is not 1"),
    ("public = { A = true }", "public", "is not 1"),
    ("partner = { B = 66 }", "partner", "up to 60"),
    ("public = { D = 6 }", "public", "tier D is set, but only published totals are shown"),
    ("public = { A = 1 }", "public", "is 1, lower than the proposed 6, and not signed off"),
    ('signed_off = " "\npartner = { B = 1 }', "partner", "lower than the proposed 6"),
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


def restrict(small: Small) -> Small:
    """The small borough with MARAC returns that are restricted."""
    small.edit("small.toml", 'path = "marac.csv"\nlicence = "OGL"\nvintage = "2022-03"\n'
               'access = "published"', 'path = "marac.csv"\nlicence = "OGL"\n'
               'vintage = "2022-03"\naccess = "restricted"')  # fmt: skip
    return small


@pytest.fixture
def restricted(small: Small) -> Small:
    return restrict(small)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Pack]:
    """The pack with restricted MARAC returns for each audience."""
    small = restrict(write_small(tmp_path_factory.mktemp("restricted")))
    return {audience: small.build(audience=audience) for audience in AUDIENCES}


def test_a_public_pack_holds_no_row_of_a_restricted_source(packs) -> None:
    public = packs["public"]

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


def test_a_partner_pack_holds_rounded_counts_only(packs) -> None:
    partner = packs["partner"]

    assert partner.audience == "partner"
    assert queries.marac(partner).empty
    shown = queries.marac_windows(partner)
    cases = shown[shown["measure"] == "cases"]
    assert cases[["n", "least", "most"]].to_numpy().tolist() == [[39, 37, 42], [45, 43, 48]]
    assert queries.sources(partner)["sha256"].notna().all()
    assert partner.problems() == []


def test_a_restricted_file_is_still_checked_for_the_public(restricted: Small) -> None:
    restricted.edit("marac.csv", ",44,11", ",44,45")

    with pytest.raises(BadInput, match="45 repeat cases among 44"):
        restricted.build()


def test_the_version_does_not_follow_what_is_not_shown(restricted: Small, packs) -> None:
    """Otherwise a small file could be guessed from the version."""
    public, partner = packs["public"].version, packs["partner"].version
    restricted.edit("marac.csv", ",44,11", ",44,12")

    assert restricted.build().version == public
    assert restricted.build(audience="partner").version not in {public, partner}


def test_the_pack_says_what_its_toml_said(small: Small) -> None:
    small.write("small.toml", TIGHTER + small.toml.read_text())
    pack = small.build(audience="partner")

    assert pack.domain.disclosure == config.read(small.toml).disclosure
    assert pack.domain.rule("B") == Rule(1)
    assert len(table(pack.path, "disclosure")) == len(disclosure.PROPOSED)


@pytest.mark.parametrize(("own", "other"), [("public", "partner"), ("partner", "public")])
def test_packs_of_another_audience_are_never_served(
    small: Small, planted_packs, own: Audience, other: Audience
) -> None:
    """By pointer or by version, also with files that were copied into the folder."""
    folder = Path(shutil.copytree(planted_packs[own], small.folder / "packs"))
    with pytest.raises(BuildFailed, match=f"holds packs for the audience {own}; give --out"):
        small.build(folder, audience=other)
    packs = Packs(folder, own)
    assert packs.current().audience == own

    for each in planted_packs[other].iterdir():
        shutil.copy(each, folder)

    for _again in range(2):  # the last good pack goes on answering
        assert packs.current().audience == own
        assert f"built for the audience {other}, and this server is for" in packs.problem
    with pytest.raises(NoPack, match=f"built for the audience {other}, and this server is for"):
        Packs(folder, own).current()
    there = Packs(folder, other).current().version
    assert packs.find(there) is None
    assert Packs(folder, audience=None).current().version == there
