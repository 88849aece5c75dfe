"""What ``inspect`` finds in a file, and the TOML source that it proposes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data.build.config import NEEDED
from data.model import months

OPEN, CHECK = "OGL v3.0", "check this"
# The licence and access to propose for kinds that are not open data under OGL v3.0.
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
    ``recognised`` and ``others`` are the columns that a build uses and ignores. ``source`` has
    the keys of the proposed source that are specific to its kind. ``districts`` maps the code of
    each district in the file to its name, which is blank where the file gives none.
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
        """The first and last month as YYYY-MM, and how many between are missing; blank if none."""
        if not self.months:
            return ""
        first, last = min(self.months), max(self.months)
        missing = len(months.between(first, last)) - len({*self.months})
        text = months.spell(first)
        text += f" to {months.spell(last)}" if last != first else ""
        return f"{text}, {missing} missing between" if missing else text

    def proposed(self, path: str) -> dict[str, Any]:
        """Return all keys of the proposed source; ``path`` is the one to write in the TOML."""
        licence, access = TERMS.get(self.kind, (OPEN, "open"))
        own = dict(self.source)
        last = {"vintage": self.vintage or CHECK, "licence": licence, "access": access}
        return {"kind": self.kind, "path": path, **last, **own}

    def as_json(self, path: str) -> dict[str, Any]:
        """Return the finding as JSON can hold it: months as YYYY-MM, paths as text."""
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
    """Return the ``[borough]`` table for one district, as TOML to paste."""
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
