from pathlib import Path

import pytest

from data.build import config
from data.build.errors import BadInput

INLINE = """\
source = [  # a [comment] with { brackets }
  { kind = "street", path = "a.csv", vintage = "2022-03", licence = "O {GL", access = "open" },
  # { kind = "wards" }
  { kind = "wards", current = true, path = "a.csv", vintage = "2022", licence = "O",access="open"},
  { kind = "population", where = { kind = ["x",
    "y"] }, path = "a.csv", vintage = "1", licence = "OGL", access = "open" },
]
borough = { name = "Small", codes = ["E06000001"] }
"""


def read(folder: Path, text: str) -> config.Borough:
    (folder / "a.csv").touch()
    toml = folder / "some.toml"
    toml.write_text(text)
    return config.read(toml)


def test_sources_may_be_inline(tmp_path: Path) -> None:
    assert [each.kind for each in read(tmp_path, INLINE).sources] == [
        "street", "wards", "population",
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ('"a.csv", vintage', '"b.csv", vintage', 2, "no file matches 'b.csv'"),
    ('{ kind = "wards", ', '{ kind = "wadrs", ', 4, "the kind 'wadrs'"),
    ('vintage = "2022",', "vintage = 2022,", 4, "vintage of a wards source is not text. Put it in"),
    ('vintage = "2022",', "", 4, "a wards source has no vintage"),
    ("where =", "wher =", 5, "an unknown key 'wher'"),
    ('vintage = "1", licence', 'vintage = "1", licnce', 6, "an unknown key 'licnce'"),
    ('["E06000001"]', "7", 8, "[borough] has no codes"),
    ('name = "Small", ', 'nam = "Small", ', 8, "an unknown key 'nam'"),
])  # fmt: skip
def test_keys_of_inline_tables_have_their_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in INLINE

    text = INLINE.replace(old, new, 2 if "wards" in old else 1)
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)

    assert words in str(caught.value)
    assert caught.value.line == line
