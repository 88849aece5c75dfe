"""Reading harm weights, and refusing what cannot be used."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.build import config, harm_rows
from data.build.errors import BadInput
from data.build.load_log import Account
from data.build.readers import harm
from tests.conftest import Small

BY_TYPE = "crime_type,mean,mean_square\n"
BY_CODE = "offence_code,weight\n"


def read(folder: Path, text: str):
    path = folder / "harm.csv"
    path.write_text(text)
    return harm.read(path)


def test_weights_may_have_thousands_separators(tmp_path: Path) -> None:
    [row] = read(tmp_path, f'{BY_TYPE}Burglary,"1,234.5","2,000,000"\n')[0].to_dict("records")

    assert (row["mean"], row["mean_square"]) == (1234.5, 2_000_000)


def test_weights_by_type_are_read_as_given(tmp_path: Path) -> None:
    header = "area,crime_type,measure,mean,mean_square,matched\n"
    frame, unused = read(
        tmp_path,
        f"{header}Kent,Burglary,,300,100000,0.99\n,shoplifting,,12,144,\n,,Rape,3e3,1e7,\n",
    )

    assert unused == 0
    assert frame.fillna({"matched": -1}).to_numpy().tolist() == [
        ["Kent", "burglary", "", 300, 100_000, 0.99],
        ["", "shoplifting", "", 12, 144, -1],
        ["", "", "Rape", 3000, 1e7, -1],
    ]


def test_weights_by_code_take_means_from_the_offences_of_each_force(tmp_path: Path) -> None:
    """Burglary in Thames Valley, worked out from the mix by hand."""
    frame, unused = read(tmp_path, f"{BY_CODE}28E,465\n30C,123\n46,12\nXYZ,1\n")
    mix = harm.shipped("offence_mix.csv").set_index("offence_code")["Thames Valley"]
    homes, shops = mix["28E"], mix["30C"]
    burglary = harm.shipped("offence_mix.csv").query("crime_type == 'burglary'")

    assert unused == 1
    found = frame.set_index(["area", "crime_type", "measure"]).loc["Thames Valley", "burglary", ""]
    assert found["mean"] == pytest.approx((465 * homes + 123 * shops) / (homes + shops))
    assert found["mean_square"] == pytest.approx(
        (465**2 * homes + 123**2 * shops) / (homes + shops)
    )
    assert found["matched"] == pytest.approx((homes + shops) / burglary["Thames Valley"].sum())
    assert {*frame.loc[frame["crime_type"] != "", "crime_type"]} == {"burglary", "shoplifting"}
    assert {*frame.loc[frame["measure"] != "", "measure"]} == {
        "Residential Burglary - Dwelling", "Residential Burglary - Sheds / Garages", "Shoplifting",
    }  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [
    (f"{BY_TYPE}Burglary,-1,1\n", "line 2, column mean: '-1' is not a number from 0"),
    (f"{BY_TYPE}Burglary,1,x\n", "line 2, column mean_square: 'x' is not a number from 0"),
    (f"{BY_TYPE}Burglary,1,inf\n", "line 2, column mean_square: 'inf' is not a number from 0"),
    (f"{BY_TYPE}Fraud,1,1\n", "line 2, column crime_type: 'Fraud' is not a type of crime"),
    (f"{BY_TYPE}Anti-social behaviour,1,1\n", "anti-social behaviour has no weight"),
    (f"{BY_TYPE},1,1\n", "line 2, column crime_type: the row names no type, or two"),
    (f"{BY_TYPE}Burglary,10,99\n",
     "line 2, column mean_square: a mean square of 99.0 cannot go with a mean of 10.0"),
    (f"{BY_TYPE}Burglary,1,1\nburglary,2,4\n", "line 3: the weight of burglary is given twice"),
    ("crime_type,mean\nBurglary,1\n", "it has no column 'mean_square'"),
    ("crime_type,mean,mean_square,matched\nBurglary,1,1,2\n",
     "line 2, column matched: '2' is not a number from 0 to 1"),
    (f"{BY_CODE}28E,-0.5\n", "line 2, column weight: '-0.5' is not a number from 0"),
    (f"{BY_CODE}28E,1\n28E,2\n", "line 3: the offence code 28E is given twice"),
    (f"{BY_CODE}ZZ,1\nYY,2\n", "line 2, column offence_code: none of its offence codes is known"),
    (f"{BY_CODE},1\n", "line 2, column offence_code: the cell is blank"),
    (f"{BY_CODE}28E,1\n2.8E+01,2\n", "line 3, column offence_code: '2.8E+01' was turned into"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_line(tmp_path: Path, text, words) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)

    assert words in str(caught.value)


def test_two_sources_of_one_vintage_are_refused(small: Small, refused: Callable[[], str]) -> None:
    for name in ("one", "two"):
        small.write(f"{name}.csv", f"{BY_TYPE}Burglary,300,100000\n")
        small.add_source("harm", f"{name}.csv")

    assert "two files of harm weights have the vintage '2022-03'. Give each" in refused()


def test_an_area_that_the_weights_lack_is_refused(small: Small, refused: Callable[[], str]) -> None:
    text = "area,crime_type,mean,mean_square\nKent,Burglary,3,9\nEssex,Burglary,3,9\n"
    small.write("harm.csv", text)
    small.add_source("harm", "harm.csv", force='"Surrey"')

    assert refused().startswith("harm.csv: the harm weights have no area 'Surrey'. Name one with")


def test_the_latest_vintage_is_used_and_a_force_without_weights_has_englands(small: Small) -> None:
    text = "area,crime_type,mean,mean_square\nKent,Burglary,{0},{1}\nEngland,Burglary,{0},{1}\n"
    small.write("old.csv", text.format(3, 9))
    small.write("new.csv", text.format(5, 25))
    small.add_source("harm", "new.csv", vintage='"2024"')
    small.add_source("harm", "old.csv", vintage='"2021"')
    pack = small.build()

    weights = pack.frame("harm/harm_weights")
    used = weights[weights["chosen"]].to_dict("records")
    assert [(each["area"], each["mean"], each["vintage"], each["fallback"]) for each in used] == [
        ("England", 5, "2024", "there are none for Test Constabulary")
    ]
    assert len(weights) == 4
    pack.close()


def test_without_a_source_the_shipped_weights_of_the_own_force_are_used(small: Small) -> None:
    small.edit(
        "street/2022-01/2022-01-test-street.csv", "Test Constabulary", "Thames Valley Police"
    )
    small.edit(
        "street/2022-02/2022-02-test-street.csv", "Test Constabulary", "Thames Valley Police"
    )
    pack = small.build()

    weights = pack.frame("harm/harm_weights")
    used = weights[weights["chosen"]]
    assert {*used["area"]} == {"Thames Valley"}
    assert {*used["fallback"]} == {""}
    assert used["crime_type"].ne("").sum() == 13
    assert "harm" not in {*pack.frame("pack/sources")["kind"]}
    pack.close()


@pytest.mark.parametrize(("forces", "area"), [
    (["Thames Valley Police"], "Thames Valley"), (["Dyfed-Powys Police"], "Dyfed-Powys"),
    (["Devon & Cornwall Police"], "Devon and Cornwall"),
    (["Metropolitan Police Service"], "Metropolitan Police"),
    (["City of London Police"], "London, City of"), (["Hampshire Constabulary"], "Hampshire"),
    (["Hampshire and Isle of Wight Constabulary"], "Hampshire"), (["Kent Police"], "Kent"),
])  # fmt: skip
def test_forces_are_found_by_the_names_of_police_uk(small: Small, forces, area) -> None:
    borough = config.read(small.toml)
    weights = harm_rows.read(borough, Account(borough, lambda _path: None))
    table = harm_rows.table(borough, weights, forces)

    assert {*table.loc[table["chosen"], "area"]} == {area}
