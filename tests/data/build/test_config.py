from pathlib import Path

import pytest

from data.build import config
from data.build.errors import BadInput

AREA = '[borough]\nname = "Small"\ncodes = ["E06000001"]\n'


def source(kind: str = "street", **more: str) -> str:
    values = {
        "kind": f'"{kind}"', "path": '"a.csv"', "licence": '"OGL"', "vintage": '"2022-03"',
        "access": '"open"', **more,
    }  # fmt: skip
    return "\n[[source]]\n" + "".join(
        f"{key} = {value}\n" for key, value in values.items() if value
    )


STREET, WARDS = source(), source("wards", current="true")


def read(folder: Path, text: str | bytes) -> config.Borough:
    toml = folder / "some.toml"
    toml.write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "a.csv").touch()
    (folder / "nested" / "deep").mkdir(parents=True, exist_ok=True)
    (folder / "nested" / "deep" / "b.csv").touch()
    (folder / "nested" / "c.csv").touch()
    return config.read(toml)


def test_a_borough_is_what_its_file_says(tmp_path: Path) -> None:
    more = source("population", of='"lsoa"', where='{ district = "E06000001" }', name='"Census"')

    found = read(tmp_path, AREA + STREET + WARDS + more)

    assert (found.name, found.codes) == ("Small", ("E06000001",))
    assert found.partnership == "Small Community Safety Partnership"
    assert not found.demonstration
    [people] = found.of_kind("population")
    assert people.name == "Census"
    assert people.option("where") == {"district": "E06000001"}
    assert people.option("group", "residents") == "residents"
    assert people.files == (tmp_path / "a.csv",)


@pytest.mark.parametrize(("pattern", "files"), [
    ("a.csv", ["a.csv"]),
    ("nested/*.csv", ["nested/c.csv"]),
    ("nested/**/*.csv", ["nested/c.csv", "nested/deep/b.csv"]),
    ("**/*.csv", ["a.csv", "nested/c.csv", "nested/deep/b.csv"]),
    ("./nested/../a.csv", ["a.csv"]),
])  # fmt: skip
def test_paths_and_globs_lead_from_the_folder_of_the_file(
    tmp_path: Path, pattern: str, files: list[str]
) -> None:
    [street] = read(tmp_path, AREA + WARDS + source(path=f'"{pattern}"')).of_kind("street")

    assert sorted(each.resolve().relative_to(tmp_path).as_posix() for each in street.files) == files


def test_a_folder_with_brackets_in_its_name_is_no_glob(tmp_path: Path) -> None:
    folder = tmp_path / "data [2022]"
    folder.mkdir()

    assert read(folder, AREA + STREET + WARDS).of_kind("street")[0].files == (folder / "a.csv",)


def test_an_absolute_path_is_taken_as_it_is(tmp_path: Path) -> None:
    absolute = source(path=f'"{tmp_path.as_posix()}/nested/*.csv"')

    [street] = read(tmp_path, AREA + WARDS + absolute).of_kind("street")

    assert [each.name for each in street.files] == ["c.csv"]


@pytest.mark.parametrize(("text", "at", "words"), [
    ("[borough\n", None, "not valid TOML"),
    (b"[borough]\nname = '\xff'\n", None, "not UTF-8"),
    ("nmae = 1\n" + AREA + STREET + WARDS, "nmae = 1", "the file has an unknown key 'nmae'"),
    (STREET + WARDS, None, "there is no [borough] table"),
    (AREA + "colour = 1\n" + STREET + WARDS, "colour = 1", "[borough] has an unknown key"),
    (AREA.replace("Small", " ") + STREET + WARDS, 'name = " "', "[borough] has no name"),
    (AREA.replace('["E06000001"]', "7") + STREET + WARDS, "codes = 7", "[borough] has no codes"),
    (AREA.replace('"E06000001"', "") + STREET + WARDS, "codes = []", "[borough] has no codes"),
    (AREA + "demonstration = 1\n" + STREET, "demonstration = 1",
     "demonstration of [borough] is not true or false. Write true or false, without quotes."),
    ("borough = 1\n", "borough = 1", "borough of the file is not a table. Write it as {"),
    (AREA + STREET + source("population", where="1"), "where = 1", "where of a population source "),
    (AREA, None, "there is no [[source]]"),
    ("source = []\n" + AREA, None, "there is no [[source]]"),
    ("source = [1]\n" + AREA, None, "there is no [[source]]"),
    (AREA + STREET + source("wadrs"), 'kind = "wadrs"', "a source has the kind 'wadrs'"),
    (AREA + STREET.replace('"street"', "[1]") + WARDS, "kind = [1]", "a source has the kind"),
    (AREA + source(licence="") + WARDS, "[[source]]", "a street source has no licence. Add licen"),
    (AREA + STREET + source("outcomes", licence="") + WARDS, "[[source]]",
     "an outcomes source has no licence"),
    (AREA + source(licence="1") + WARDS, "licence = 1", "a street source is not text. Put it in "),
    (AREA + source(vintage='" "') + WARDS, 'vintage = " "', "a street source has no vintage"),
    (AREA + STREET + source("wards", current="1"), "current = 1", "current of a wards source is"),
    (AREA + STREET + source("wards", rol="1"), "rol = 1", "a wards source has an unknown key 'rol'"
     ". Use kind, path, licence, vintage, access, name, part, current, boundary, crs, lookup, "
     "codes."),
    (AREA + source(role='"main"') + WARDS, 'role = "main"', "role of a street source is 'main'"),
    (AREA + source(access='"x"') + WARDS, 'access = "x"', "access of a street source is 'x'"),
    (AREA + source(access='"restricted"') + WARDS, 'access = "restricted"',
     "a street source is restricted, and its rows would be drawn, listed or counted freely"),
    (AREA + source(path='"b/*"') + WARDS, 'path = "b/*"', "no file matches 'b/*'. Write it "),
    (AREA + source(path='"nested"') + WARDS, 'path = "nested"', "it is a folder"),
    (AREA + source(path='"**x"') + WARDS, 'path = "**x"', "not a path or glob"),
    (AREA + 'left_out_types = ["Gone", "drugs "]\n' + STREET + WARDS,
     'left_out_types = ["Gone", "drugs "]', "left_out_types has 'drugs ', which is a crime type"),
    (AREA + source(role='"additional"') + WARDS, None, "no street source is primary"),
    (AREA + WARDS, None, "no street source is primary"),
    (AREA + STREET, None, "0 wards sources are current"),
    (AREA + STREET + WARDS + WARDS, None, "2 wards sources are current"),
    (AREA + STREET + source(vintage='"2022-04"') + WARDS, None, "a.csv is in two street sources"),
])  # fmt: skip
def test_invalid_settings_are_refused_with_their_line(
    tmp_path: Path, text: str | bytes, at: str | None, words: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)

    assert words in str(caught.value)
    assert caught.value.file == tmp_path / "some.toml"
    line = caught.value.line
    assert (text.splitlines()[line - 1] if line else None) == at


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        config.read(tmp_path / "none.toml")


def test_files_are_named_as_seen_from_the_folder_of_the_toml(tmp_path: Path) -> None:
    found = read(tmp_path, AREA + STREET + WARDS)

    assert found.shown(tmp_path / "nested" / "c.csv") == "nested/c.csv"
    assert found.shown(tmp_path.parent / "other" / "d.csv") == "../other/d.csv"
