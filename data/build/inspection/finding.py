"""What is found out about a file, and the source that is proposed for it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data.build.config import NEEDED
from data.model import months

OPEN, CHECK = "OGL v3.0", "check this"
# The licence and access to propose where a kind is not open data.
TERMS: Mapping[str, tuple[str, str]] = {
    "annual": ("Published by the partnership", "published"),
    "checks": ("Published by the partnership", "published"),
    "strategy": ("Published by the partnership", "published"),
    "actions": ("Published by the partnership", "published"),
    "annotations": ("Published by the partnership", "published"),
    "marac": ("Shared with the partnership", "restricted"),
    "marac_comparisons": ("Published by SafeLives", "published"),
    "harm": (CHECK, "open"),
    "requests": ("Shared with the partnership", "restricted"),
    "places": ("Published by the partnership", "open"),
}


@dataclass(frozen=True)
class Finding:
    """A file, or several of one kind, and what a build would do with them.

    ``kind`` is blank where no source can be proposed; ``problem`` is what would stop the build.
    ``source`` has the keys of the proposed source, without the common ones; ``districts`` are the
    codes of those in the file, with their names where it has them.
    """

    files: tuple[Path, ...]
    form: str
    kind: str = ""
    rows: int | None = None
    months: tuple[date, ...] = ()
    recognised: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    crs: str = ""
    notes: tuple[str, ...] = ()
    problem: str = ""
    vintage: str = ""
    source: Mapping[str, Any] = field(default_factory=dict)
    districts: Mapping[str, str] = field(default_factory=dict)

    @property
    def span(self) -> str:
        """The months in words, with how many are missing between the first and the last."""
        if not self.months:
            return ""
        first, last = min(self.months), max(self.months)
        missing = len(months.between(first, last)) - len({*self.months})
        text = months.spell(first)
        text += f" to {months.spell(last)}" if last != first else ""
        return f"{text}, {missing} missing between" if missing else text

    def proposed(self, path: str) -> dict[str, Any]:
        """Return all keys of the proposed source; ``path`` is as it should be in the TOML."""
        licence, access = TERMS.get(self.kind, (OPEN, "open"))
        own = dict(self.source)
        last = {"vintage": self.vintage or CHECK, "licence": licence, "access": access}
        return {"kind": self.kind, "path": path, **last, **own}

    def as_json(self, path: str) -> dict[str, Any]:
        """Return the finding for programs, months as YYYY-MM and paths as text."""
        fields = asdict(self)
        return {
            **fields,
            "files": [each.as_posix() for each in self.files],
            "months": sorted({months.spell(each) for each in self.months}),
            "source": self.proposed(path) if self.kind else None,
        }


def block(source: Mapping[str, Any]) -> str:
    """Return a source as TOML to paste."""
    order = [key for key in ("kind", "path") if key in source]
    order += [key for key in source if key not in {*order, *NEEDED}]
    order += [key for key in NEEDED if key in source and key not in order]
    return _table("[[source]]", {key: source[key] for key in order})


def borough(code: str, name: str) -> str:
    """Return the table of a borough of one district as TOML to paste."""
    return _table("[borough]", {"name": name or CHECK, "codes": [code]})


def _table(head: str, keys: Mapping[str, Any]) -> str:
    return "\n".join([head, *(f"{key} = {_value(value)}" for key, value in keys.items())])


def _value(value: Any) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
