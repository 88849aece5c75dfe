"""The MARAC page: published years, and returns for partners only."""

import pytest

from callbacks import marac
from data.pack import queries
from layouts.base import ids
from tests.callbacks.answers import answer, reads_well
from tests.texts import text_of


def test_the_marac_page_says_that_filters_do_not_apply(demo_pack) -> None:
    found, filtered = answer(demo_pack, "marac", ""), answer(demo_pack, "marac", "?type=drugs")
    reads_well(filtered)
    without, text = (text_of([*each.parts.values()]) for each in (found, filtered))
    said, _, rest = text.partition("fixed periods. ")
    assert said.startswith("The filters do not apply here")
    assert rest == without


def test_marac(demo_pack) -> None:
    found = answer(demo_pack, "marac", "")
    assert found.parts[ids.MARAC_LEAD] == (
        "33 of 91 cases discussed in 2022/23 were repeats: 36.3%. That is too few cases to say "
        "whether the rate is within the expected 28 to 40%, which is still to be confirmed. "
        "The 91 cases are 13.3 per 10,000 women: fewer than the 40 expected. "
        "From 2021/22 to 2022/23 nothing changed beyond normal variation."
    )
    panel = found.panels[marac.RATE]
    assert [row[:6] for row in panel.table.rows] == [
        ("2016/17", 84, None, None, None, None),
        ("2019/20", 128, 34, "26.6%", "26.5%", "19.7 to 34.8%"),
        ("2020/21", 136, 52, "38.2%", "38.2%", "30.5 to 46.6%"),
        ("2021/22", 75, 23, "30.7%", "30.6%", "21.4 to 41.8%"),
        ("2022/23", 91, 33, "36.3%", "36.2%", "27.1 to 46.5%"),
    ]
    assert panel.figure.series[0].values == pytest.approx(
        [26.5625, 38.2353, 30.6667, 36.2637], abs=1e-4
    )
    said = text_of(found.parts[marac.CHANGES])
    assert said.startswith("Nothing changed beyond normal variation in 2022/23")
    assert (
        "Clear or possible: 4 of 11 changes; if nothing had changed, fewer than 1 would be." in said
    )
    numbers = text_of(found.parts[marac.NUMBERS])
    assert "Why were there 0.90 children per case in 2022/23" in numbers
    assert "91 33 36.3% 36.2% 27.1 to 46.5% 82 0.90 13.3 SafeLives current" in numbers
    assert found.tables[marac.NUMBERS].rows[-1][8] == pytest.approx(13.287581)


def test_a_borough_without_marac_says_so_and_hides_nothing_else(gap_pack, small) -> None:
    found = answer(gap_pack, "marac", "")
    assert found.parts[ids.MARAC_LEAD].startswith("No published MARAC figures have been loaded.")
    assert found.parts[marac.NUMBERS] == []
    assert found.parts[marac.HAS_WINDOWS] == ""
    for card in (marac.ABUSE, marac.HATE):
        assert "Add an annual source with the table" in text_of(found.parts[card])
    assert len(answer(gap_pack, "overview", "").parts[ids.TILES]) == 6
    small.edit("small.toml", 'kind = "marac"', 'kind = "annotations"')
    small.edit("small.toml", 'path = "marac.csv"', 'path = "notes.csv"')
    small.write(
        "annual.csv",
        "table,measure,2020/21,2021/22,published_change,published_pct_change\n"
        "crime,All crime,30,33,3,10.0\ncrime,Burglary,10,11,1,10.0\ncrime,Other,20,22,2,10.0\n"
        "hate_crime,Hate,12,40,28,233.3\ndomestic_abuse,Crime,100,99,-1,-1.0\n",
    )
    found = answer(small.build(), "marac", "")
    assert found.parts[marac.NUMBERS] == []
    assert text_of(found.parts[marac.HATE]).startswith("Hate crime: hate rose in 2021/22")
    assert text_of(found.parts[marac.ABUSE]).startswith(
        "Domestic abuse: nothing changed beyond normal variation in 2021/22"
    )


def test_partners_with_quarters_alone_are_not_told_to_add_a_source(small) -> None:
    small.write("marac.csv", RETURN)
    text = small.toml.read_text()
    at = text.index('kind = "marac"')
    small.write("small.toml", text[:at] + text[at:].replace("published", "restricted", 1))

    found = answer(small.build(audience="partner"), "marac", "")
    assert found.parts[ids.MARAC_LEAD] == (
        "No published MARAC years have been loaded. Finer returns are below, for partners."
    )
    assert (found.parts[marac.NUMBERS], bool(found.parts[marac.HAS_WINDOWS])) == ([], True)
    assert len(found.panels[marac.WINDOWS].table.rows) == 2


RETURN = """period_start,period_end,cases,repeat_cases,children,definition_version
2021-04-01,2021-06-30,11,5,9,a
2021-07-01,2021-09-30,13,6,9,a
2021-10-01,2021-12-31,9,4,4,a
2022-01-01,2022-03-31,12,5,2,a
2022-04-01,2022-06-30,3,2,2,a
"""


def test_a_quarterly_return_is_for_partners_only_and_never_exact(small) -> None:
    small.write("quarters.csv", RETURN)
    small.add_source("marac", "quarters.csv", access='"restricted"')

    public = answer(small.build(small.folder / "public"), "marac", "")
    assert public.parts[marac.HAS_WINDOWS] == ""
    assert public.panels[marac.WINDOWS].table.rows == []

    pack = small.build(small.folder / "partner", audience="partner")
    found = answer(pack, "marac", "")
    assert found.parts[marac.HAS_WINDOWS]
    assert found.panels[marac.WINDOWS].table.rows == [
        # 45 and 37, 20 and 17, 24 and 17, each in the middle of its band of six.
        ("March 2022", 45, 21, "about 47%", 21, ""),
        ("June 2022", 39, 15, "about 38%", 15, ""),
    ]
    assert "proposed, not yet signed off" in found.panels[marac.WINDOWS].sentence
    reads_well(found)
    # The published years beside it are as they were, and no quarter is in the pack.
    assert [row[1] for row in found.panels[marac.RATE].table.rows] == [40, 44]
    assert queries.marac(pack)["cases"].tolist() == [40, 44]
    assert {*queries.marac_windows(pack)["n"]} == {45, 21, 39, 15}
