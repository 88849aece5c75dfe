"""The assessment file: texts, themes, scores, weights, and what a build refuses."""

import pandas as pd
import pytest

from data.build import config
from data.build.errors import BadInput
from data.build.readers import assessment
from data.model.assessment import AssessmentRow, Typed, written
from data.model.rows import rows
from data.pack import queries

GOOD = """year = "2023/24"
[weights]
harm = 2
[[section]]
id = "residents"
owner = "Ann"
text = '''
One
line.

Two.
'''
[[theme]]
name = "Acquisitive"
types = ["burglary", "robbery"]
scores = { physical = 0, capacity = 5 }
[[theme]]
name = "Exploitation"
[[recommendation]]
text = "Meet."
by = "June"
"""


def read(folder, text: str) -> pd.DataFrame:
    (folder / "assessment.toml").write_text(text)
    return assessment.read(folder / "assessment.toml")


def test_every_part_of_the_file_is_kept(tmp_path) -> None:
    found = written(rows(read(tmp_path, GOOD), AssessmentRow))
    assert found.year == "2023/24"
    assert found.weights == {"demand": 1, "harm": 2, "trend": 1, "comparison": 1, "board": 1}
    assert found.sections == {"residents": Typed("One line.\n\nTwo.", "Ann")}
    assert [(each.name, each.crime, each.scores) for each in found.themes] == [
        ("Acquisitive", ("burglary", "robbery"), {"physical": 0, "capacity": 5}),
        ("Exploitation", (), {}),
    ]
    assert found.recommendations == (Typed("Meet.", "", "June"),)


def test_without_a_file_every_crime_type_is_a_theme() -> None:
    found = written([])
    assert len(found.themes) == 14
    assert all(len(each.crime) == 1 and not each.scores for each in found.themes)
    assert not found.sections


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("year", "yaer", 1, "the file has an unknown key 'yaer'"),
        ("harm = 2", "harm = 4", 3, "the weight of harm is '4'. Write a whole number from 0 to 3"),
        ("harm = 2", "fear = 2", 3, "unknown key 'fear'. Use demand, harm"),
        ('"residents"', '"people who live here"', 5, "there is no section 'people who live here'"),
        ("capacity = 5", "capacity = 6", 16, "capacity of 'Acquisitive' is '6'"),
        ("capacity = 5", "capacity = 2.5", 16, "capacity of 'Acquisitive' is '2.5'"),
        ("capacity = 5", "capacity = true", 16, "Write a whole number from 0 to 5"),
        ("capacity", "anger", 16, "unknown score 'anger'. Use physical"),
        ('"robbery"', '"piracy"', 15, "unknown crime type 'piracy'"),
        ('"robbery"', "[1]", 15, "unknown crime type '[1]'"),
        ('"Exploitation"', '"acquisitive"', 18, "the theme 'acquisitive' is there twice"),
        ('text = "Meet."', 'text = ""', 20, "a recommendation has no text"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(tmp_path, old, new, line, words) -> None:
    assert old in GOOD
    with pytest.raises(BadInput) as error:
        read(tmp_path, GOOD.replace(old, new))
    assert f"line {line}: " in str(error.value)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("access", "audience", "kept"), [
    ("open", "public", True), ("restricted", "public", False), ("restricted", "partner", True),
])  # fmt: skip
def test_a_restricted_file_is_in_a_partner_pack_only(small, access, audience, kept) -> None:
    small.write("assessment.toml", GOOD)
    small.add_source("assessment", "assessment.toml", access=f'"{access}"')
    pack = small.build(audience=audience)
    try:
        found = written(rows(queries.assessment(pack), AssessmentRow))
    finally:
        pack.close()
    assert bool(found.sections) is kept


def test_two_files_are_refused(small) -> None:
    for name in ("one.toml", "two.toml"):
        small.write(name, GOOD)
        small.add_source("assessment", name)
    with pytest.raises(BadInput, match="there are two assessment files"):
        config.read(small.toml)
