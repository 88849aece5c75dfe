"""Read files of data.police.uk into the table ``tidy``, regular ones through DuckDB.

Others are read by ``csvfile``, which names the line of every error. Both ways end in the same SQL.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from data.build import csvfile
from data.build.errors import BadInput, refuse
from data.build.forms import police_zip
from data.build.guards.blanks import BLANK
from data.build.plain_text import Plain
from data.build.readers import street_checks
from data.build.store import Store

NO_SUBMISSION = "Download it again, or remove it: its month is then missing"
# Returns the rows of a file, given its number, that begin on the given lines, as text.
Texts = Callable[[int, Sequence[int]], list[str]]


@dataclass(frozen=True)
class Layout:
    """A kind of file: its columns, and the query, with its parameters, that tidies its rows.

    ``maps`` are mappings of spellings in which the query looks cells up, by name.
    """

    columns: tuple[str, ...]
    query: str
    parameters: Mapping[str, Any]
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def is_regular(self, plain: Plain) -> bool:
        """Return whether DuckDB may read a file: regular, and with all columns."""
        return {*self.columns} <= {*plain.header}


def tidied(store: Store, files: Mapping[int, Plain], layout: Layout) -> Texts | None:
    """Write rows of files with the same header into the table ``tidy`` and the view ``numbered``.

    Returns the function that gives rows as text; None if there are several files and DuckDB cannot
    read one: each has then to be read by itself.

    Raises:
        BadInput: a column is missing, or a row does not fit its header.
    """
    texts = _by_duckdb(store, files, layout)
    if texts is None and len(files) > 1:
        return None
    if texts is None:
        [(number, plain)] = files.items()
        texts = _carefully(store, number, plain, layout)
    store.run("street/numbered")
    return texts


def _by_duckdb(store: Store, files: Mapping[int, Plain], layout: Layout) -> Texts | None:
    if not all(map(layout.is_regular, files.values())):
        return None
    plains = [*files.values()]
    paths = [str(each.text) for each in plains]
    columns = dict.fromkeys(plains[0].header, "VARCHAR")
    _describe(store, files, layout, paths=paths, columns=columns)
    store.run("street/raw")
    if not store.reads(layout.query, layout.parameters):
        return None
    return lambda number, lines: _lines(files[number].text, lines)


def _carefully(store: Store, number: int, plain: Plain, layout: Layout) -> Texts:
    """Read one file with ``csvfile``, whose errors give the line."""
    street_checks.refuse_cut_short(plain.path, plain.text)
    try:
        cells = csvfile.read(plain.text, layout.columns)
    except BadInput as error:
        do = NO_SUBMISSION if error.what == csvfile.NO_ROWS else error.do
        refuse(plain.path, error.what, do, error.line, error.column)
    _describe(store, {number: plain}, layout)
    store.lend("cells", cells)
    store.run("street/raw_cells")
    store.run(layout.query, layout.parameters)
    rows = cells.set_index("line")
    return lambda _number, lines: [_as_csv(rows.loc[line]) for line in lines]


def _describe(store: Store, files: Mapping[int, Plain], layout: Layout, **more: object) -> None:
    """Set the variable that ``raw.sql`` and the layout's query read."""
    names = [police_zip.month_and_force(plain.path.name) for plain in files.values()]
    street = {
        "numbers": [*files],
        "named": [each and each[0] for each in names],
        "blank": _map({each: each for each in BLANK}),
        "trim": all(plain.trim for plain in files.values()),
        **{name: _map(spellings) for name, spellings in layout.maps.items()},
        **more,
    }
    store.run("street/variables", {"street": street})


def _map(spellings: Mapping[str, str]) -> dict[str, list[str]]:
    """Return a mapping as DuckDB takes a MAP."""
    return {"key": [*spellings], "value": [*spellings.values()]}


def _lines(path: Path, numbers: Iterable[int]) -> list[str]:
    """Return lines of a regular file; ``numbers`` count from 1 and rise."""
    found, last = [], 0
    with path.open("rb") as file:
        for number in numbers:
            line = next(islice(file, number - last - 1, None))
            found.append(line.decode().rstrip("\r\n"))
            last = number
    return found


def _as_csv(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
