"""Read a TOML file and check its tables; errors give the line."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeGuard

from data.build.errors import one_line, quoted, refuse
from data.build.toml import toml_lines

TYPES: Mapping[type, tuple[str, str]] = {
    str: ("text", "Put it in quotes"),
    bool: ("true or false", "Write true or false, without quotes"),
    dict: ("a table", "Write it as { key = value }"),
    list: ("a list", "Write it in square brackets"),
}
ARRAY = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
# An array of tables and the position of one of them from 1; TOP is the part before any array.
At = tuple[str, int]
TOP: At = ("", 0)


@dataclass(frozen=True)
class TomlFile:
    """A TOML file and its text, from which line numbers are found."""

    path: Path
    text: str

    def refuse(self, what: str, do: str, at: At = TOP, key: str = "") -> NoReturn:
        """Raise BadInput at the line of a key, or of the table's header without a key."""
        refuse(self.path, what, do, self.line(at, key))

    def check(
        self,
        where: str,
        table: Mapping[str, Any],
        types: Mapping[str, type],
        required: Collection[str] = (),
        at: At = TOP,
    ) -> None:
        """Check the keys and values of a table, named ``where`` in messages.

        ``types`` has every allowed key; the type ``object`` allows any value. ``required`` keys
        have text that is not blank.

        Raises:
            BadInput: a key is unknown, a value is of another type, or required text is missing or
                blank.
        """
        for key, value in table.items():
            if key not in types:
                what = f"{where} has an unknown key {quoted(key)}"
                self.refuse(what, f"Use {', '.join(types)}", at, key)
            noun, do = TYPES.get(types[key], ("", ""))
            if noun and not isinstance(value, types[key]):
                self.refuse(f"{key} of {where} is not {noun}", do, at, key)
        for key in required:
            if not str(table.get(key, "")).strip():
                self.refuse(f"{where} has no {key}", f'Add {key} = "…"', at, key)

    def line(self, at: At, key: str = "") -> int | None:
        """Return the line of a key in a table, else of the table's header; None if not found."""
        header, current = None, TOP
        arrays: Counter[str] = Counter()
        for number, line in enumerate(self.text.splitlines(), 1):
            if array := ARRAY.match(line):
                arrays[array[1]] += 1
                current = array[1], arrays[array[1]]
                header = number if current == at else header
            elif key and current == at and re.match(rf"\s*\[*[\w.]*[\"']?{re.escape(key)}\b", line):
                return number
        return header or toml_lines.line_of(self.text, *at, key)


def tables(value: object) -> TypeGuard[list[dict[str, Any]]]:
    """Return whether a value is a list of tables."""
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def read(path: Path) -> tuple[TomlFile, dict[str, Any]]:
    """Return the file and the document parsed from it.

    Raises:
        BadInput: it cannot be read or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return TomlFile(path, text), tomllib.loads(text)
    except UnicodeDecodeError:
        refuse(path, "it is not UTF-8 text", "Save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        why = one_line(error).replace("Cannot overwrite a value", "a key is given twice")
        refuse(path, f"it is not valid TOML ({why})", "Correct that line")
    except OSError as error:
        refuse(path, f"it cannot be read ({error.strerror})", "Give the path of a borough's TOML")
