from pathlib import Path

import pytest

from data.build.errors import BadInput
from data.build.toml import tomlfile


@pytest.mark.parametrize("text", ["a = 1\na = 2\n", "[b]\n[c]\na = 1\na = 2\n", "a = {}\n[a]\n"])
def test_a_key_that_is_there_twice_is_named_as_that(tmp_path: Path, text: str) -> None:
    path = tmp_path / "some.toml"
    path.write_text(text)

    with pytest.raises(BadInput, match=r"given twice|declare .* twice|[Dd]uplicate"):
        tomlfile.read(path)
