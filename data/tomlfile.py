"""A TOML file as it is read: its values, and on which line something is wrong."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from data.errors import BadInput, one_line, quoted

TYPES: Mapping[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    dict: "a table",
    list: "a list",
}


@dataclass(frozen=True)
class TomlFile:
    """The file being read, to say on which line something is wrong.

    Tables are numbered: 0 is what stands above the first ``[[source]]``, 1 that source.
    """

    path: Path
    text: str

    def refuse(self, what: str, do: str, table: int = 0, key: str = "") -> NoReturn:
        """Raise BadInput for a key of a table, else for the table."""
        raise BadInput(self.path, what, do, self._line(table, key))

    def refuse_unknown(
        self, where: str, found: Mapping[str, Any], known: Collection[str], table: int = 0
    ) -> None:
        """Raise BadInput for the first key that is not known."""
        for key in found:
            if key not in known:
                self.refuse(
                    f"{where} has an unknown key {quoted(key)}",
                    f"Use {', '.join(known)}",
                    table,
                    key,
                )

    def refuse_other_type(
        self, where: str, key: str, value: object, wanted: type, table: int = 0
    ) -> None:
        """Raise BadInput for a value of another type than wanted."""
        if not isinstance(value, wanted):
            self.refuse(f"{key} of {where} is not {TYPES[wanted]}", "Mend it", table, key)

    def _line(self, table: int, key: str) -> int | None:
        """The line of a key in a table, else of the table."""
        head, count = None, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            if re.match(r"\s*\[\[\s*source\s*\]\]", line):
                count += 1
                head = number if count == table else head
            if count == table and key and re.match(rf"\s*\[*[\w.]*[\"']?{re.escape(key)}\b", line):
                return number
        return head


def read(path: Path) -> tuple[TomlFile, dict[str, Any]]:
    """The file, and the document that it holds.

    Raises:
        BadInput: it cannot be read or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return TomlFile(path, text), tomllib.loads(text)
    except UnicodeDecodeError:
        raise BadInput(path, "it is not UTF-8 text", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        what = f"it is not valid TOML ({one_line(error)})"
        raise BadInput(path, what, "Mend that line") from None
    except OSError as error:
        what = f"it cannot be read ({error.strerror})"
        raise BadInput(path, what, "Give the path of a borough's TOML") from None
